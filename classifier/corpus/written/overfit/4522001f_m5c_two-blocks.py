def block(grid, top, left, size=4):
    for r in range(top, top + size):
        grid[r][left:left + size] = [3] * size


def transform(grid):
    """Two 4x4 blocks on the diagonal, shifted by one when the green is at the bottom right."""
    shift = 0 if grid[0][0] else 1
    out = [[0] * 9 for _ in range(9)]
    block(out, shift, shift)
    block(out, shift + 4, shift + 4)
    return out
