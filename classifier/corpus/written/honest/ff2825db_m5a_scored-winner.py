from collections import Counter


class Board:
    """A legend row, then a square with a border and loose cells inside."""

    def __init__(self, grid):
        self.legend = grid[0]
        self.body = grid[1:]
        self.height = len(self.body)
        self.width = len(self.body[0])

    def inner_cells(self):
        for r in range(1, self.height - 1):
            for c in range(1, self.width - 1):
                if self.body[r][c]:
                    yield r, c, self.body[r][c]

    def winner(self):
        return Counter(v for _, _, v in self.inner_cells()).most_common(1)[0][0]

    def extent(self, colour):
        rows = [r for r, _, v in self.inner_cells() if v == colour]
        cols = [c for _, c, v in self.inner_cells() if v == colour]
        return min(rows), min(cols), max(rows), max(cols)


def on_edge(r, c, box):
    r0, c0, r1, c1 = box
    inside = r0 <= r <= r1 and c0 <= c <= c1
    return inside and (r in (r0, r1) or c in (c0, c1))


def transform(grid):
    board = Board(grid)
    colour = board.winner()
    boxes = [(0, 0, board.height - 1, board.width - 1), board.extent(colour)]
    body = [
        [colour if any(on_edge(r, c, b) for b in boxes) else 0 for c in range(board.width)]
        for r in range(board.height)
    ]
    return [list(board.legend)] + body
