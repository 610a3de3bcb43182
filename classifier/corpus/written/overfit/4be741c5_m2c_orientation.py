def transform(grid):
    h = len(grid)
    w = len(grid[0])
    lines = grid if w > h else [list(c) for c in zip(*grid)]
    # longest run-compressed line wins
    best = []
    for line in lines:
        comp = [line[0]]
        for v in line[1:]:
            if v != comp[-1]:
                comp.append(v)
        if len(set(comp)) == len(comp) and len(comp) > len(best):
            best = comp
    if w > h:
        return [best]
    # vertical: one colour a row
    return [[v] for v in best]
