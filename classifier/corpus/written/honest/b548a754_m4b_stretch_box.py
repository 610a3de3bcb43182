def transform(grid):
    """Stretch the box up to the light blue cell.

    The draft only handled dots below the box; pairs 2 and 3 have it to the right. The new
    box is the bounding box of the old one and the dot: frame colour outside, fill inside.
    """
    dot = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 8][0]
    box = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v not in (0, 8)]
    frame = grid[box[0][0]][box[0][1]]
    fill = next(grid[r][c] for r, c in box if grid[r][c] != frame)
    rows = [r for r, _ in box]
    cols = [c for _, c in box]
    top, bottom, left, right = min(rows), max(rows), min(cols), max(cols)
    if left <= dot[1] <= right:
        # above or below
        top, bottom = min(top, dot[0]), max(bottom, dot[0])
    else:
        left, right = min(left, dot[1]), max(right, dot[1])
    out = [[0] * len(grid[0]) for _ in grid]
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            out[r][c] = frame if r in (top, bottom) or c in (left, right) else fill
    return out
