def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    result = [[0] * 4 for _ in range(4)]
    for i in range(4):
        for j in range(4):
            first = grid_lst[i][j]
            second = grid_lst[i][j + 5]
            third = grid_lst[i][j + 10]
            if first == 4:
                result[i][j] = 4
            elif second == 9:
                result[i][j] = 9
            elif third == 1:
                result[i][j] = 1
            else:
                result[i][j] = 0
    return result
