"""Raises exceptions nested 10^5 deep, in groups and as causes of each other.

Expected: RAISED or CRASHED or TIMEOUT
"""
def transform(grid):
    error = ValueError("innermost")
    for _ in range(10**5):
        outer = ExceptionGroup("group", [error])
        outer.__cause__ = error
        error = outer
    raise error
