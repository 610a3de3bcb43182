def transform(grid):
    """
    Observation: stripes of colours with wavy borders.
    Rule: the stripes are stacked along the longer side of the grid; list their colours in order.
    """
    height, width = len(grid), len(grid[0])
    horizontal = width > height
    line = grid[0] if horizontal else [row[0] for row in grid]

    colours = []
    for value in line:
        if value not in colours:
            colours.append(value)
    if horizontal:
        return [colours]
    return [[value] for value in colours]
