transform = lambda g: [r + r[::-1] for r in g]
