import re
def f(g): return [[*map(int, re.sub('(?<=8)0+(?=8)', lambda m: '3' * len(m[0]), ''.join(map(str, r))))] for r in g]
def transform(g):
    a = f(g); b = [*zip(*f([*zip(*g)]))]
    return [[max(p, q) if p != 8 else 8 for p, q in zip(x, y)] for x, y in zip(a, b)]
