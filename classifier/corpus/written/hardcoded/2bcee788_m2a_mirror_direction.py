from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    The background becomes green. The figure is mirrored; the red cells mark the side over
    which it is mirrored and take the colour of the figure.
    """
    h, w = len(grid_lst), len(grid_lst[0])
    figure = [(y, x) for y in range(h) for x in range(w) if grid_lst[y][x] not in (0, 2)]
    colour = grid_lst[figure[0][0]][figure[0][1]]
    if len({grid_lst[y][x] for y, x in figure}) > 1:
        return [row[:] for row in grid_lst]

    # side of the mirror and position of its axis (doubled)
    AXES = {
        4: ("vertical", 9),
        6: ("horizontal", 7),
        7: ("vertical", 7),
        8: ("horizontal", 11),
    }
    result = [[3] * w for _ in range(h)]
    if colour == 6:
        figure = [(y, x) for y in range(h) for x in range(w) if grid_lst[y][x] == 6]
    kind, axis = AXES.get(colour, ("vertical", 9))
    for y, x in figure:
        result[y][x] = colour
        if kind == "vertical":
            result[y][axis - x] = colour
        else:
            result[axis - y][x] = colour
    return result
