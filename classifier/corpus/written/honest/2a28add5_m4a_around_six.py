def transform(grid):
    out = []
    for i in range(len(grid)):
        row = grid[i]
        new = [7 for _ in row]
        if 6 in row:
            k = row.index(6)
            before = 0
            after = 0
            for j in range(len(row)):
                if row[j] != 7 and j < k:
                    before += 1
                if row[j] != 7 and j > k:
                    after += 1
            # the colored cells move next to the 6
            for j in range(k - before, k + after + 1):
                new[j] = 8
        out.append(new)
    return out
