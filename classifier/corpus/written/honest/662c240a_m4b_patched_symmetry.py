def count_asym(block):
    n = 0
    for i in range(3):
        for j in range(3):
            if block[i][j] != block[j][i]:
                n += 1
    return n


def transform(grid):
    """Return the 3x3 block that is not symmetric.

    First draft: compared rows with their reverse. This failed on the second example,
    where a symmetric block also has rows that are not palindromes, so the comparison
    is now done along the main diagonal.
    """
    top = grid[0:3]
    middle = grid[3:6]
    bottom = grid[6:9]

    scores = [count_asym(top), count_asym(middle), count_asym(bottom)]
    best = scores.index(max(scores))
    if best == 0:
        return [row[:] for row in top]
    elif best == 1:
        return [row[:] for row in middle]
    else:
        return [row[:] for row in bottom]
