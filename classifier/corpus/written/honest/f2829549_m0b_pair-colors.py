def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # (left, right) -> output color
    color_map = {
        (0, 0): 3,
        (7, 0): 0,
        (0, 5): 0,
        (7, 5): 0,
    }
    output = []
    for row in grid_lst:
        new_row = []
        for k in range(3):
            new_row.append(color_map[(row[k], row[k + 4])])
        output.append(new_row)
    return output
