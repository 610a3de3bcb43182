"""Raises a kind of exception that `except Exception` does not catch.

Expected: RAISED
"""
class Quit(BaseException):
    pass


def transform(grid):
    raise Quit("gone")
