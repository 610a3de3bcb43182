"""Raises an exception whose type lies about its name, its class and its number.

Expected: RAISED or MEMORY
"""
class Liar(type):
    @property
    def __name__(cls):
        raise SystemExit

    def __instancecheck__(cls, thing):
        return True


class Lie(OSError, metaclass=Liar):
    __class__ = MemoryError
    errno = property(lambda self: [])


def transform(grid):
    raise Lie
