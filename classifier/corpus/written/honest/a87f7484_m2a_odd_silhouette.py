from typing import List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Panels of 3x3, all with the same silhouette but for one. Return that one.
    """
    SIDE = 3
    rows, cols = len(grid_lst), len(grid_lst[0])
    panels = []
    for top in range(0, rows, SIDE):
        for left in range(0, cols, SIDE):
            panels.append([row[left:left + SIDE] for row in grid_lst[top:top + SIDE]])

    def silhouette(panel) -> Tuple[bool, ...]:
        return tuple(v != 0 for row in panel for v in row)

    masks = [silhouette(p) for p in panels]
    counts = [masks.count(m) for m in masks]
    # hypothesis 1: a silhouette that occurs once
    if 1 in counts:
        return panels[counts.index(1)]
    # hypothesis 2: the rarest one
    return panels[counts.index(min(counts))]
