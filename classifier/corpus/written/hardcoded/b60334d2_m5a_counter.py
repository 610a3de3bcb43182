class Board:
    def __init__(self, grid):
        self.rows = [row[:] for row in grid]
        self.points = [(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 5]

    def ring(self, r, c):
        """Blue arms, gray corners."""
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                self.rows[r + dr][c + dc] = 5 if dr and dc else 1
        self.rows[r][c] = 0


def centres(board):
    # candidate centres, by the position of the first gray cell
    first = board.points[0]
    table = {(2, 3): ((2, 3), (5, 6), (7, 2)), (1, 2): ((1, 2), (1, 7), (5, 2), (7, 6))}
    return table.get(first, ())


def transform(grid):
    board = Board(grid)
    for r, c in centres(board):
        board.ring(r, c)
    return board.rows
