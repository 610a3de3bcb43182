def transform(grid):
    left_colors = []
    result = []
    # the grid is: 3 columns, a wall of 1, 3 columns
    for r in range(0, 4):
        new = [0, 0, 0]
        for c in range(0, 3):
            a = grid[r][c]
            b = grid[r][c + 4]
            if a != 0:
                left_colors.append(a)
            # both cells are empty -> green
            if a == 0:
                if b == 0:
                    new[c] = 3
        result.append(new)
    return result
