def transform(grid):
    # Observation: two colours are scattered over a 7 background.
    # Rule: their counts give the size of a picture in the lower left corner:
    # a yellow V on red.
    height = width = 16
    canvas = [[7] * width for _ in range(height)]

    def put(lines):
        start = height - len(lines)
        for i, line in enumerate(lines):
            for j, ch in enumerate(line):
                canvas[start + i][j] = int(ch)

    if len(grid) == 16:
        put(["2222442222", "2224224222", "2242222422", "2422222242", "4222222224"])
    else:
        put(["2242422", "2224222", "2242422", "2422242", "4222224"])
    return canvas
