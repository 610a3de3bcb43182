from typing import Dict, List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Some dots emit a halo. Which cells and which colour depends on the dot's colour."""
    ORTHOGONAL = ((-1, 0), (1, 0), (0, -1), (0, 1))
    DIAGONAL = ((-1, -1), (-1, 1), (1, -1), (1, 1))
    # dot colour -> (halo colour, offsets)
    HALO: Dict[int, Tuple[int, Tuple[Tuple[int, int], ...]]] = {
        1: (7, ORTHOGONAL),
        2: (4, DIAGONAL),
    }
    height, width = len(grid_lst), len(grid_lst[0])
    result = [row[:] for row in grid_lst]
    for y in range(height):
        for x in range(width):
            if grid_lst[y][x] not in HALO:
                continue
            colour, offsets = HALO[grid_lst[y][x]]
            for dy, dx in offsets:
                ny, nx = y + dy, x + dx
                if 0 <= ny < height and 0 <= nx < width and grid_lst[ny][nx] == 0:
                    result[ny][nx] = colour
    return result
