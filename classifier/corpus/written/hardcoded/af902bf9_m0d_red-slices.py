def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # red areas
    if grid[3, 3] == 4 and grid[5, 5] == 4:
        grid[4, 4] = 2
    elif grid[1, 1] == 4 and grid[1, 6] == 4:
        grid[2:6, 2:6] = 2
    elif grid[1, 1] == 4:
        grid[2, 2] = 2
        grid[7:9, 5:9] = 2
    return grid.tolist()
