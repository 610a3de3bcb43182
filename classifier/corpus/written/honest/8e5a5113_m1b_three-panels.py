def transform(grid):
    a = [row[:3] for row in grid]
    quarter = [list(r) for r in zip(*a[::-1])]
    turned = [row[::-1] for row in a[::-1]]
    return [x + [5] + y + [5] + z for x, y, z in zip(a, quarter, turned)]
