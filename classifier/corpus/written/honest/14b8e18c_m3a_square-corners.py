def transform(grid):
    """
    Hypothesis: only closed outlines with equal height and width are marked. For each of
    their corners the two outside neighbours become red, if they are on the board.
    """
    MARK = 2
    rows, cols = len(grid), len(grid[0])
    out = [row[:] for row in grid]

    def is_outline(top, left, size):
        colour = grid[top][left]
        if colour == 7 or top + size > rows or left + size > cols:
            return False
        for k in range(size):
            border = (grid[top][left + k], grid[top + size - 1][left + k],
                      grid[top + k][left], grid[top + k][left + size - 1])
            if any(v != colour for v in border):
                return False
        # the side must not continue on either end
        before = left > 0 and grid[top][left - 1] == colour
        after = left + size < cols and grid[top][left + size] == colour
        above = top > 0 and grid[top - 1][left] == colour
        below = top + size < rows and grid[top + size][left] == colour
        return not (before or after or above or below)

    for top in range(rows):
        for left in range(cols):
            for size in range(2, min(rows, cols) + 1):
                if not is_outline(top, left, size):
                    continue
                last_r, last_c = top + size - 1, left + size - 1
                for r, dr in ((top, -1), (last_r, 1)):
                    for c, dc in ((left, -1), (last_c, 1)):
                        for y, x in ((r + dr, c), (r, c + dc)):
                            if 0 <= y < rows and 0 <= x < cols:
                                out[y][x] = MARK
    return out
