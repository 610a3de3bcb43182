from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Extend each coloured dot into a full row and column; where lines of two dots cross put red (2)."""
    INTERSECTION = 2
    rows = len(grid_lst)
    cols = len(grid_lst[0]) if rows else 0

    dots = []
    for r in range(rows):
        for c in range(cols):
            if grid_lst[r][c] != 0:
                dots.append((r, c, grid_lst[r][c]))

    out = [[0 for _ in range(cols)] for _ in range(rows)]
    for r, c, color in dots:
        for i in range(rows):
            out[i][c] = color
        for j in range(cols):
            out[r][j] = color

    # Mark the crossings (line of one dot with the line of another)
    for r1, c1, _ in dots:
        for r2, c2, _ in dots:
            if (r1, c1) != (r2, c2):
                out[r1][c2] = INTERSECTION
    return out
