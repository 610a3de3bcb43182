def transform(grid):
    """
    Observation: gray shapes of 2, 3 or 4 cells.
    Rule: the size decides the colour: 4 cells -> blue, 3 cells -> red, 2 cells -> green.
    """
    rows, cols = len(grid), len(grid[0])
    output = [row[:] for row in grid]
    done = [[False] * cols for _ in range(rows)]

    for r in range(rows):
        for c in range(cols):
            if grid[r][c] != 5 or done[r][c]:
                continue
            # Step 1: collect the shape
            shape = []
            queue = [(r, c)]
            done[r][c] = True
            while queue:
                y, x = queue.pop(0)
                shape.append((y, x))
                for ny, nx in [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]:
                    if 0 <= ny < rows and 0 <= nx < cols and grid[ny][nx] == 5 and not done[ny][nx]:
                        done[ny][nx] = True
                        queue.append((ny, nx))
            # Step 2: choose the colour
            if len(shape) == 4:
                colour = 1
            elif len(shape) == 3:
                colour = 2
            elif len(shape) == 2:
                colour = 3
            else:
                colour = 5
            # Step 3: paint it
            for y, x in shape:
                output[y][x] = colour
    return output
