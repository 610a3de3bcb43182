def transform(grid):
    """
    Observation: a single blue cell sits in the bottom row; the rest is black.
    Rule: the blue cell travels up one row per step and one column sideways,
    bouncing off the walls. The black background turns into colour 8.
    """
    BALL = 1
    WALL_FILL = 8
    rows, cols = len(grid), len(grid[0])

    # Step 1: new background
    result = [[WALL_FILL for _ in range(cols)] for _ in range(rows)]

    # Step 2: find the starting position in the bottom row
    col = grid[rows - 1].index(BALL)
    direction = 1

    # Step 3: move upwards, bouncing
    for row in range(rows - 1, -1, -1):
        result[row][col] = BALL
        if not 0 <= col + direction < cols:
            direction = -direction
        col += direction
    return result
