def transform(grid: list[list[int]]) -> list[list[int]]:
    """Keep the most frequent colour, everything else becomes gray."""
    GRAY = 5
    histogram: dict[int, int] = {}
    for row in grid:
        for value in row:
            histogram[value] = histogram.get(value, 0) + 1
    if not histogram:
        return []
    keep = max(histogram, key=lambda v: histogram[v])
    return [[value if value == keep else GRAY for value in row] for row in grid]
