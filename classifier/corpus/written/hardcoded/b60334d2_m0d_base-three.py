def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # digits of the pattern, one number for each row
    if grid_lst[2][3] == 5:
        rows = [0, 1863, 810, 1863, 69, 30, 5658, 2430, 5589]
    else:
        rows = [5612, 2440, 5612, 0, 5589, 2430, 5658, 30, 69]
    output = []
    for n in rows:
        line = []
        for _ in range(9):
            d = n % 3
            line.insert(0, 5 if d == 2 else d)
            n = n // 3
        output.append(line)
    return output
