from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    Four coloured walls, loose particles in between.
    A particle whose colour equals a wall's flies straight to that wall and sticks to it.
    All others vanish.
    """
    h, w = len(grid_lst), len(grid_lst[0])

    # the corners are black, so read the walls beside them
    walls = {
        "top": grid_lst[0][1],
        "bottom": grid_lst[h - 1][1],
        "left": grid_lst[1][0],
        "right": grid_lst[1][w - 1],
    }

    def landing(y: int, x: int, colour: int):
        targets = {
            "top": (1, x),
            "bottom": (h - 2, x),
            "left": (y, 1),
            "right": (y, w - 2),
        }
        for side, wall_colour in walls.items():
            if wall_colour == colour:
                return targets[side]
        return None

    out = [row[:] for row in grid_lst]
    particles = []
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            if grid_lst[y][x]:
                particles.append((y, x, grid_lst[y][x]))
            out[y][x] = 0

    for y, x, colour in particles:
        spot = landing(y, x, colour)
        if spot is not None:
            out[spot[0]][spot[1]] = colour
    return out
