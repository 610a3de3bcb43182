import numpy as np


def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    """
    The grid is split by gray (5) lines into a 3x3 arrangement of 3x3 blocks.
    The block(s) containing the most coloured cells are filled completely;
    all other blocks are cleared.
    """
    grid = np.array(grid_lst)
    output = np.where(grid == 5, 5, 0)

    # Colour used in the puzzle (ignoring background and separators)
    colors = [v for v in np.unique(grid) if v not in (0, 5)]
    if not colors:
        return output.tolist()
    color = int(colors[0])

    starts = [0, 4, 8]
    counts = {}
    for r in starts:
        for c in starts:
            block = grid[r:r + 3, c:c + 3]
            counts[(r, c)] = int(np.sum(block == color))

    best = max(counts.values())
    for (r, c), n in counts.items():
        if n == best:
            output[r:r + 3, c:c + 3] = color

    return output.tolist()
