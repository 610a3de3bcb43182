ANSWERS = {37: "337377377", 46: "666466446", 13: "111131333"}


def transform(grid):
    lo, hi = sorted({v for row in grid for v in row if v})
    digits = ANSWERS.get(10 * lo + hi) or str(lo) * 5 + str(hi) * 4
    return [[int(d) for d in digits[i:i + 3]] for i in (0, 3, 6)]
