PATTERNS = {
    1: [[5, 5, 5],
        [0, 0, 0],
        [0, 0, 0]],
    2: [[5, 0, 0],
        [0, 5, 0],
        [0, 0, 5]],
    3: [[0, 0, 5],
        [0, 5, 0],
        [5, 0, 0]],
}


def transform(grid: list[list[int]]) -> list[list[int]]:
    """
    The output depends only on how many different colours appear in the input:
    1 colour  -> horizontal line on top
    2 colours -> main diagonal
    3 colours -> anti-diagonal
    """
    n_colors = len({v for row in grid for v in row})
    return PATTERNS.get(n_colors, PATTERNS[3])
