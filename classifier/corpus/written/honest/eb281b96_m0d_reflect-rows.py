def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    rows = grid_lst
    # down and up without repeating the turning rows, twice
    cycle = rows + rows[-2:0:-1]
    return cycle + cycle + [rows[0]]
