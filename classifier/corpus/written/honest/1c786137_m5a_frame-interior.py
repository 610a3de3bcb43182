def is_frame(grid, r0, c0, r1, c1):
    v = grid[r0][c0]
    if any(grid[r0][c] != v or grid[r1][c] != v for c in range(c0, c1 + 1)):
        return False
    return all(grid[r][c0] == v and grid[r][c1] == v for r in range(r0, r1 + 1))


def horizontal_runs(row, minimum):
    """Start and end of the runs of one colour that are long enough to be a side."""
    start = 0
    for c in range(1, len(row) + 1):
        if c == len(row) or row[c] != row[start]:
            if c - start >= minimum:
                yield start, c - 1
            start = c


def transform(grid):
    """The noise hides one monochrome rectangle outline; return what it contains."""
    best, best_area = None, 0
    h = len(grid)
    for r0 in range(h):
        for c0, c1 in horizontal_runs(grid[r0], 4):
            for r1 in range(r0 + 3, h):
                area = (r1 - r0) * (c1 - c0)
                if area > best_area and is_frame(grid, r0, c0, r1, c1):
                    best, best_area = (r0, c0, r1, c1), area
    r0, c0, r1, c1 = best
    return [row[c0 + 1:c1] for row in grid[r0 + 1:r1]]
