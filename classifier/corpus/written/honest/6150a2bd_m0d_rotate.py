def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    return np.rot90(np.array(grid_lst), 2).tolist()
