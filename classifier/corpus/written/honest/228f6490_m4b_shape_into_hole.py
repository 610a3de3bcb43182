def components(grid, wanted):
    h, w = len(grid), len(grid[0])
    seen, result = set(), []
    for r in range(h):
        for c in range(w):
            if (r, c) in seen or not wanted(grid[r][c]):
                continue
            colour, cells, stack = grid[r][c], [], [(r, c)]
            seen.add((r, c))
            while stack:
                y, x = stack.pop()
                cells.append((y, x))
                for ny, nx in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if 0 <= ny < h and 0 <= nx < w and (ny, nx) not in seen and grid[ny][nx] == colour:
                        seen.add((ny, nx))
                        stack.append((ny, nx))
            result.append((colour, cells))
    return result


def normal(cells):
    r0 = min(r for r, _ in cells)
    c0 = min(c for _, c in cells)
    return sorted((r - r0, c - c0) for r, c in cells)


def transform(grid):
    """Move the shape that fits exactly into the hole of a grey frame.

    Bug of the first version: black areas outside of the frames also matched a shape, so a
    hole may not touch the border and has only grey neighbours.
    """
    h, w = len(grid), len(grid[0])
    holes = []
    for _, cells in components(grid, lambda v: v == 0):
        ring = [(y + dy, x + dx) for y, x in cells for dy, dx in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        if all(0 <= y < h and 0 <= x < w and grid[y][x] in (0, 5) for y, x in ring):
            holes.append(cells)
    out = [row[:] for row in grid]
    shapes = components(grid, lambda v: v not in (0, 5))
    colours = [colour for colour, _ in shapes]
    for colour, cells in shapes:
        # a colour that is scattered over several pieces is noise (orange in pair 1)
        if colours.count(colour) > 1:
            continue
        for hole in holes:
            if normal(hole) == normal(cells):
                for y, x in cells:
                    out[y][x] = 0
                for y, x in hole:
                    out[y][x] = colour
                break
    return out
