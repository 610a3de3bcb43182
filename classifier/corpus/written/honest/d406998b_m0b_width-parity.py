def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    height = len(grid_lst)
    width = len(grid_lst[0])
    result = [row[:] for row in grid_lst]
    # For an even width the odd columns change, for an odd width the even columns
    if width % 2 == 0:
        start = 1
    else:
        start = 0
    for j in range(start, width, 2):
        for i in range(height):
            if result[i][j] == 5:
                result[i][j] = 3
    return result
