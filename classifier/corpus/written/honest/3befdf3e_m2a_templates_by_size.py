from typing import Dict, List, Tuple

# a = colour of the frame, b = colour of the core
TEMPLATES: Dict[int, Tuple[int, List[str]]] = {
    3: (1, [".aaa.",
            "abbba",
            "ababa",
            "abbba",
            ".aaa."]),
    4: (2, ["..aaaa..",
            "..aaaa..",
            "aabbbbaa",
            "aabaabaa",
            "aabaabaa",
            "aabbbbaa",
            "..aaaa..",
            "..aaaa.."]),
}


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Replace each framed square by its blown up version."""
    h, w = len(grid_lst), len(grid_lst[0])
    out = [[0] * w for _ in range(h)]

    def is_top_left(y: int, x: int) -> bool:
        above = grid_lst[y - 1][x] if y else 0
        before = grid_lst[y][x - 1] if x else 0
        return grid_lst[y][x] != 0 and above == 0 and before == 0

    for y in range(h):
        for x in range(w):
            if not is_top_left(y, x):
                continue
            size = 0
            while x + size < w and grid_lst[y][x + size] != 0:
                size += 1
            if size not in TEMPLATES:
                continue
            shift, rows = TEMPLATES[size]
            paint = {"a": grid_lst[y][x], "b": grid_lst[y + 1][x + 1]}
            for r, row in enumerate(rows):
                for c, ch in enumerate(row):
                    ny, nx = y - shift + r, x - shift + c
                    if ch in paint and 0 <= ny < h and 0 <= nx < w:
                        out[ny][nx] = paint[ch]
    return out
