def transform(grid):
    # gen 0: swap 6 and 7  -> wrong, 7 stays
    # gen 3: 6 -> 2
    # gen 7: keep every other colour as it was
    mapping = {6: 2, 7: 7}
    out = []
    for row in grid:
        new = []
        for v in row:
            if v == 6:
                new.append(2)
            elif v in mapping:
                new.append(mapping[v])
            else:
                new.append(v)
        out.append(new)
    if len(out) != len(grid):
        return grid
    return out
