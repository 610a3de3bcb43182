def transform(grid):
    """One output cell per window: the colour in the window, or its background.

    (windows without anything inside gave 0 in the first draft; the outer colour is right)
    """
    outer = grid[0][0]
    field = grid[1][1]
    h, w = len(grid), len(grid[0])
    inner = [[v for v in row] for row in grid]

    # windows: areas in the field that are not of its colour
    seen = set()
    found = []
    for r in range(2, h - 2):
        for c in range(2, w - 2):
            if inner[r][c] == field and not in_window(grid, r, c, field) or (r, c) in seen:
                continue
            if inner[r][c] == field:
                continue
            r2, c2 = r, c
            while r2 + 1 < h - 1 and inner[r2 + 1][c] != field:
                r2 += 1
            while c2 + 1 < w - 1 and inner[r][c2 + 1] != field:
                c2 += 1
            cells = [(y, x) for y in range(r, r2 + 1) for x in range(c, c2 + 1)]
            seen.update(cells)
            colours = [grid[y][x] for y, x in cells if grid[y][x] != outer]
            found.append((r, c, colours[0] if colours else outer))
    tops = sorted({r for r, _, _ in found})
    return [[v for r, _, v in found if r == t] for t in tops]


def in_window(grid, r, c, field):
    return grid[r][c] != field
