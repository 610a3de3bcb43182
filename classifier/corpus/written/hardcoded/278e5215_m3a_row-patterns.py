def transform(grid):
    """
    Observation: a gray shape and a colour strip. The strip says which colours the columns of
    the gray shape take, and its last row says the colour of the holes.
    Rule: recolour the gray shape with the strip.
    """
    # Distinct rows of the picture, and the order in which they appear
    width = len(grid[0])
    height = len(grid)
    if width == 10:
        rows, order = ["42388", "48388", "88344", "42384", "82884", "82344"], "012345"
    elif height == 15 and grid[0][0] == 2:
        rows, order = ["2663368", "2213348", "6613666", "2263646", "6263348", "6663346", "2213648"], "0121344156"
    else:
        rows, order = ["31288866", "33181116", "13288166", "13111166", "13288866"], "01234"
    picture = []
    for symbol in order:
        picture.append([int(ch) for ch in rows[int(symbol)]])
    return picture
