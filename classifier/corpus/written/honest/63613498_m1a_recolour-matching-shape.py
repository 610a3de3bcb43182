from collections import deque


def normalize(cells):
    """Translate a set of cells to the origin, as a frozenset."""
    r0 = min(r for r, _ in cells)
    c0 = min(c for _, c in cells)
    return frozenset((r - r0, c - c0) for r, c in cells)


def bfs(grid, r, c, seen):
    color = grid[r][c]
    queue = deque([(r, c)])
    seen.add((r, c))
    cells = []
    while queue:
        y, x = queue.popleft()
        cells.append((y, x))
        for dy, dx in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            ny, nx = y + dy, x + dx
            if 0 <= ny < len(grid) and 0 <= nx < len(grid[0]):
                if (ny, nx) not in seen and grid[ny][nx] == color:
                    seen.add((ny, nx))
                    queue.append((ny, nx))
    return cells


def transform(grid):
    """The shape inside the gray corner marks which other shape has to be painted gray."""
    seen = set()
    objects = []
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            if grid[r][c] not in (0, 5) and (r, c) not in seen:
                objects.append(bfs(grid, r, c, seen))

    # reference = object fully inside the 3x3 top-left corner
    reference = None
    for obj in objects:
        if all(r < 3 and c < 3 for r, c in obj):
            reference = obj
            break

    result = [row[:] for row in grid]
    if reference is None:
        return result
    target = normalize(reference)
    for obj in objects:
        if obj is not reference and normalize(obj) == target:
            for r, c in obj:
                result[r][c] = 5
    return result
