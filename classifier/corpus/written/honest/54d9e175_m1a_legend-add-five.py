def transform(grid):
    COLOR_MAP = {1: 6, 2: 7, 3: 8, 4: 9}
    h, w = len(grid), len(grid[0])
    result = [[5 if grid[r][c] == 5 else 0 for c in range(w)] for r in range(h)]
    for r in range(1, h, 4):
        for c in range(1, w, 4):
            fill = COLOR_MAP.get(grid[r][c], 0)
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    result[r + dr][c + dc] = fill
    return result
