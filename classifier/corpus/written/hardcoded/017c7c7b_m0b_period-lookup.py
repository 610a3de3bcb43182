def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Replace blue with red
    output = []
    for row in grid_lst:
        new_row = []
        for value in row:
            if value == 1:
                new_row.append(2)
            else:
                new_row.append(value)
        output.append(new_row)

    # How many rows before the repeated pattern starts
    if grid_lst[0] == grid_lst[2] and grid_lst[1] == grid_lst[3]:
        offset = 0
    elif grid_lst[3][1] == grid_lst[3][2]:
        offset = 2
    else:
        offset = 0

    # Repeat
    for i in range(3):
        output.append(output[offset + i][:])
    return output
