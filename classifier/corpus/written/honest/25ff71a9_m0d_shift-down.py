def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    return [[0] * len(grid_lst[0])] + grid_lst[:-1]
