def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    rows = len(grid_lst)
    cols = len(grid_lst[0])

    # Everything starts as 8
    output = [[8 for _ in range(cols)] for _ in range(rows)]

    # The ball starts at the blue cell in the last row
    x = grid_lst[rows - 1].index(1)
    dx = 1
    for r in range(rows - 1, -1, -1):
        output[r][x] = 1
        # Bounce at the walls
        if x + dx < 0 or x + dx >= cols:
            dx = -dx
        x += dx

    return output
