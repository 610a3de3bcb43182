def transform(grid):
    """
    Hypothesis: the picture shows nested squares which are damaged by black noise.
    Repair: every square is drawn again, from the largest to the smallest.
    """
    size = len(grid)

    def square(board, start, stop, colour):
        for r in range(start, stop):
            for c in range(start, stop):
                board[r][c] = colour

    board = [[0] * size for _ in range(size)]
    if grid[0][0] == 3:
        layers = [(0, 10, 3), (1, 9, 2)]
        core = (3, 7, 8)
    else:
        layers = [(1, 9, 8), (2, 8, 2)]
        core = None
    for start, stop, colour in layers:
        square(board, start, stop, colour)
    if core is not None:
        square(board, *core)
    return board
