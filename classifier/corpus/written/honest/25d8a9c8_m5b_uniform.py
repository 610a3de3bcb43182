transform=lambda g:[[5*(len({*r})<2)]*3for r in g]
