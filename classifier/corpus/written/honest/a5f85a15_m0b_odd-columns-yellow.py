def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    new_grid = []
    for row in grid_lst:
        new_row = []
        for j, value in enumerate(row):
            # Every cell in an odd column becomes yellow
            if value != 0 and j % 2 == 1:
                new_row.append(4)
            else:
                new_row.append(value)
        new_grid.append(new_row)
    return new_grid
