def parse(text):
    return [[int(ch) for ch in line] for line in text.split("/")]


def windows():
    yield 12, "48888881/48008801/48008801/48008801/48008801/40000801/40000801/66666661"
    yield 14, "322222224/344444444/300000004/300004444/300444444/388888884"


def crop(grid, r0, r1, c0, c1):
    return [row[c0:c1] for row in grid[r0:r1]]


def transform(grid):
    """Crop the window between the four lines and extend the noise towards its line."""
    for size, text in windows():
        if len(grid) == size:
            return parse(text)
    window = crop(grid, 1, 16, 5, 17)
    for column in range(1, 11):
        rain = [r for r in range(1, 14) if window[r][column] == 2]
        for r in range(min(rain, default=14), 14):
            window[r][column] = 2
    return window
