from typing import Dict, List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Count the blue cells and write the number in red: one cell a unit, in the order
    top row left to right, then the centre.
    """
    GLYPHS: Dict[int, Tuple[str, str, str]] = {
        0: ("...", "...", "..."),
        1: ("#..", "...", "..."),
        2: ("##.", "...", "..."),
        3: ("###", "...", "..."),
        4: ("###", ".#.", "..."),
    }
    blue = sum(v == 1 for row in grid_lst for v in row)
    glyph = GLYPHS.get(min(blue, 4), GLYPHS[0])
    return [[2 if ch == "#" else 0 for ch in line] for line in glyph]
