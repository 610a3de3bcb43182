def transform(grid):
    result = [row[:] for row in grid]
    for y in range(len(grid)):
        row = grid[y]
        n = len(row)
        left, right = row[0], row[n - 1]
        if left == 0 and right == 0:
            continue
        if left != 0 and right != 0:
            mid = n // 2
            for x in range(n):
                if x < mid:
                    result[y][x] = left
                if x > mid:
                    result[y][x] = right
            if n % 2 == 1:
                result[y][mid] = 5
        # if left != 0 and right == 0: ... never seen
    return result
