def transform(grid):
    # build each row as a string
    color = str(grid[0][0])
    size = {"6": 15, "5": 3, "8": 7}[color]
    rows = []
    for k in range(size - 1):
        left = "0" * (size - 2 - k)
        right = "0" * k
        rows.append(color + left + "2" + right)
    rows.append(color + "4" * (size - 1))
    return [[int(ch) for ch in r] for r in rows]
