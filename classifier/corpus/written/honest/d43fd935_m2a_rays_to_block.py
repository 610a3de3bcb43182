from typing import List, Optional, Tuple


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    There is a 2x2 block of green (3). Every other coloured cell that shares a row or a
    column with the block shoots a ray of its own colour at it, provided that nothing
    stands in between.

    Plan:
      1. locate the block
      2. for each of the block's 8 "faces" (4 columns/rows x 2 directions) walk outwards
         until the first non zero cell
      3. paint the walked cells with the colour of that cell
    """
    height, width = len(grid_lst), len(grid_lst[0])
    out = [row[:] for row in grid_lst]

    def locate_block() -> Optional[Tuple[int, int]]:
        for r in range(height - 1):
            for c in range(width - 1):
                window = {(0, 0), (0, 1), (1, 0), (1, 1)}
                if all(grid_lst[r + dr][c + dc] == 3 for dr, dc in window):
                    return r, c
        return None

    def walk(r: int, c: int, dr: int, dc: int) -> List[Tuple[int, int]]:
        """Collect empty cells from (r, c) until a coloured one. Empty list if none is met."""
        path = []
        while 0 <= r < height and 0 <= c < width:
            if grid_lst[r][c] != 0:
                colour = grid_lst[r][c]
                for pr, pc in path:
                    out[pr][pc] = colour
                return path
            path.append((r, c))
            r, c = r + dr, c + dc
        return []

    found = locate_block()
    if found is None:
        # Nothing sensible to do, give the input back.
        return out
    top, left = found
    FACES = [
        (top - 1, left, -1, 0), (top - 1, left + 1, -1, 0),
        (top + 2, left, 1, 0), (top + 2, left + 1, 1, 0),
        (top, left - 1, 0, -1), (top + 1, left - 1, 0, -1),
        (top, left + 2, 0, 1), (top + 1, left + 2, 0, 1),
    ]
    painted = 0
    for face in FACES:
        painted += len(walk(*face))
    return out
