"""Raises an exception whose text takes for ever to read.

Expected: TIMEOUT
"""
class Slow(BaseException):
    def __str__(self):
        while True:
            pass


def transform(grid):
    raise Slow
