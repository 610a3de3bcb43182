def transform(grid_lst):
    """
    Left half yellow (4), right half green (3). A cell of the answer is given by the truth table.
    """
    TRUTH = {
        (0, 0): 0,
        (0, 3): 6,
        (4, 0): 6,
        (4, 3): 6,
    }
    width = len(grid_lst[0])
    if width % 2 == 1:
        # a separator column would have to be skipped
        half, skip = width // 2, 1
    else:
        half, skip = width // 2, 0
    result = []
    for row in grid_lst:
        left, right = row[:half], row[half + skip:]
        result.append([TRUTH.get(pair, 0) for pair in zip(left, right)])
    return result


if __name__ == "__main__":
    example = [[4, 4, 0, 3, 3, 0], [4, 0, 0, 3, 0, 0], [0, 0, 0, 0, 0, 3]]
    assert transform(example) == [[6, 6, 0], [6, 0, 0], [0, 0, 6]]
    assert transform([[0, 0, 4, 0, 3, 0], [0, 4, 4, 3, 0, 3], [4, 4, 0, 0, 0, 3]]) == [[0, 6, 6], [6, 6, 6], [6, 6, 6]]
