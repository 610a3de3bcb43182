import numpy as np

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    output = np.zeros((9, 9), dtype=int)

    # Each number encodes one row of the fractal
    if grid[1, 1] == 5:
        codes = [325, 130, 325, 40, 16, 40, 325, 130, 325]
    elif grid[1, 7] == 5:
        codes = [432, 72, 432, 6, 1, 6, 432, 72, 432]
    else:
        codes = [511, 219, 365, 63, 27, 45, 455, 195, 325]

    for i, code in enumerate(codes):
        for j in range(9):
            # Check the bit
            if (code >> (8 - j)) & 1:
                output[i, j] = 5
    return output.tolist()
