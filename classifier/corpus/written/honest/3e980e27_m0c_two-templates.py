import numpy as np
from scipy.ndimage import label

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape
    output = grid.copy()
    labeled, n = label(grid, structure=np.ones((3, 3)))

    shapes = []
    singles = []
    for i in range(1, n + 1):
        cells = [tuple(p) for p in np.argwhere(labeled == i)]
        if len(cells) == 1:
            singles.append(cells[0])
        else:
            shapes.append(cells)

    for cells in shapes:
        # The anchor color is the red or green cell in the shape
        for r, c in cells:
            color = grid[r, c]
            if color not in (2, 3):
                continue
            for sr, sc in singles:
                if grid[sr, sc] == color:
                    for a, b in cells:
                        # The red shape is flipped horizontally
                        dc = (b - c) if color == 3 else (c - b)
                        rr, cc = sr + a - r, sc + dc
                        if 0 <= rr < rows and 0 <= cc < cols:
                            output[rr, cc] = grid[a, b]
    return output.tolist()
