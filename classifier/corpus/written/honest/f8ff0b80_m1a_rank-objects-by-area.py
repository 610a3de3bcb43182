from collections import deque


def get_objects(grid):
    """Find 8-connected components of a single colour. Returns list of (colour, size)."""
    rows, cols = len(grid), len(grid[0])
    seen = [[False] * cols for _ in range(rows)]
    objects = []
    for r in range(rows):
        for c in range(cols):
            if grid[r][c] == 0 or seen[r][c]:
                continue
            color = grid[r][c]
            queue = deque([(r, c)])
            seen[r][c] = True
            size = 0
            while queue:
                y, x = queue.popleft()
                size += 1
                for dy in (-1, 0, 1):
                    for dx in (-1, 0, 1):
                        ny, nx = y + dy, x + dx
                        if 0 <= ny < rows and 0 <= nx < cols and not seen[ny][nx] and grid[ny][nx] == color:
                            seen[ny][nx] = True
                            queue.append((ny, nx))
            objects.append((color, size))
    return objects


def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    """Output one column listing object colours from the largest object to the smallest."""
    if not grid_lst:
        return []
    objects = get_objects(grid_lst)
    objects.sort(key=lambda obj: obj[1], reverse=True)
    return [[color] for color, _ in objects]
