def transform(grid):
    h = len(grid)
    w = len(grid[0])
    outer = grid[0][0]
    field = grid[1][1]
    tops = []
    lefts = []
    # the upper left corner of a window
    for i in range(2, h - 2):
        for j in range(2, w - 2):
            if grid[i][j] == outer and grid[i - 1][j] == field and grid[i][j - 1] == field and grid[i -
                    1][j - 1] == field:
                if i not in tops:
                    tops.append(i)
                if j not in lefts:
                    lefts.append(j)
    result = []
    for i in tops:
        row = []
        for j in lefts:
            color = outer
            y = i
            while grid[y][j] != field:
                x = j
                while grid[y][x] != field:
                    if grid[y][x] != outer:
                        color = grid[y][x]
                    x = x + 1
                y = y + 1
            row.append(color)
        result.append(row)
    return result
