# One picture per number of squares: a new blue cell appears each time,
# in reading order on the black fields of a chess board.
TEMPLATES = {
    1: ["100", "000", "000"],
    2: ["101", "000", "000"],
    3: ["101", "010", "000"],
    4: ["101", "010", "100"],
    5: ["101", "010", "101"],
}


def count_squares(grid):
    """Count the 2x2 red squares by their upper left cells."""
    rows, cols = len(grid), len(grid[0])
    count = 0
    for r in range(rows):
        for c in range(cols):
            if grid[r][c] != 2:
                continue
            above = r > 0 and grid[r - 1][c] == 2
            left = c > 0 and grid[r][c - 1] == 2
            if not above and not left:
                count += 1
    return count


def transform(grid):
    """
    Observation: the input contains some red 2x2 squares, the output is always 3x3.
    Rule: the number of squares decides which of five pictures is shown.
    """
    picture = TEMPLATES[count_squares(grid)]
    return [[int(ch) for ch in line] for line in picture]
