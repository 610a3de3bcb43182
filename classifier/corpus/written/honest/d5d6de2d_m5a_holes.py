def outside(grid):
    """Black cells reachable from the border."""
    h, w = len(grid), len(grid[0])
    stack = [(r, c) for r in range(h) for c in range(w) if (r in (0, h - 1) or c in (0, w - 1)) and not grid[r][c]]
    seen = set(stack)
    while stack:
        r, c = stack.pop()
        for p in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= p[0] < h and 0 <= p[1] < w and p not in seen and not grid[p[0]][p[1]]:
                seen.add(p)
                stack.append(p)
    return seen


def transform(grid):
    reach = outside(grid)
    return [[3 if not v and (r, c) not in reach else 0 for c, v in enumerate(row)] for r, row in enumerate(grid)]
