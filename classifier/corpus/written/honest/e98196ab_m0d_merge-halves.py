def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # row 5 is the gray line
    top = grid[:5]
    bottom = grid[6:]
    return np.where(top != 0, top, bottom).tolist()
