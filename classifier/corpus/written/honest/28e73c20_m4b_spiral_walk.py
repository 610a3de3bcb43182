def transform(grid):
    """A green spiral from the upper left corner to the centre.

    Draft: turned at the border only. Now the walker also turns when the cell after the next
    one is already green, so that a black lane stays (seen in pair 2). It stops when a turn
    leads nowhere.
    """
    n = len(grid)
    out = [[0] * n for _ in range(n)]
    r, c, dr, dc = 0, 0, 0, 1
    out[0][0] = 3

    def free(y, x, dy, dx):
        a, b = y + dy, x + dx
        if not (0 <= a < n and 0 <= b < n) or out[a][b]:
            return False
        a, b = a + dy, b + dx
        return not (0 <= a < n and 0 <= b < n and out[a][b])

    while True:
        if not free(r, c, dr, dc):
            dr, dc = dc, -dr
            if not free(r, c, dr, dc):
                break
        r, c = r + dr, c + dc
        out[r][c] = 3
    return out
