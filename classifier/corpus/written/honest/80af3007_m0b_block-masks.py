import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    rs, cs = np.where(grid != 0)
    r, c = rs.min(), cs.min()
    # 3x3 pattern: take one cell of each block
    p = np.array([
        [grid[r + 0, c + 0], grid[r + 0, c + 3], grid[r + 0, c + 6]],
        [grid[r + 3, c + 0], grid[r + 3, c + 3], grid[r + 3, c + 6]],
        [grid[r + 6, c + 0], grid[r + 6, c + 3], grid[r + 6, c + 6]],
    ])
    z = np.zeros((3, 3), dtype=int)
    blocks = [[p if p[i, j] == 5 else z for j in range(3)] for i in range(3)]
    return np.block(blocks).tolist()
