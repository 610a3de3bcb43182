"""Raises an exception whose every attribute raises when it is looked at.

Expected: RAISED
"""
class Shy(OSError):
    def __getattribute__(self, name):
        raise RuntimeError("do not look")

    def __str__(self):
        raise KeyboardInterrupt


def transform(grid):
    raise Shy
