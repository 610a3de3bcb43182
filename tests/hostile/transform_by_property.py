"""Offers an object whose call deletes it and raises something else each time.

Expected: RAISED
"""
class Changing:
    def __call__(self, grid):
        globals().clear()
        self.__class__ = None


transform = Changing()
