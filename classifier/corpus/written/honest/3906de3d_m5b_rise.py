def f(c):
    k = c.count(2); r = [v for v in c if v - 2]
    i = max((j + 1 for j, v in enumerate(r) if v == 1), default=c.index(2) if k else 0)
    return r[:i] + [2] * k + r[i:]
transform = lambda g: [*map(list, zip(*[f([*c]) for c in zip(*g)]))]
