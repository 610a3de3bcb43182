def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    output = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    # The first row goes to the second row
    output[1][0] = grid_lst[0][0]
    output[1][1] = grid_lst[0][1]
    output[1][2] = grid_lst[0][2]
    # The second row goes to the third row
    output[2][0] = grid_lst[1][0]
    output[2][1] = grid_lst[1][1]
    output[2][2] = grid_lst[1][2]
    return output
