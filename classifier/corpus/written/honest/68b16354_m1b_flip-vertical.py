def transform(grid: list[list[int]]) -> list[list[int]]:
    return grid[::-1]
