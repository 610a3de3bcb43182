import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Find the masked area (zeros)
    zeros = np.argwhere(grid == 0)
    r_min, c_min = zeros.min(axis=0)
    r_max, c_max = zeros.max(axis=0)

    # The grid is symmetric from left to right, so take the mirrored columns
    mirrored = np.fliplr(grid)
    patch = mirrored[r_min:r_max + 1, c_min:c_max + 1]

    # If the patch has zeros too, use the vertical mirror
    if np.any(patch == 0):
        mirrored = np.flipud(grid)
        patch = mirrored[r_min:r_max + 1, c_min:c_max + 1]

    return patch.tolist()
