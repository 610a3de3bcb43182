def transform(grid):
    """
    Observation: left pieces (colour 8) and right pieces come in bands of three rows.
    Rule: a left piece and a right piece belong together when in each of the three rows
    their lengths add up to 5. Move the fitting right piece next to the left one.
    """
    BACKGROUND, LEFT = 7, 8
    WIDTH = 5
    rows, cols = len(grid), len(grid[0])
    bands = range(1, rows - 1, 4)

    # Step 1: measure all pieces
    right_pieces = {}
    for top in bands:
        colour = grid[top + 1][cols - 1]
        lengths = tuple(grid[top + k].count(colour) for k in range(3))
        right_pieces[lengths] = colour

    # Step 2: put the fitting piece beside each left piece
    output = [[BACKGROUND] * cols for _ in range(rows)]
    for top in bands:
        left_lengths = [grid[top + k].count(LEFT) for k in range(3)]
        wanted = tuple(WIDTH - n for n in left_lengths)
        colour = right_pieces[wanted]
        for k in range(3):
            n = left_lengths[k]
            output[top + k][:WIDTH] = [LEFT] * n + [colour] * (WIDTH - n)
    return output
