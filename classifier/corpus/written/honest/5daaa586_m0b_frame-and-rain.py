import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rows, cols = grid.shape

    # Find the horizontal lines: most of the row is one color
    line_rows = []
    for r in range(rows):
        vals, counts = np.unique(grid[r], return_counts=True)
        k = np.argmax(counts)
        if vals[k] != 0 and counts[k] >= cols - 2:
            line_rows.append(r)

    # Find the vertical lines
    line_cols = []
    for c in range(cols):
        vals, counts = np.unique(grid[:, c], return_counts=True)
        k = np.argmax(counts)
        if vals[k] != 0 and counts[k] >= rows - 2:
            line_cols.append(c)

    r0, r1 = line_rows[0], line_rows[-1]
    c0, c1 = line_cols[0], line_cols[-1]
    sub = grid[r0:r1 + 1, c0:c1 + 1].copy()
    h, w = sub.shape

    # The noise color is the one which is inside of the frame
    inner = sub[1:-1, 1:-1]
    noise = [v for v in np.unique(inner) if v != 0][0]

    # Which side has the same color as the noise?
    top, bottom = sub[0, w // 2], sub[-1, w // 2]
    left, right = sub[h // 2, 0], sub[h // 2, -1]

    for r in range(1, h - 1):
        for c in range(1, w - 1):
            if inner[r - 1, c - 1] == noise:
                # Draw a line from the cell to the side
                if top == noise:
                    sub[1:r + 1, c] = noise
                elif bottom == noise:
                    sub[r:h - 1, c] = noise
                elif left == noise:
                    sub[r, 1:c + 1] = noise
                elif right == noise:
                    sub[r, c:w - 1] = noise

    return sub.tolist()
