transform = lambda g: (g + g[-2:0:-1]) * 2 + g[:1]
