from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    The grid is made of a few ragged stripes. Report their colours in order, as a row if the
    stripes are side by side and as a column if they are stacked.

    Two hypotheses are scored: "side by side" predicts that every row sees all colours,
    "stacked" predicts the same of every column.
    """

    def squeeze(line):
        kept = []
        for v in line:
            if not kept or kept[-1] != v:
                kept.append(v)
        return kept

    def seen_order(lines):
        # vote over lines: the most frequent squeezed line without a repeated colour
        tally = {}
        for line in lines:
            key = tuple(squeeze(line))
            if len(set(key)) == len(key):
                tally[key] = tally.get(key, 0) + 1
        return max(tally, key=lambda k: (len(k), tally[k])) if tally else ()

    colours = {v for row in grid_lst for v in row}
    rows = grid_lst
    cols = [list(c) for c in zip(*grid_lst)]

    side_by_side = seen_order(rows)
    stacked = seen_order(cols)

    def support(lines):
        return sum(set(line) == colours for line in lines) / len(lines)

    if support(rows) >= support(cols):
        return [list(side_by_side)]
    return [[v] for v in stacked]
