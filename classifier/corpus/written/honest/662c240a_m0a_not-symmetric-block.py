import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    blocks = [grid[0:3, :], grid[3:6, :], grid[6:9, :]]
    # The answer is the block which isn't equal to its transpose
    for block in blocks:
        if not np.array_equal(block, block.T):
            return block.tolist()
    return blocks[0].tolist()
