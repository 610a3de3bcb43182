def transform(grid_lst):
    rows, cols = 3, 5
    out = [[0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            if grid_lst[r][c] != 2:
                continue
            # top-left -> green
            if r - 1 >= 0 and c - 1 >= 0:
                out[r - 1][c - 1] = 3
            # top-right -> magenta
            if r - 1 >= 0 and c + 1 < cols:
                out[r - 1][c + 1] = 6
            # bottom-left -> light blue
            if r + 1 < rows and c - 1 >= 0:
                out[r + 1][c - 1] = 8
            # bottom-right -> orange
            if r + 1 < rows and c + 1 < cols:
                out[r + 1][c + 1] = 7
    return out
