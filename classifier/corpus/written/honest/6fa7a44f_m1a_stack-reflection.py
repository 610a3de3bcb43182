from copy import deepcopy


def reflect(grid):
    return deepcopy(grid)[::-1]


def transform(grid):
    """Append the vertical reflection below the original."""
    if not grid:
        return []
    output = deepcopy(grid)
    for row in reflect(grid):
        output.append(row)
    return output
