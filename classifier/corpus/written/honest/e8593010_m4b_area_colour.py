AREA_COLOUR = {1: 3, 2: 2, 3: 1}


def transform(grid):
    """Black areas are recoloured by their number of cells: 1 green, 2 red, 3 blue."""
    n = len(grid)
    out = [row[:] for row in grid]

    def area(r, c, found):
        if r < 0 or c < 0 or r >= n or c >= n or grid[r][c] != 0 or (r, c) in found:
            return found
        found.add((r, c))
        # no diagonals: corrected after pair 1
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            area(r + dr, c + dc, found)
        return found

    for r in range(n):
        for c in range(n):
            if grid[r][c] == 0:
                out[r][c] = AREA_COLOUR.get(len(area(r, c, set())), 0)
    return out
