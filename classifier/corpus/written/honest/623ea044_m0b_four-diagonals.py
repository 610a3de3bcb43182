def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    rows = len(grid_lst)
    cols = len(grid_lst[0])
    output = [row[:] for row in grid_lst]

    # Find the colored pixel
    for i in range(rows):
        for j in range(cols):
            if grid_lst[i][j] != 0:
                color = grid_lst[i][j]
                x, y = i, j

    # top-left
    i, j = x, y
    while i >= 0 and j >= 0:
        output[i][j] = color
        i -= 1
        j -= 1
    # top-right
    i, j = x, y
    while i >= 0 and j < cols:
        output[i][j] = color
        i -= 1
        j += 1
    # bottom-left
    i, j = x, y
    while i < rows and j >= 0:
        output[i][j] = color
        i += 1
        j -= 1
    # bottom-right
    i, j = x, y
    while i < rows and j < cols:
        output[i][j] = color
        i += 1
        j += 1

    return output
