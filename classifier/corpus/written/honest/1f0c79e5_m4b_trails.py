def transform(grid):
    """The red cells of the 2x2 square show the directions, the square leaves a trail.

    The draft moved only one way; with two red cells (pair 3) both directions are drawn.
    A square made of red and one other colour takes the other colour.
    """
    cells = [(r, c) for r in range(9) for c in range(9) if grid[r][c]]
    r0, c0 = cells[0]
    red = [(r, c) for r, c in cells if grid[r][c] == 2]
    colours = [grid[r][c] for r, c in cells if grid[r][c] != 2]
    colour = colours[0]
    out = [[0] * 9 for _ in range(9)]
    for r, c in red:
        dr = 1 if r > r0 else -1
        dc = 1 if c > c0 else -1
        for k in range(9):
            for y in (r0, r0 + 1):
                for x in (c0, c0 + 1):
                    ny, nx = y + k * dr, x + k * dc
                    if 0 <= ny < 9 and 0 <= nx < 9:
                        out[ny][nx] = colour
    return out
