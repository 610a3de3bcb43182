"""Never returns.

Expected: TIMEOUT
"""
def transform(grid):
    while True:
        pass
