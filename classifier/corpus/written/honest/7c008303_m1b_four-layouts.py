def transform(grid):
    top, left = grid[2][0] == 8 == grid[2][8], grid[0][2] == grid[8][2] == 8
    corners = {
        (True, True): ((0, 0), (3, 3)),
        (True, False): ((0, 7), (3, 0)),
        (False, True): ((7, 0), (0, 3)),
        (False, False): ((7, 7), (0, 0)),
    }
    (kr, kc), (pr, pc) = corners[top, left]
    return [[grid[kr + i // 3][kc + j // 3] if grid[pr + i][pc + j] == 3 else 0 for j in range(6)] for i in range(6)]
