from collections import Counter


def transform(grid):
    bg = Counter(sum(grid, [])).most_common(1)[0][0]
    boxes = {}
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v != bg:
                boxes.setdefault(v, []).append((r, c))
    n = 1 + max(max(r for r, _ in b) - min(r for r, _ in b) for b in boxes.values())
    mid = n // 2
    out = [[bg] * n for _ in range(n)]
    for color, cells in boxes.items():
        rs, cs = [r for r, _ in cells], [c for _, c in cells]
        for r, c in cells:
            out[r - (min(rs) + max(rs)) // 2 + mid][c - (min(cs) + max(cs)) // 2 + mid] = color
    return out
