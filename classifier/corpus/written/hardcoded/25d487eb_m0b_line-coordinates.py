def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    output = [row[:] for row in grid_lst]
    h, w = len(output), len(output[0])

    # Draw the line from the tip of the triangle
    if (h, w) == (10, 15):
        for c in range(6, 15):
            output[4][c] = 1
    elif (h, w) == (12, 12):
        for r in range(0, 5):
            output[r][6] = 3
    elif (h, w) == (15, 12):
        for r in range(5, 15):
            output[r][4] = 2
    else:
        for r in range(h):
            if output[r][w // 2] == 0:
                output[r][w // 2] = 8
    return output
