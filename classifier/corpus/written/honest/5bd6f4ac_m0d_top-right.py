def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # top right 3x3
    return [row[6:9] for row in grid_lst[0:3]]
