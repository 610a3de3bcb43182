def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # (row offset, column offset, color) around every gray cell
    OFFSETS = [
        (-1, -1, 5), (-1, 0, 1), (-1, 1, 5),
        (0, -1, 1), (0, 0, 0), (0, 1, 1),
        (1, -1, 5), (1, 0, 1), (1, 1, 5),
    ]
    rows, cols = len(grid_lst), len(grid_lst[0])
    output = [[0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            if grid_lst[r][c] == 5:
                for dr, dc, color in OFFSETS:
                    rr = r + dr
                    cc = c + dc
                    if 0 <= rr < rows and 0 <= cc < cols:
                        output[rr][cc] = color
    return output
