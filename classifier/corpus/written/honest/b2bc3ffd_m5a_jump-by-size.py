from collections import defaultdict


def objects_by_colour(grid, ignore):
    groups = defaultdict(list)
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v not in ignore:
                groups[v].append((r, c))
    return groups


def transform(grid):
    background, floor = 7, grid[-1][0]
    groups = objects_by_colour(grid, {background, floor})
    out = [[background] * len(grid[0]) for _ in grid[:-1]] + [grid[-1][:]]
    for colour, cells in groups.items():
        # heavier things jump higher
        jump = len(cells)
        for r, c in cells:
            out[r - jump][c] = colour
    return out
