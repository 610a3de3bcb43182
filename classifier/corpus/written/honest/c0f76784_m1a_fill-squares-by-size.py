from typing import List, Tuple

Grid = List[List[int]]

# Interior side length -> fill colour
SIZE_TO_COLOR = {1: 6, 2: 7, 3: 8}
WALL = 5


def is_square_frame(grid: Grid, r: int, c: int, size: int) -> bool:
    """Check whether a hollow square frame with its top-left corner at (r, c) exists."""
    h, w = len(grid), len(grid[0])
    if r + size > h or c + size > w:
        return False
    for i in range(size):
        for j in range(size):
            on_border = i in (0, size - 1) or j in (0, size - 1)
            value = grid[r + i][c + j]
            if on_border and value != WALL:
                return False
            if not on_border and value != 0:
                return False
    return True


def find_frames(grid: Grid) -> List[Tuple[int, int, int]]:
    """Return (row, col, outer size) for every hollow square."""
    frames = []
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            for inner in SIZE_TO_COLOR:
                if is_square_frame(grid, r, c, inner + 2):
                    frames.append((r, c, inner + 2))
    return frames


def transform(grid: Grid) -> Grid:
    """
    Every hollow square of 5s gets its interior filled:
    1x1 interiors become 6, 2x2 become 7 and 3x3 become 8.
    """
    if not grid or not grid[0]:
        return []

    result = [row[:] for row in grid]
    for r, c, size in find_frames(grid):
        color = SIZE_TO_COLOR[size - 2]
        for i in range(1, size - 1):
            for j in range(1, size - 1):
                result[r + i][c + j] = color
    return result
