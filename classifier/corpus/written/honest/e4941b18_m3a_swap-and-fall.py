def transform(grid):
    """
    Observation: a gray block stands on the floor; a red 2 and a cyan 8 lie on it or beside it.
    Rule: the 2 moves to the place of the 8; the 8 falls off the block on the side where it
    was, down to the floor next to the block.
    """
    height, width = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for r in range(height):
        for c in range(width):
            if grid[r][c] == 2:
                two = (r, c)
            if grid[r][c] == 8:
                eight = (r, c)
    gray_cols = [c for c in range(width) if grid[height - 1][c] == 5]
    left, right = gray_cols[0] - 1, gray_cols[-1] + 1

    # Step 1: empty both places, then put the red one where the cyan one was
    out[two[0]][two[1]] = 7
    out[eight[0]][eight[1]] = 2

    # Step 2: the cyan one falls on the side away from the red one
    side = right if eight[1] > two[1] else left
    out[height - 1][side] = 8
    return out
