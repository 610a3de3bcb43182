def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # The position of the blue cell in each row
    width = len(grid_lst[0])
    if width == 2:
        positions = [1, 0, 1, 0, 1, 0, 1, 0, 1, 0]
    elif width == 3:
        positions = [1, 0, 1, 2, 1, 0, 1, 2, 1, 0]
    elif width == 4:
        positions = [3, 2, 1, 0, 1, 2, 3, 2, 1, 0]
    else:
        positions = [width - 1] * 10

    output = []
    for p in positions:
        row = [8] * width
        row[p] = 1
        output.append(row)
    return output
