from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """Red is drawn to the gray wall, blue is pushed away from it; both leave a trail."""
    # (colour, above the wall?) -> direction of the trail
    DIRECTION = {(1, True): -1, (1, False): 1, (2, True): 1, (2, False): -1}
    h = len(grid_lst)
    wall = next(y for y in range(h) if all(v == 5 for v in grid_lst[y]))
    out = [row[:] for row in grid_lst]
    for y, row in enumerate(grid_lst):
        for x, v in enumerate(row):
            step = DIRECTION.get((v, y < wall))
            if step is None:
                continue
            ny = y + step
            while 0 <= ny < h and grid_lst[ny][x] == 0:
                out[ny][x] = v
                ny += step
    return out


EXAMPLE_IN = [
    [0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 0, 0, 0], [0, 2, 0, 0, 0, 0, 0, 0, 0, 2],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 2, 0, 0, 1, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
]
EXAMPLE_OUT = [
    [0, 0, 1, 0, 0, 0, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 0, 0, 0], [0, 2, 0, 0, 0, 0, 0, 0, 0, 2],
    [0, 2, 0, 0, 0, 0, 0, 0, 0, 2], [0, 2, 0, 0, 0, 0, 0, 0, 0, 2], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
    [0, 0, 0, 0, 0, 2, 0, 0, 0, 0], [0, 0, 0, 0, 0, 2, 0, 0, 0, 0], [0, 1, 0, 0, 0, 2, 0, 0, 1, 0],
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
]

if __name__ == "__main__":
    print("ok" if transform(EXAMPLE_IN) == EXAMPLE_OUT else "differs")
