def transform(grid):
    """
    Observation: the input is an empty board and the output has the same size.
    Rule: draw a frame of colour 8 around the board and leave the inside black.
    """
    FRAME_COLOR = 8
    height = len(grid)
    width = len(grid[0])

    # Step 1: copy the board
    result = [list(row) for row in grid]

    # Step 2: top and bottom edge
    for col in range(width):
        result[0][col] = FRAME_COLOR
        result[height - 1][col] = FRAME_COLOR

    # Step 3: left and right edge
    for row in range(height):
        result[row][0] = FRAME_COLOR
        result[row][width - 1] = FRAME_COLOR

    return result
