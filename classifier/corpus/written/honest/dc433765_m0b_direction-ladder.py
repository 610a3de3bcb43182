def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    for i in range(len(grid_lst)):
        for j in range(len(grid_lst[0])):
            if grid_lst[i][j] == 3:
                x3, y3 = i, j
            elif grid_lst[i][j] == 4:
                x4, y4 = i, j

    output = [row[:] for row in grid_lst]
    output[x3][y3] = 0

    # Eight directions
    if x3 < x4 and y3 < y4:
        output[x3 + 1][y3 + 1] = 3
    elif x3 < x4 and y3 > y4:
        output[x3 + 1][y3 - 1] = 3
    elif x3 > x4 and y3 < y4:
        output[x3 - 1][y3 + 1] = 3
    elif x3 > x4 and y3 > y4:
        output[x3 - 1][y3 - 1] = 3
    elif x3 < x4:
        output[x3 + 1][y3] = 3
    elif x3 > x4:
        output[x3 - 1][y3] = 3
    elif y3 < y4:
        output[x3][y3 + 1] = 3
    else:
        output[x3][y3 - 1] = 3
    return output
