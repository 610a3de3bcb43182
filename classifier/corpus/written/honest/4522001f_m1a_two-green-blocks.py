def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    """
    3x3 -> 9x9. The red cell sits in the centre; the green corner next to it tells on which diagonal the
    two 4x4 green blocks are drawn.
    """
    SIZE, BLOCK, GREEN = 9, 4, 3
    out = [[0] * SIZE for _ in range(SIZE)]

    def paint(r0: int, c0: int) -> None:
        for r in range(r0, r0 + BLOCK):
            for c in range(c0, c0 + BLOCK):
                out[r][c] = GREEN

    if grid_lst[0][0] == GREEN:       # top-left corner
        paint(0, 0)
        paint(4, 4)
    elif grid_lst[0][2] == GREEN:     # top-right corner
        paint(0, 5)
        paint(4, 1)
    elif grid_lst[2][0] == GREEN:     # bottom-left corner
        paint(5, 0)
        paint(1, 4)
    else:                             # bottom-right corner
        paint(1, 1)
        paint(5, 5)
    return out
