def transform(grid):
    """Frame everything with the colour that wins inside the border."""
    n = len(grid)
    border = grid[1][0]
    counts = {}
    for row in grid[2:-1]:
        for v in row[1:-1]:
            if v and v != border:
                counts[v] = counts.get(v, 0) + 1
    winner = max(counts, key=lambda v: (counts[v], v))
    cells = [(r, c) for r in range(2, n - 1) for c in range(1, 9) if grid[r][c] == winner]
    top, bottom = cells[0][0], cells[-1][0]
    # boxes lean to the right side
    left, right = (min(c for _, c in cells), max(c for _, c in cells))
    if right - left < 5:
        right = left + 5
    out = [grid[0][:], [winner] * 10]
    for r in range(2, n - 1):
        row = [winner] + [0] * 8 + [winner]
        if top <= r <= bottom:
            row[left] = row[right] = winner
            if r in (top, bottom):
                row[left:right + 1] = [winner] * (right - left + 1)
        out.append(row)
    return out + [[winner] * 10]
