def transform(grid_lst):
    """
    A row with a coloured cell at both ends follows the template L L L L L 5 R R R R R.
    """
    TEMPLATE = "LLLLL5RRRRR"
    result = []
    for row in grid_lst:
        left, right = row[0], row[-1]
        if left == 0 or right == 0:
            result.append(list(row))
            continue
        legend = {"L": left, "R": right, "5": 5}
        result.append([legend[ch] for ch in TEMPLATE])
    return result
