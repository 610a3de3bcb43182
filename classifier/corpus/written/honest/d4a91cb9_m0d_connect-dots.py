def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    r8, c8 = np.argwhere(grid == 8)[0]
    r2, c2 = np.argwhere(grid == 2)[0]
    # vertical part in the column of the 8
    step = 1 if r2 > r8 else -1
    for r in range(r8 + step, r2 + step, step):
        grid[r, c8] = 4
    # horizontal part in the row of the 2
    step = 1 if c2 > c8 else -1
    for c in range(c8, c2, step):
        grid[r2, c] = 4
    return grid.tolist()
