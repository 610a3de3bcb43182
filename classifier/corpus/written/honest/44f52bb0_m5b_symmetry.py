transform = lambda g: [[[7, 1][all(r == r[::-1] for r in g)]]]
