def transform(grid):
    """
    Observation: a checkerboard of blue cells, with one cell of colour 8 on the border.
    Rule: all blue cells fall towards one side; in the line of the 8, as many 9s queue up
    behind them.
    """
    # The direction of the fall
    DIRECTIONS = {(5, 6): "right", (7, 7): "left", (4, 8): "down", (3, 3): "up"}
    size = (len(grid), len(grid[0]))
    side = DIRECTIONS[size]

    # Turn the board so that the fall goes left
    def turn(board):
        if side == "right":
            return [row[::-1] for row in board]
        if side == "up":
            return [list(col) for col in zip(*board)]
        if side == "down":
            return [list(col) for col in zip(*board[::-1])]
        return [row[:] for row in board]

    def turn_back(board):
        if side == "right":
            return [row[::-1] for row in board]
        if side == "up":
            return [list(col) for col in zip(*board)]
        if side == "down":
            return [list(col) for col in zip(*board)][::-1]
        return board

    result = []
    for row in turn(grid):
        ones = row.count(1)
        if row[0] == 8:
            line = [8] + [1] * ones + [9] * ones
        else:
            line = [1] * ones
        line = line[:len(row)]
        result.append(line + [0] * (len(row) - len(line)))
    return turn_back(result)
