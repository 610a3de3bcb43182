"""Never gets as far as defining its function.

Expected: TIMEOUT
"""
while True:
    pass


def transform(grid):
    return grid
