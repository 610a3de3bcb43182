transform = lambda g: [[4 if v and x & 1 else v for x, v in enumerate(r)] for r in g]
