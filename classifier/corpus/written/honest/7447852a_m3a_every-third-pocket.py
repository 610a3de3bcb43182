def transform(grid):
    # Observation: a red zigzag line of 3 rows cuts the grid into black pockets,
    # alternately hanging from the top and standing on the bottom.
    # Rule: going from left to right, the first pocket is painted 4, then two
    # pockets stay black, and so on: every third pocket is painted.
    rows, cols = len(grid), len(grid[0])
    FILL = 4

    def flood(start_row, start_col, seen):
        stack, cells = [(start_row, start_col)], []
        seen.add((start_row, start_col))
        while stack:
            r, c = stack.pop()
            cells.append((r, c))
            for dr, dc in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                nr, nc = r + dr, c + dc
                if 0 <= nr < rows and 0 <= nc < cols and (nr, nc) not in seen and grid[nr][nc] == 0:
                    seen.add((nr, nc))
                    stack.append((nr, nc))
        return cells

    # Step 1: collect the pockets
    seen = set()
    pockets = []
    for c in range(cols):
        for r in range(rows):
            if grid[r][c] == 0 and (r, c) not in seen:
                pockets.append(flood(r, c, seen))

    # Step 2: order them by their leftmost column
    pockets.sort(key=lambda cells: min(c for _, c in cells))

    # Step 3: paint every third one
    output = [row[:] for row in grid]
    for number, cells in enumerate(pockets):
        if number % 3 == 0:
            for r, c in cells:
                output[r][c] = FILL
    return output
