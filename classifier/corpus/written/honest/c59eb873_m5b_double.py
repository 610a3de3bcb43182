transform = lambda g: [[v for v in r for _ in "ab"] for r in g for _ in "ab"]
