def transform(grid):
    out = []
    for row in grid:
        # color of the row (not orange): the one that is there most often
        color = 0
        best = 0
        for k in [1, 2, 3, 4, 5, 6, 8, 9]:
            n = 0
            for v in row:
                if v == k:
                    n += 1
            if n > best:
                best = n
                color = k
        new_row = []
        for v in row:
            if v == color:
                new_row.append(0)
            else:
                new_row.append(color)
        out.append(new_row)
    return out
