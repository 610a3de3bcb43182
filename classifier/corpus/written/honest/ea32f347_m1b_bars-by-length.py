def transform(grid):
    todo = {(r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == 5}
    bars = []
    while todo:
        stack, bar = [todo.pop()], []
        while stack:
            r, c = stack.pop()
            bar.append((r, c))
            for p in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if p in todo:
                    todo.remove(p)
                    stack.append(p)
        bars.append(bar)
    out = [row[:] for row in grid]
    for bar, color in zip(sorted(bars, key=len, reverse=True), (1, 4, 2)):
        for r, c in bar:
            out[r][c] = color
    return out
