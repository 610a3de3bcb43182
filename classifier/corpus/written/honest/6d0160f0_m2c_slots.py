def transform(grid):
    # slots: (row, col) of the top left cell of all nine rooms
    slots = {
        0: (0, 0), 1: (0, 4), 2: (0, 8),
        3: (4, 0), 4: (4, 4), 5: (4, 8),
        6: (8, 0), 7: (8, 4), 8: (8, 8),
    }
    out = []
    for row in grid:
        out.append([5 if v == 5 else 0 for v in row])
    source = None
    target = None
    for k in slots:
        y, x = slots[k]
        for i in range(3):
            for j in range(3):
                if grid[y + i][x + j] == 4:
                    source = slots[k]
                    target = slots[3 * i + j]
    # gen 5: target = source   (moved nothing)
    if source is None or target is None:
        return grid
    for i in range(3):
        for j in range(3):
            out[target[0] + i][target[1] + j] = grid[source[0] + i][source[1] + j]
    return out
