transform = lambda g: [*map(list, zip(*[sorted(c, key=bool) for c in zip(*g)]))]
