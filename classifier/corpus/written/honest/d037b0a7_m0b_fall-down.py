def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    out = [row[:] for row in grid_lst]
    for j in range(len(out[0])):
        last = 0
        for i in range(len(out)):
            if out[i][j] != 0:
                last = out[i][j]
            else:
                out[i][j] = last
    return out
