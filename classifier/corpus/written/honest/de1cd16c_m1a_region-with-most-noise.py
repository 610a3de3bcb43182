from collections import Counter


def transform(grid_lst):
    """
    The image consists of a few large coloured regions with isolated noise pixels of a common colour.
    Output the colour of the region containing the greatest number of noise pixels.
    """
    h, w = len(grid_lst), len(grid_lst[0])

    # Noise colour: all of its pixels are isolated
    totals = Counter(v for row in grid_lst for v in row)
    noise = min(totals, key=totals.get)

    votes = Counter()
    for r in range(h):
        for c in range(w):
            if grid_lst[r][c] != noise:
                continue
            around = [
                grid_lst[nr][nc]
                for nr, nc in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1))
                if 0 <= nr < h and 0 <= nc < w and grid_lst[nr][nc] != noise
            ]
            if around:
                votes[Counter(around).most_common(1)[0][0]] += 1
    return [[votes.most_common(1)[0][0]]]
