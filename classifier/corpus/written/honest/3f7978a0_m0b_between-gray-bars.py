def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Find the gray bars
    rows = []
    cols = []
    for i in range(len(grid_lst)):
        for j in range(len(grid_lst[0])):
            if grid_lst[i][j] == 5:
                rows.append(i)
                cols.append(j)

    # One row more above and below for the azure corners
    top = min(rows) - 1
    bottom = max(rows) + 1
    left = min(cols)
    right = max(cols)

    output = []
    for i in range(top, bottom + 1):
        line = []
        for j in range(left, right + 1):
            line.append(grid_lst[i][j])
        output.append(line)
    return output
