def transform(grid):
    """
    Complete the figure so that it has the four turns of the square.

    The centre is not given. Candidates are all cell centres and all cell corners; each is
    scored by how many coloured cells are already matched by their images, minus conflicts.
    """
    h = len(grid)
    w = len(grid[0])
    cells = {(r, c): grid[r][c] for r in range(h) for c in range(w) if grid[r][c]}

    def images(r, c, cr2, cc2):
        # coordinates doubled, so that half-integer centres stay integers
        y, x = 2 * r - cr2, 2 * c - cc2
        for a, b in ((y, x), (x, -y), (-y, -x), (-x, y)):
            yy, xx = a + cr2, b + cc2
            if yy % 2 or xx % 2:
                yield None
            else:
                yield yy // 2, xx // 2

    def score(cr2, cc2):
        total = 0
        for (r, c), v in cells.items():
            for im in images(r, c, cr2, cc2):
                if im is None:
                    return None
                if not (0 <= im[0] < h and 0 <= im[1] < w):
                    total -= 2
                    continue
                other = cells.get(im)
                if other == v:
                    total += 1
                elif other is not None:
                    total -= 5
        return total

    best = None
    for cr2 in range(2 * h - 1):
        for cc2 in range(2 * w - 1):
            if (cr2 + cc2) % 2:
                continue
            s = score(cr2, cc2)
            if s is None:
                continue
            if best is None or s > best[0]:
                best = (s, cr2, cc2)

    result = [row[:] for row in grid]
    if best is None:
        return result
    for (r, c), v in cells.items():
        for im in images(r, c, best[1], best[2]):
            if im and 0 <= im[0] < h and 0 <= im[1] < w and result[im[0]][im[1]] == 0:
                result[im[0]][im[1]] = v
    return result
