def transform(grid):
    # 5 -> 8 and 8 -> 5
    a, b = 5, 8
    tmp = -1
    out = [row[:] for row in grid]
    for row in out:
        for i in range(len(row)):
            if row[i] == a:
                row[i] = tmp
        for i in range(len(row)):
            if row[i] == b:
                row[i] = a
        for i in range(len(row)):
            if row[i] == tmp:
                row[i] = b
    return out
