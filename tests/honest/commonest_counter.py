"""Recolours the rarest colour as the commonest, with a Counter."""
from collections import Counter


def transform(grid):
    counts = Counter(cell for row in grid for cell in row)
    ranked = sorted(counts, key=lambda colour: (-counts[colour], colour))
    rarest, commonest = ranked[-1], ranked[0]
    return [[commonest if cell == rarest else cell for cell in row] for row in grid]
