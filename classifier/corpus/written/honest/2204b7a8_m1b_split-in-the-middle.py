def transform(grid):
    a, b = grid[0][0], grid[-1][-1]
    side = grid[0][0] != grid[0][-1]
    return [[(a if (c if side else r) < len(grid) // 2 else b) if v == 3 else v for c, v in enumerate(row)]
            for r, row in enumerate(grid)]
