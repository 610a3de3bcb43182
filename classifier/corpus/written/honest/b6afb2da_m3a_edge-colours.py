def transform(grid):
    """
    Rule: inside each gray rectangle the colour of a cell depends on how many of its
    four neighbours are gray: 4 -> red (inside), 3 -> yellow (edge), 2 -> blue (corner).
    """
    COLOUR_BY_NEIGHBOURS = {4: 2, 3: 4, 2: 1}
    rows, cols = len(grid), len(grid[0])

    def is_gray(r, c):
        return 0 <= r < rows and 0 <= c < cols and grid[r][c] == 5

    output = [row[:] for row in grid]
    for r in range(rows):
        for c in range(cols):
            if is_gray(r, c):
                near = is_gray(r - 1, c) + is_gray(r + 1, c) + is_gray(r, c - 1) + is_gray(r, c + 1)
                output[r][c] = COLOUR_BY_NEIGHBOURS[near]
    return output
