def corner_l(n, colour, flip_v=False, flip_h=False):
    """An L of arm n, its corner at the top left unless flipped."""
    block = [[colour if r == 0 or c == 0 else 8 for c in range(n)] for r in range(n)]
    if flip_v:
        block = block[::-1]
    if flip_h:
        block = [row[::-1] for row in block]
    return block


def blank(n):
    return [[8] * n for _ in range(n)]


def paste(canvas, block, top, left):
    for r, row in enumerate(block):
        for c, v in enumerate(row):
            canvas[top + r][left + c] = v
    return canvas


def transform(grid):
    n = len(grid)
    # (top-left, top-right, bottom-left, bottom-right), arm
    colours, arm = {11: ((2, 5, 1, 5), 5), 9: ((3, 2, 7, 0), 4), 5: ((4, 2, 0, 7), 2)}.get(n, ((2, 9, 6, 8), n // 2))
    out = blank(n)
    for k, colour in enumerate(colours):
        v, h = divmod(k, 2)
        paste(out, corner_l(arm, colour, bool(v), bool(h)), v * (n - arm), h * (n - arm))
    return out
