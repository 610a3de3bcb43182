def transform(grid):
    """
    Observation: the grid is square and each quadrant is a mess of its own colour.
    The centre cell carries the colour of one quadrant.
    Rule: only the half diagonal from the centre to the corner of the quadrant
    whose colour is the centre's remains; all else becomes background 7.
    """
    BACKGROUND = 7
    n = len(grid)
    mid = n // 2
    colour = grid[mid][mid]

    # Step 1: walk from the centre into the four corners and count matches
    directions = [(-1, -1), (-1, 1), (1, -1), (1, 1)]

    def quadrant_score(direction):
        dr, dc = direction
        score = 0
        for i in range(1, mid + 1):
            for j in range(1, mid + 1):
                if grid[mid + dr * i][mid + dc * j] == colour:
                    score += 1
        return score

    dr, dc = max(directions, key=quadrant_score)

    # Step 2: draw the half diagonal
    output = [[BACKGROUND] * n for _ in range(n)]
    for step in range(mid + 1):
        output[mid + dr * step][mid + dc * step] = colour
    return output
