def transform(grid):
    h = len(grid)
    w = len(grid[0])
    # find grey
    gr = 0
    gc = 0
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 5:
                gr = r
                gc = c
    # the shape is connected (8 neighbours) to the cell below the grey
    shape = [(gr + 1, gc)]
    for (r, c) in shape:
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                nr = r + dr
                nc = c + dc
                if 0 <= nr < h and 0 <= nc < w:
                    if grid[nr][nc] != 0 and grid[nr][nc] != 5 and (nr, nc) not in shape:
                        shape.append((nr, nc))
    top = min(r for r, c in shape)
    left = min(c for r, c in shape)
    color = grid[gr + 1][gc]
    result = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for (r, c) in shape:
        result[r - top][c - left] = color
    return result
