def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    g = grid_lst
    # Rotate the 3x3 grid by 180 degrees
    return [
        [g[2][2], g[2][1], g[2][0]],
        [g[1][2], g[1][1], g[1][0]],
        [g[0][2], g[0][1], g[0][0]],
    ]
