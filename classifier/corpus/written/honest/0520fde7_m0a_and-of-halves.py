def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    output = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for i in range(3):
        for j in range(3):
            # Both sides of the gray column have a blue cell
            if grid_lst[i][j] == 1 and grid_lst[i][j + 4] == 1:
                output[i][j] = 2
            else:
                output[i][j] = 0
    return output
