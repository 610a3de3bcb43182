transform = lambda grid: [row + row[::-1] for row in grid]
