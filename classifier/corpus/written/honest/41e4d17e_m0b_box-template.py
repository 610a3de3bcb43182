def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    template = [
        [1, 1, 1, 1, 1],
        [1, 8, 8, 8, 1],
        [1, 8, 8, 8, 1],
        [1, 8, 8, 8, 1],
        [1, 1, 1, 1, 1],
    ]
    n = len(grid_lst)
    m = len(grid_lst[0])
    output = [row[:] for row in grid_lst]

    # Search for the template
    for i in range(n - 4):
        for j in range(m - 4):
            found = True
            for a in range(5):
                for b in range(5):
                    if grid_lst[i + a][j + b] != template[a][b]:
                        found = False
            if found:
                # Draw the lines through the middle
                for x in range(m):
                    if output[i + 2][x] == 8:
                        output[i + 2][x] = 6
                for y in range(n):
                    if output[y][j + 2] == 8:
                        output[y][j + 2] = 6
    return output
