def frame_box(grid):
    colours = [v for row in grid for v in row if v]
    frame = max(set(colours), key=colours.count)
    rows = [r for r, row in enumerate(grid) if frame in row]
    cols = [c for c, col in enumerate(zip(*grid)) if frame in col]
    return rows[0], rows[-1], cols[0], cols[-1]


def transform(grid):
    t, b, l, r = frame_box(grid)
    out = [row[:] for row in grid]
    jumps = {
        (t + 1, l + 1): (b + 1, r + 1),
        (t + 1, r - 1): (b + 1, l - 1),
        (b - 1, l + 1): (t - 1, r + 1),
        (b - 1, r - 1): (t - 1, l - 1),
    }
    for (y, x), (yy, xx) in jumps.items():
        out[yy][xx] = grid[y][x]
        out[y][x] = 0
    return out
