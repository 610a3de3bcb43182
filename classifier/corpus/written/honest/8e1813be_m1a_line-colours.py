from collections import deque


def transform(grid):
    """
    Parallel coloured lines plus one solid rectangle of another colour.
    Each line becomes one row (or column) of the output,
    its length follows from the side of the rectangle.
    """
    h, w = len(grid), len(grid[0])

    # identify the rectangle: the colour that has a 2x2 block
    rect_color = None
    for r in range(h - 1):
        for c in range(w - 1):
            v = grid[r][c]
            if v and v == grid[r][c + 1] == grid[r + 1][c] == grid[r + 1][c + 1]:
                rect_color = v
    rect = [(r, c) for r in range(h) for c in range(w) if grid[r][c] == rect_color]
    width = max(c for _, c in rect) - min(c for _, c in rect) + 1
    height = max(r for r, _ in rect) - min(r for r, _ in rect) + 1

    def line_colors(lines):
        """Colours of consecutive lines, ignoring background and the rectangle."""
        found = deque()
        for line in lines:
            colors = {v for v in line if v not in (0, rect_color)}
            if len(colors) == 1:
                found.append(colors.pop())
        return list(found)

    # lines run along rows when some row is filled from edge to edge
    if any(len(set(row)) == 1 and row[0] != 0 for row in grid):
        return [[color] * width for color in line_colors(grid)]
    return [line_colors(zip(*grid)) for _ in range(height)]
