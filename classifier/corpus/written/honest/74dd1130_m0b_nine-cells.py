def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Initialize the output grid
    output = [[0, 0, 0],
              [0, 0, 0],
              [0, 0, 0]]
    # The diagonal stays the same
    output[0][0] = grid_lst[0][0]
    output[1][1] = grid_lst[1][1]
    output[2][2] = grid_lst[2][2]
    # The other cells are mirrored
    output[0][1] = grid_lst[1][0]
    output[0][2] = grid_lst[2][0]
    output[1][0] = grid_lst[0][1]
    output[1][2] = grid_lst[2][1]
    output[2][0] = grid_lst[0][2]
    output[2][1] = grid_lst[1][2]
    return output
