def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # Each cell becomes a 3x3 block
    output = np.zeros((grid.shape[0] * 3, grid.shape[1] * 3), dtype=int)
    for i in range(grid.shape[0]):
        for j in range(grid.shape[1]):
            output[i * 3:(i + 1) * 3, j * 3:(j + 1) * 3] = grid[i, j]
    return output.tolist()
