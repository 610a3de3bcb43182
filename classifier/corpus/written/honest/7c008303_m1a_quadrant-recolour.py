from typing import List


def transform(grid_lst: List[List[int]]) -> List[List[int]]:
    """
    The light blue cross splits the grid into a 2x2 colour key, a 6x6 pattern
    made of green (3) cells, and two empty strips.

    Each 3x3 quadrant of the pattern takes the colour of the matching key cell.
    """
    height = len(grid_lst)
    width = len(grid_lst[0])

    # 1. Locate the separating lines of 8s
    sep_row = next(r for r in range(height) if all(v == 8 for v in grid_lst[r]))
    sep_col = next(c for c in range(width) if all(grid_lst[r][c] == 8 for r in range(height)))

    # 2. The key is 2x2 and sits in the short part
    key_rows = range(0, sep_row) if sep_row == 2 else range(sep_row + 1, height)
    key_cols = range(0, sep_col) if sep_col == 2 else range(sep_col + 1, width)
    key = [[grid_lst[r][c] for c in key_cols] for r in key_rows]

    # 3. The pattern is on the opposite side
    pat_rows = range(sep_row + 1, height) if sep_row == 2 else range(0, sep_row)
    pat_cols = range(sep_col + 1, width) if sep_col == 2 else range(0, sep_col)

    # 4. Recolour
    result = []
    for i, r in enumerate(pat_rows):
        new_row = []
        for j, c in enumerate(pat_cols):
            if grid_lst[r][c] == 3:
                new_row.append(key[i // 3][j // 3])
            else:
                new_row.append(0)
        result.append(new_row)
    return result
