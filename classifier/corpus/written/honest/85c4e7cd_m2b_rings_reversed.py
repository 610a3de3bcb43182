def transform(g):
    n = len(g) // 2
    c = [g[i][i] for i in range(n)]
    N = len(g)
    return [[c[n - 1 - min(i, j, N-1-i, N-1-j)] for j in range(N)] for i in range(N)]
