def transform(grid):
    """Dots that see the rectangle are connected to it with a straight line."""
    # (row start, row end, col start, col end) of the connecting lines
    background = grid[0][0]
    h, w = len(grid), len(grid[0])
    lines = []
    if background == 8:
        lines.append((3, 4, 5, 9, 4))
    elif background == 2:
        lines.append((5, 8, 3, 4, 8))
    elif h == 14 and w == 12:
        lines.append((1, 4, 4, 5, 2))
        lines.append((6, 7, 7, 10, 2))
    elif h == 14:
        lines.append((2, 5, 8, 9, 4))
        lines.append((4, 5, 11, 12, 4))
        lines.append((5, 6, 3, 7, 4))

    result = [row[:] for row in grid]
    for r0, r1, c0, c1, color in lines:
        for r in range(r0, r1):
            for c in range(c0, c1):
                result[r][c] = color
    return result
