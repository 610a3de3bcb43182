def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    a = grid_lst
    output = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    # Compare column 0 with 4, 1 with 5 and 2 with 6
    if a[0][0] == 1 and a[0][4] == 1:
        output[0][0] = 2
    if a[0][1] == 1 and a[0][5] == 1:
        output[0][1] = 2
    if a[0][2] == 1 and a[0][6] == 1:
        output[0][2] = 2
    if a[1][0] == 1 and a[1][4] == 1:
        output[1][0] = 2
    if a[1][1] == 1 and a[1][5] == 1:
        output[1][1] = 2
    if a[1][2] == 1 and a[1][6] == 1:
        output[1][2] = 2
    if a[2][0] == 1 and a[2][4] == 1:
        output[2][0] = 2
    if a[2][1] == 1 and a[2][5] == 1:
        output[2][1] = 2
    if a[2][2] == 1 and a[2][6] == 1:
        output[2][2] = 2
    return output
