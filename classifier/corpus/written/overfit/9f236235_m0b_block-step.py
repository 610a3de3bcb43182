def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    n = len(grid_lst)
    # 4x4 cells when the grid is 19x19, 3x3 cells otherwise
    if n == 19:
        step = 5
    else:
        step = 4
    output = []
    for r in range(0, n, step):
        row = [grid_lst[r][c] for c in range(0, n, step)]
        # Mirror the row
        output.append(row[::-1])
    return output
