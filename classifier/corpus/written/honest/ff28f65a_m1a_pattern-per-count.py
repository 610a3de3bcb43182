def transform(grid):
    """
    Count the red 2x2 squares. The output shows the count:
    the blue cells light up in reading order on the positions of a five-dot die.
    """
    patterns = {
        0: [[0, 0, 0], [0, 0, 0], [0, 0, 0]],
        1: [[1, 0, 0], [0, 0, 0], [0, 0, 0]],
        2: [[1, 0, 1], [0, 0, 0], [0, 0, 0]],
        3: [[1, 0, 1], [0, 1, 0], [0, 0, 0]],
        4: [[1, 0, 1], [0, 1, 0], [1, 0, 0]],
        5: [[1, 0, 1], [0, 1, 0], [1, 0, 1]],
    }
    used = [[False] * len(grid[0]) for _ in grid]
    count = 0
    for r in range(len(grid) - 1):
        for c in range(len(grid[0]) - 1):
            square = [(r, c), (r, c + 1), (r + 1, c), (r + 1, c + 1)]
            if all(grid[y][x] == 2 and not used[y][x] for y, x in square):
                count += 1
                for y, x in square:
                    used[y][x] = True
    return patterns[min(count, 5)]
