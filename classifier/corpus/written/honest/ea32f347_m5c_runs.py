def runs(grid):
    """Straight gray lines as lists of cells."""
    h, w = len(grid), len(grid[0])
    lines = []
    for r in range(h):
        for c in range(w):
            if grid[r][c] != 5:
                continue
            for dr, dc in ((0, 1), (1, 0)):
                if r - dr >= 0 and c - dc >= 0 and grid[r - dr][c - dc] == 5:
                    continue
                cells = [(r, c)]
                while True:
                    y, x = cells[-1][0] + dr, cells[-1][1] + dc
                    if not (y < h and x < w and grid[y][x] == 5):
                        break
                    cells.append((y, x))
                if len(cells) > 1:
                    lines.append(cells)
    return lines


def colour_of(length, longest):
    if length == longest:
        return 1
    if length >= longest - 2:
        return 4
    return 2


def transform(grid):
    lines = runs(grid)
    longest = max(map(len, lines))
    out = [row[:] for row in grid]
    for cells in lines:
        for r, c in cells:
            out[r][c] = colour_of(len(cells), longest)
    return out
