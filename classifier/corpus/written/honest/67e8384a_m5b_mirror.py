m = lambda a: a + a[::-1]
transform = lambda g: m([m(r) for r in g])
