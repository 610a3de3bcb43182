def transform(grid):
    """
    The 11x11 grid has nine 3x3 blocks. One block contains only four distinct colours (i.e. no 8).
    That block is a map: each of its cells tells the colour of the corresponding block in the output.
    """
    SIZE = 11
    output = [[0] * SIZE for _ in range(SIZE)]
    for i in range(SIZE):
        for j in range(SIZE):
            if i in (3, 7) or j in (3, 7):
                output[i][j] = 5

    # find the key block
    key = None
    for br in range(3):
        for bc in range(3):
            block = [row[4 * bc:4 * bc + 3] for row in grid[4 * br:4 * br + 3]]
            if not any(8 in row for row in block):
                key = block
    if key is None:
        return grid

    for br in range(3):
        for bc in range(3):
            for i in range(3):
                for j in range(3):
                    output[4 * br + i][4 * bc + j] = key[br][bc]
    return output
