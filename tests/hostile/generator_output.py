"""Returns a generator without end of generators without end.

Expected: BAD_OUTPUT
"""
import itertools


def transform(grid):
    return (itertools.repeat(0) for _ in itertools.count())
