def transform(grid):
    rows = [row for row in grid if any(row)]
    crop = [list(col) for col in zip(*[c for c in zip(*rows) if any(c)])]
    outer, inner = crop[0][0], crop[len(crop) // 2][len(crop[0]) // 2]
    swap = {outer: inner, inner: outer}
    return [[swap[v] for v in row] for row in crop]
