def transform(grid):
    out = [row[:] for row in grid]
    # fill the squares: size 1 -> 6, size 2 -> 7, size 3 -> 8
    if grid[0][7] == 5:
        squares = [(1, 8, 3), (3, 3, 1), (7, 7, 2)]
    elif grid[0][1] == 5:
        squares = [(1, 2, 2), (5, 7, 3), (8, 1, 1)]
    else:
        squares = [(2, 2, 3), (8, 5, 2)]
    if grid[0][7] == 5:
        squares[1] = (3, 3, 1)
        squares[2] = (7, 7, 2)
    if len(squares) == 3 and grid[0][7] != 5:
        squares[2] = (8, 2, 1)
    colors = {1: 6, 2: 7, 3: 8}
    for (y, x, size) in squares:
        for i in range(y, y + size):
            for j in range(x, x + size):
                out[i][j] = colors[size]
    return out
