def transform(grid):
    """
    Observation: blue pieces hang above a red floor; below it is empty space.
    Rule: the pieces fall. One cell wide parts slip through the floor, wide rows are held by it.
    A piece without wide rows drops to the very bottom and leaves a hole in the floor.
    """
    BG, PIECE, FLOOR = 8, 1, 2
    rows, cols = len(grid), len(grid[0])
    floor = next(r for r in range(rows) if grid[r].count(FLOOR) == cols)
    out = [[BG] * cols for _ in range(rows)]
    out[floor] = [FLOOR] * cols

    # Step 1: collect the pieces
    todo = {(r, c) for r in range(rows) for c in range(cols) if grid[r][c] == PIECE}
    while todo:
        stack, piece = [todo.pop()], []
        while stack:
            r, c = stack.pop()
            piece.append((r, c))
            for p in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if p in todo:
                    todo.remove(p)
                    stack.append(p)
        # Step 2: how far does it fall?
        lines = [r for r, _ in piece]
        wide = [r for r in set(lines) if lines.count(r) > 1]
        if wide:
            drop = floor - 1 - max(wide)
        else:
            drop = rows - 1 - max(lines)
            out[floor][piece[0][1]] = BG
        # Step 3: draw it
        for r, c in piece:
            out[r + drop][c] = PIECE
    return out
