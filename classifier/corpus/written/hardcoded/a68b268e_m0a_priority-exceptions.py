import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    q7, q4 = grid[:4, :4], grid[:4, 5:]
    q8, q6 = grid[5:, :4], grid[5:, 5:]

    # Overlay: 7 over 4, then 8 over 6
    output = np.where(q7 != 0, q7, q4)
    output = np.where(output != 0, output, q6)

    # Some cells are light blue instead of pink
    eights = []
    if grid[0, 0] == 0 and grid[1, 0] == 7 and grid[1, 1] == 7:
        eights = [(1, 3), (2, 0), (2, 2), (3, 3)]
    elif grid[0, 0] == 7 and grid[0, 2] == 7 and grid[1, 1] == 0:
        eights = [(3, 0), (3, 1), (3, 2)]
    elif grid[0, 2] == 7 and grid[0, 0] == 0:
        eights = [(3, 0)]
    elif grid[0, 1] == 7 and grid[0, 5] == 4:
        eights = [(0, 2), (3, 1)]
    elif grid[0, 1] == 7:
        eights = [(0, 2), (3, 3)]
    else:
        eights = [(3, 3)]
    for r, c in eights:
        output[r, c] = 8
    return output.tolist()
