transform=lambda g:[[5*(len({*r})<2)]*3 for r in g]
