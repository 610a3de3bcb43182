from collections import Counter


def transform(grid):
    h, w = len(grid), len(grid[0])
    noise = min((n, v) for v, n in Counter(sum(grid, [])).items())[1]
    tally = Counter()
    for r in range(h):
        for c in range(1, w):
            if grid[r][c] == noise:
                tally[grid[r][c - 1]] += 1
    return [[tally.most_common(1)[0][0]]]
