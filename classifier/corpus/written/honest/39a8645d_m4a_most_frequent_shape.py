def get_shape(grid, i, j):
    # collect the connected cells (also diagonal) of the same color
    color = grid[i][j]
    cells = [(i, j)]
    k = 0
    while k < len(cells):
        y, x = cells[k]
        for a in range(-1, 2):
            for b in range(-1, 2):
                ny = y + a
                nx = x + b
                if 0 <= ny < len(grid) and 0 <= nx < len(grid[0]):
                    if grid[ny][nx] == color and (ny, nx) not in cells:
                        cells.append((ny, nx))
        k += 1
    return cells


def transform(grid):
    visited = []
    counts = [0] * 10
    examples = [None] * 10
    for i in range(len(grid)):
        for j in range(len(grid[0])):
            if grid[i][j] == 0 or (i, j) in visited:
                continue
            cells = get_shape(grid, i, j)
            visited.extend(cells)
            counts[grid[i][j]] += 1
            examples[grid[i][j]] = cells
    color = counts.index(max(counts))
    cells = examples[color]
    top = min(y for y, x in cells)
    left = min(x for y, x in cells)
    out = [[0] * 3 for _ in range(3)]
    for y, x in cells:
        out[y - top][x - left] = color
    return out
