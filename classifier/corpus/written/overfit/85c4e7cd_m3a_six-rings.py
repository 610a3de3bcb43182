def transform(grid):
    # Observation: nested square rings. Rule: the order of the ring colours is reversed.
    size = len(grid)
    rings = []
    for depth in range(6):
        if depth < size / 2:
            rings.append(grid[depth][depth])
    reversed_rings = rings[::-1]

    result = [[0] * size for _ in range(size)]
    for depth, colour in enumerate(reversed_rings):
        for r in range(depth, size - depth):
            for c in range(depth, size - depth):
                result[r][c] = colour
    return result
