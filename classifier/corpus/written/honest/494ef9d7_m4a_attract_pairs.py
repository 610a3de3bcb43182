def transform(grid):
    out = [row[:] for row in grid]
    pairs = [(4, 7), (1, 8)]
    for i in range(len(grid)):
        for p in pairs:
            a = p[0]
            b = p[1]
            if a in grid[i] and b in grid[i]:
                ja = grid[i].index(a)
                jb = grid[i].index(b)
                # the left one stays
                if ja < jb:
                    out[i][jb] = 0
                    out[i][ja + 1] = b
                else:
                    out[i][ja] = 0
                    out[i][jb + 1] = a
    return out
