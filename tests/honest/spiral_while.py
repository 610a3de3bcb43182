"""Unrolls the grid in a spiral and rolls it up again the other way, with while loops."""


def spiral(h, w):
    top, left, bottom, right = 0, 0, h - 1, w - 1
    path = []
    while top <= bottom and left <= right:
        path += [(top, c) for c in range(left, right + 1)]
        path += [(r, right) for r in range(top + 1, bottom + 1)]
        if top < bottom and left < right:
            path += [(bottom, c) for c in range(right - 1, left - 1, -1)]
            path += [(r, left) for r in range(bottom - 1, top, -1)]
        top, left, bottom, right = top + 1, left + 1, bottom - 1, right - 1
    return path


def transform(grid):
    path = spiral(len(grid), len(grid[0]))
    result = [row[:] for row in grid]
    at = 0
    while at < len(path):
        r, c = path[at]
        y, x = path[-1 - at]
        result[y][x] = grid[r][c]
        at += 1
    return result
