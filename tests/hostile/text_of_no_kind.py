"""Raises exceptions whose text is no text, or changes its kind.

Expected: RAISED
"""
class Text(str):
    def __getitem__(self, key):
        return 5

    def startswith(self, *_):
        return True

    def __format__(self, spec):
        raise MemoryError


class Odd(RuntimeError):
    def __str__(self):
        return Text("can't start new thread")


def transform(grid):
    raise Odd
