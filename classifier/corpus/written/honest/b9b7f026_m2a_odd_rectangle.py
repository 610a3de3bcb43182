from typing import Dict, List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    All rectangles are complete, except one. Return the colour of the damaged one.

    A rectangle is complete if it fills its bounding box with its own colour. To be robust
    the damage is scored (number of missing cells) and the largest score wins.
    """
    boxes: Dict[int, List[int]] = {}
    area: Dict[int, int] = {}
    for y, row in enumerate(grid_lst):
        for x, v in enumerate(row):
            if v == 0:
                continue
            area[v] = area.get(v, 0) + 1
            if v not in boxes:
                boxes[v] = [y, y, x, x]
            else:
                b = boxes[v]
                b[0], b[1] = min(b[0], y), max(b[1], y)
                b[2], b[3] = min(b[2], x), max(b[3], x)

    def damage(colour: int) -> int:
        t, b, l, r = boxes[colour]
        return (b - t + 1) * (r - l + 1) - area[colour]

    ranking = sorted(boxes, key=damage, reverse=True)
    if not ranking:
        return [[0]]
    return [[ranking[0]]]
