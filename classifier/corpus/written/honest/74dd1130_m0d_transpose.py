def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # The output is the input with its rows and columns swapped
    n = len(grid_lst)
    output_grid = [[0] * n for _ in range(len(grid_lst[0]))]
    for i in range(n):
        for j in range(len(grid_lst[0])):
            output_grid[j][i] = grid_lst[i][j]
    return output_grid
