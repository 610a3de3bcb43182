def transform(grid):
    """The green region touching the upper left recolours to cyan.

    Small leftovers stay green: a region counts when it has three cells or more
    and starts in the left half.
    """
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    seen = set()
    for r in range(h):
        for c in range(w):
            if grid[r][c] != 3 or (r, c) in seen:
                continue
            stack, region = [(r, c)], []
            seen.add((r, c))
            while stack:
                y, x = stack.pop()
                region.append((y, x))
                for p in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if 0 <= p[0] < h and 0 <= p[1] < w and grid[p[0]][p[1]] == 3 and p not in seen:
                        seen.add(p)
                        stack.append(p)
            if len(region) >= 3 and c <= w // 2:
                for y, x in region:
                    out[y][x] = 8
    return out
