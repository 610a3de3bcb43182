def transform(grid):
    # Observation: pink mountains (6) in front of a blue sky (1), below one black row.
    # Rule: the sky over the highest peak turns yellow (4), over the deepest valley maroon (9).
    SKY = 1
    height, width = len(grid), len(grid[0])

    # Step 1: how much sky is over every column?
    sky = []
    for c in range(width):
        sky.append(sum(1 for r in range(height) if grid[r][c] == SKY))

    # Step 2: the last of the highest peaks and the first of the deepest valleys
    peak = max(c for c in range(width) if sky[c] == min(sky))
    valley = min(c for c in range(width) if sky[c] == max(sky))

    # Step 3: colour the sky
    result = [row[:] for row in grid]
    for column, colour in ((peak, 4), (valley, 9)):
        for r in range(height):
            if grid[r][column] == SKY:
                result[r][column] = colour
    return result
