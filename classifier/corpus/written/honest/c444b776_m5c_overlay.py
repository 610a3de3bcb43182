def split(seq, sep):
    """Cut a sequence of lines at the lines that are all `sep`."""
    parts, cur = [], []
    for line in seq:
        if all(v == sep for v in line):
            parts.append(cur)
            cur = []
        else:
            cur.append(line)
    return parts + [cur]


def transpose(g):
    return [list(col) for col in zip(*g)]


def merge(a, b):
    return [[x or y for x, y in zip(p, q)] for p, q in zip(a, b)]


def transform(grid):
    cells = [transpose(col) for band in split(grid, 4) for col in split(transpose(band), 4)]
    picture = cells[0]
    for cell in cells[1:]:
        picture = merge(picture, cell)
    h, w = len(picture), len(picture[0])
    out = [row[:] for row in grid]
    for top in range(0, len(grid), h + 1):
        for left in range(0, len(grid[0]), w + 1):
            for r in range(h):
                out[top + r][left:left + w] = picture[r]
    return out
