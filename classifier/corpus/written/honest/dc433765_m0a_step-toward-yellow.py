import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)

    # Find green and yellow
    gr, gc = np.where(grid == 3)
    yr, yc = np.where(grid == 4)
    gr, gc, yr, yc = gr[0], gc[0], yr[0], yc[0]

    # Move the green one step toward the yellow
    new_r, new_c = gr, gc
    if yr > gr:
        new_r = gr + 1
    elif yr < gr:
        new_r = gr - 1

    if yc > gc:
        new_c = gc + 1
    elif yc < gc:
        new_c = gc - 1

    output = np.zeros_like(grid)
    output[yr, yc] = 4
    output[new_r, new_c] = 3
    return output.tolist()
