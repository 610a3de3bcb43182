import re


def transform(grid):
    out = []
    for row in grid:
        s = "".join(str(v) for v in row)
        # s = s.replace("101", "121")   misses overlaps: 10101
        prev = None
        while prev != s:
            prev = s
            s = re.sub("101", "121", s)
        out.append([int(ch) for ch in s])
    if not out:
        return [[0]]
    return out
