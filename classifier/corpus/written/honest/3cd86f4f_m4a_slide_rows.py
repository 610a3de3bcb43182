def transform(grid):
    n = len(grid)
    result = []
    for i in range(n):
        zeros_before = n - 1 - i
        zeros_after = i
        row = []
        for k in range(zeros_before):
            row.append(0)
        for v in grid[i]:
            row.append(v)
        for k in range(zeros_after):
            row.append(0)
        result.append(row)
    return result
