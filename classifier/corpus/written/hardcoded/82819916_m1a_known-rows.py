def complete(prefix, template):
    """Extend a partial row to the full template; '#' marks the first colour, '.' the other one."""
    first = prefix[0]
    second = [v for v in prefix if v not in (0, first)][0]
    return [first if ch == "#" else second for ch in template]


def transform(grid_lst):
    # complete the partial rows
    h = len(grid_lst)
    result = []
    for row in grid_lst:
        if all(v == 0 for v in row) or 0 not in row:
            result.append(row[:])
        elif (h, row[0]) == (10, 8) and row[1:3] == [8, 4]:
            result.append([8, 8, 4, 8, 8, 4, 8, 8])
        elif (h, row[0]) == (10, 1):
            result.append([1, 1, 6, 1, 1, 6, 1, 1])
        elif (h, row[0]) == (10, 3):
            result.append([3, 3, 1, 3, 1, 3, 1, 1])
        elif (h, row[0]) == (10, 8):
            result.append([8, 8, 2, 8, 2, 8, 2, 2])
        elif h == 12:
            result.append(complete(row, "#.#..#.#"))
        else:
            result.append([8, 8, 2, 2, 2, 8, 2, 8])
    return result
