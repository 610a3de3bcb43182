from collections import Counter


def inside(grid):
    return [(r, c) for r in range(2, len(grid) - 1) for c in range(1, len(grid[0]) - 1)]


def outline(out, top, left, bottom, right, colour):
    for c in range(left, right + 1):
        out[top][c] = out[bottom][c] = colour
    for r in range(top, bottom + 1):
        out[r][left] = out[r][right] = colour


def transform(grid):
    votes = Counter(grid[r][c] for r, c in inside(grid) if grid[r][c])
    winner = votes.most_common(1)[0][0]
    cells = [(r, c) for r, c in inside(grid) if grid[r][c] == winner]
    out = [grid[0][:]] + [[0] * len(grid[0]) for _ in grid[1:]]
    outline(out, 1, 0, len(grid) - 1, len(grid[0]) - 1, winner)
    rows, cols = zip(*cells)
    outline(out, min(rows), min(cols), max(rows), max(cols), winner)
    return out
