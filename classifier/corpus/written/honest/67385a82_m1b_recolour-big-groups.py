def transform(grid):
    left = {(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 3}
    out = [row[:] for row in grid]
    while left:
        group, frontier = set(), {left.pop()}
        while frontier:
            r, c = frontier.pop()
            group.add((r, c))
            near = {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)} & left
            left -= near
            frontier |= near
        if len(group) >= 3:
            for r, c in group:
                out[r][c] = 8
    return out
