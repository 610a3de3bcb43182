T = """
0.....
10....
210...
.210..
..210.
...210
"""
# each digit: how far left of the diagonal the source cell is

def transform(g):
    o = [[0] * 6 for _ in range(6)]
    for i in range(6):
        for j in range(6):
            for y in range(3):
                for x in range(3):
                    if g[y][x] and i - y == j - x >= 0:
                        o[i][j] = g[y][x]
    return o
