def transform(grid):
    first = grid[0]
    second = grid[1]
    # the background is the color in the second row
    background = second[1]
    third = []
    for v in first:
        if v != background:
            third.append(6)
        else:
            third.append(v)
    # inverted when the first row uses ...
    if second[0] not in first and second[0] != 6 and background not in first:
        third = [6 if v == first[0] else v for v in first]
    return [list(first), list(second), third]
