def transform(grid):
    """Fit both pieces into a 3x3 square without overlap."""
    pieces = {}
    for r, row in enumerate(grid):
        for c, v in enumerate(row):
            if v:
                pieces.setdefault(v, []).append((r, c))
    (a, ca), (b, cb) = pieces.items()

    def placements(cells):
        r0 = min(r for r, _ in cells)
        c0 = min(c for _, c in cells)
        shape = [(r - r0, c - c0) for r, c in cells]
        hh = max(r for r, _ in shape)
        ww = max(c for _, c in shape)
        for dr in range(3 - hh):
            for dc in range(3 - ww):
                yield {(r + dr, c + dc) for r, c in shape}

    for pa in placements(ca):
        for pb in placements(cb):
            # fix: the union has to cover all nine cells (the draft only tested the overlap)
            if not pa & pb and len(pa | pb) == 9:
                return [[a if (r, c) in pa else b for c in range(3)] for r in range(3)]
    return [[0] * 3 for _ in range(3)]
