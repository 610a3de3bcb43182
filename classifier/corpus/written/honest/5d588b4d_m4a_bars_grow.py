def transform(grid):
    w = len(grid[0])
    color = grid[0][0]
    n = 0
    for v in grid[0]:
        if v == color:
            n = n + 1
    sequence = []
    # going up
    for k in range(1, n + 1):
        for t in range(k):
            sequence.append(color)
        sequence.append(0)
    # going down
    for k in range(n - 1, 0, -1):
        for t in range(k):
            sequence.append(color)
        sequence.append(0)
    # the last zero is not needed
    sequence.pop()
    while len(sequence) % w != 0:
        sequence.append(0)
    out = []
    for s in range(0, len(sequence), w):
        out.append(sequence[s:s + w])
    return out
