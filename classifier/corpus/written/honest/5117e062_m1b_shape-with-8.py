def transform(grid):
    h, w = len(grid), len(grid[0])
    (r, c), = [(i, j) for i in range(h) for j in range(w) if grid[i][j] == 8]
    around = [grid[y][x] for y in range(max(0, r - 1), r + 2) for x in range(max(0, c - 1), min(w, c + 2))]
    color = max((v for v in around if v not in (0, 8)), key=around.count)
    cells = {(i, j) for i in range(h) for j in range(w) if grid[i][j] == color} | {(r, c)}
    r0, c0 = min(i for i, _ in cells), min(j for _, j in cells)
    return [[color * ((r0 + i, c0 + j) in cells) for j in range(3)] for i in range(3)]
