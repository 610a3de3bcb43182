def transform(grid):
    top = 100
    left = 100
    for i in range(len(grid)):
        for j in range(len(grid[0])):
            if grid[i][j] == 5:
                if i < top:
                    top = i
                if j < left:
                    left = j
    # 3x3 pattern from the blocks
    pattern = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    for a in range(3):
        for b in range(3):
            pattern[a][b] = grid[top + 3 * a][left + 3 * b]
    result = [[0] * 9 for _ in range(9)]
    for a in range(3):
        for b in range(3):
            if pattern[a][b] == 5:
                for c in range(3):
                    for d in range(3):
                        result[3 * a + c][3 * b + d] = pattern[c][d]
    return result
