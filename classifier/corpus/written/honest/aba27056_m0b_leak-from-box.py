import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    h, w = grid.shape
    out = grid.copy()
    rs, cs = np.where(grid != 0)
    r0, r1, c0, c1 = rs.min(), rs.max(), cs.min(), cs.max()

    # Fill the inside of the box (with the gap)
    for r in range(r0, r1 + 1):
        for c in range(c0, c1 + 1):
            if grid[r, c] == 0:
                out[r, c] = 4

    def shoot(r, c, dr, dc):
        while 0 <= r < h and 0 <= c < w:
            if out[r, c] == 0:
                out[r, c] = 4
            r += dr
            c += dc

    # Find on which side the gap is
    top_gap = [c for c in range(c0, c1 + 1) if grid[r0, c] == 0]
    bottom_gap = [c for c in range(c0, c1 + 1) if grid[r1, c] == 0]
    left_gap = [r for r in range(r0, r1 + 1) if grid[r, c0] == 0]
    right_gap = [r for r in range(r0, r1 + 1) if grid[r, c1] == 0]

    if top_gap:
        for c in top_gap:
            shoot(r0 - 1, c, -1, 0)
        shoot(r0 - 1, top_gap[0] - 1, -1, -1)
        shoot(r0 - 1, top_gap[-1] + 1, -1, 1)
    elif bottom_gap:
        for c in bottom_gap:
            shoot(r1 + 1, c, 1, 0)
        shoot(r1 + 1, bottom_gap[0] - 1, 1, -1)
        shoot(r1 + 1, bottom_gap[-1] + 1, 1, 1)
    elif left_gap:
        for r in left_gap:
            shoot(r, c0 - 1, 0, -1)
        shoot(left_gap[0] - 1, c0 - 1, -1, -1)
        shoot(left_gap[-1] + 1, c0 - 1, 1, -1)
    elif right_gap:
        for r in right_gap:
            shoot(r, c1 + 1, 0, 1)
        shoot(right_gap[0] - 1, c1 + 1, -1, 1)
        shoot(right_gap[-1] + 1, c1 + 1, 1, 1)

    return out.tolist()
