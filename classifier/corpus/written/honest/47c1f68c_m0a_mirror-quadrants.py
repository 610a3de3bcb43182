import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    n = grid.shape[0]
    mid = n // 2

    # The color of the separating cross
    cross_color = grid[mid, mid]

    # Find the quadrant with the shape
    quadrants = [grid[:mid, :mid], grid[:mid, mid + 1:], grid[mid + 1:, :mid], grid[mid + 1:, mid + 1:]]
    index = 0
    for k, q in enumerate(quadrants):
        if np.any(q):
            index = k
    q = quadrants[index]

    # Bring the quadrant in the top-left orientation
    if index == 1:
        q = np.fliplr(q)
    elif index == 2:
        q = np.flipud(q)
    elif index == 3:
        q = np.flipud(np.fliplr(q))

    # Recolor with the cross color
    q = np.where(q != 0, cross_color, 0)

    # Build the output with mirrored copies
    top = np.hstack([q, np.fliplr(q)])
    output = np.vstack([top, np.flipud(top)])
    return output.tolist()
