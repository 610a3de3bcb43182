def transform(grid):
    """
    Hypothesis: somewhere a single cell is surrounded on all eight sides by one
    other colour. The answer is a 1x1 grid with the colour of that single cell.
    """
    height, width = len(grid), len(grid[0])
    for r in range(1, height - 1):
        for c in range(1, width - 1):
            ring = []
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    if (dr, dc) != (0, 0):
                        ring.append(grid[r + dr][c + dc])
            # All eight neighbours agree, are coloured, and differ from the centre
            if len(set(ring)) == 1 and ring[0] != 0 and grid[r][c] not in (0, ring[0]):
                return [[grid[r][c]]]
    return [[0]]
