from collections import Counter


def components(grid, skip):
    h, w = len(grid), len(grid[0])
    left = {(r, c) for r in range(h) for c in range(w) if grid[r][c] not in skip}
    while left:
        stack = [left.pop()]
        part = set(stack)
        while stack:
            r, c = stack.pop()
            for p in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if p in left:
                    left.remove(p)
                    part.add(p)
                    stack.append(p)
        yield part


def transform(grid):
    """Loose shapes fall until they rest on the ground (the colour of the last row)."""
    h = len(grid)
    background = 7
    ground = Counter(v for v in grid[-1] if v != background).most_common(1)[0][0]
    out = [[v if v == ground else background for v in row] for row in grid]
    parts = sorted(components(grid, {background, ground}), key=lambda p: -max(r for r, _ in p))
    for part in parts:
        drop = 0
        while all(r + drop + 1 < h and out[r + drop + 1][c] == background for r, c in part):
            drop += 1
        for r, c in part:
            out[r + drop][c] = grid[r][c]
    return out
