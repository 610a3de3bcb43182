from collections import deque


def components(grid, colour):
    h, w = len(grid), len(grid[0])
    seen, parts = set(), []
    for r in range(h):
        for c in range(w):
            if grid[r][c] != colour or (r, c) in seen:
                continue
            queue, part = deque([(r, c)]), []
            seen.add((r, c))
            while queue:
                y, x = queue.popleft()
                part.append((y, x))
                for p in ((y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)):
                    if 0 <= p[0] < h and 0 <= p[1] < w and p not in seen and grid[p[0]][p[1]] == colour:
                        seen.add(p)
                        queue.append(p)
            parts.append(part)
    return parts


def transform(grid):
    """The box with the longest outline, cut out and painted in the colour of the noise."""
    colours = sorted({v for row in grid for v in row} - {0})
    best = {v: max(components(grid, v), key=len) for v in colours}
    box_colour = max(colours, key=lambda v: len(best[v]))
    noise = next(v for v in colours if v != box_colour)
    box = best[box_colour]
    r0, r1 = min(r for r, _ in box), max(r for r, _ in box)
    c0, c1 = min(c for _, c in box), max(c for _, c in box)
    return [[noise if v else 0 for v in row[c0:c1 + 1]] for row in grid[r0:r1 + 1]]
