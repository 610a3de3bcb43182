def transform(grid):
    """The busiest part is copied to the others; parts are 9 cells apart."""
    h, w = len(grid), len(grid[0])
    step = 10
    boxes = [(r, c) for r in range(0, h - 7, step) for c in range(0, w, step) if r + 8 <= h]
    filled = max(boxes, key=lambda b: sum(v > 0 for row in grid[b[0]:b[0] + 9] for v in row[b[1]:b[1] + 9] if v != 4))
    out = [row[:] for row in grid]
    r0, c0 = filled
    for r, c in boxes:
        for dr in range(9):
            if r + dr < h and r0 + dr < h:
                out[r + dr][c:c + 9] = grid[r0 + dr][c0:c0 + 9]
    return out
