def remove_double_rows(g):
    result = []
    last = None
    for row in g:
        if row != last:
            result.append(row)
        last = row
    return result


def flip(g):
    return [[g[i][j] for i in range(len(g))] for j in range(len(g[0]))]


def transform(grid):
    # remove black rows
    g = []
    for row in grid:
        if sum(row) != 0:
            g.append(row)
    g = flip(g)
    # remove black columns
    g2 = []
    for row in g:
        if sum(row) != 0:
            g2.append(row)
    g2 = remove_double_rows(g2)
    g = flip(g2)
    return remove_double_rows(g)
