import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    # Three 4x4 parts separated by red lines in column 4 and 9
    yellow = grid[:, 0:4]
    maroon = grid[:, 5:9]
    blue = grid[:, 10:14]
    # Yellow has the highest priority, then maroon, then blue
    output = blue.copy()
    output[maroon == 9] = 9
    output[yellow == 4] = 4
    return output.tolist()
