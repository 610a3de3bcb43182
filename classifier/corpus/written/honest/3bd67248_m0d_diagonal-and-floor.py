def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    n = len(grid_lst)
    out = [row[:] for row in grid_lst]
    for i in range(n - 1):
        out[i][n - 1 - i] = 2
    for j in range(1, n):
        out[n - 1][j] = 4
    return out
