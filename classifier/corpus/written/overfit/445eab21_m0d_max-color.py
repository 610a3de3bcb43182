def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # the color with the higher number wins
    color = int(grid.max())
    return [[color, color], [color, color]]
