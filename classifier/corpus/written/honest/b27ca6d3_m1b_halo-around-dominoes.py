def transform(grid):
    h, w = len(grid), len(grid[0])
    red = {(r, c) for r in range(h) for c in range(w) if grid[r][c] == 2}
    pairs = {(r, c) for r, c in red if red & {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)}}
    halo = {(r + i, c + j) for r, c in pairs for i in (-1, 0, 1) for j in (-1, 0, 1)} - red
    return [[3 if (r, c) in halo else grid[r][c] for c in range(w)] for r in range(h)]
