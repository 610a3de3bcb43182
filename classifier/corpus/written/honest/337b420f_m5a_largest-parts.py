BACKGROUND = 8


def parts(panel):
    """Groups of equal neighbours (side by side), largest last."""
    cells = {(r, c): v for r, row in enumerate(panel) for c, v in enumerate(row) if v != BACKGROUND}
    groups = []
    while cells:
        start = next(iter(cells))
        colour = cells.pop(start)
        stack, group = [start], [start]
        while stack:
            r, c = stack.pop()
            for p in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if cells.get(p) == colour:
                    del cells[p]
                    stack.append(p)
                    group.append(p)
        groups.append((len(group), group, colour))
    return sorted(groups)


def transform(grid):
    out = [[BACKGROUND] * 5 for _ in range(5)]
    for left in (0, 6, 12):
        groups = parts([row[left:left + 5] for row in grid])
        if groups:
            _, cells, colour = groups[-1]
            for r, c in cells:
                out[r][c] = colour
    return out
