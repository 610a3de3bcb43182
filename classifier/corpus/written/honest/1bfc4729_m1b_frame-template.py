FRAME = [
    "##########",
    "#........#",
    "##########",
    "#........#",
    "#........#",
]


def transform(grid):
    top, bottom = [v for row in grid for v in row if v]
    paint = lambda rows, color: [[color if ch == "#" else 0 for ch in row] for row in rows]
    return paint(FRAME, top) + paint(FRAME[::-1], bottom)
