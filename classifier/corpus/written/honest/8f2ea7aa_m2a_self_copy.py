def transform(grid_lst):
    """Inside one of the nine sub-squares sits a 3x3 figure. Repeat it in the arrangement it
    shows itself (a small fractal)."""
    BLOCK = 3
    figure = None
    for br in range(3):
        for bc in range(3):
            part = [row[bc * BLOCK:(bc + 1) * BLOCK] for row in grid_lst[br * BLOCK:(br + 1) * BLOCK]]
            if any(any(row) for row in part):
                figure = part
    out = [[0] * 9 for _ in range(9)]
    if figure is None:
        return out
    for br, bc in ((r, c) for r in range(3) for c in range(3) if figure[r][c]):
        for r in range(BLOCK):
            for c in range(BLOCK):
                out[br * BLOCK + r][bc * BLOCK + c] = figure[r][c]
    return out
