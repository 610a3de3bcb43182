def transform(grid):
    """Erase the two left columns of each object.

    v1 erased the first two cells of every row, but the objects' rows do not all start in
    the same column (pair 1, the cross), so the bounding box of the object counts.
    """
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    seen = set()
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 8 or (r, c) in seen:
                continue
            colour, todo, cells = grid[r][c], [(r, c)], []
            seen.add((r, c))
            while todo:
                y, x = todo.pop()
                cells.append((y, x))
                for ny, nx in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                    if 0 <= ny < h and 0 <= nx < w and (ny, nx) not in seen and grid[ny][nx] == colour:
                        seen.add((ny, nx))
                        todo.append((ny, nx))
            left = min(x for _, x in cells)
            for y, x in cells:
                if x - left < 2:
                    out[y][x] = 8
    return out
