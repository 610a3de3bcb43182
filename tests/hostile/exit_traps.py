"""Leaves traps for the end of the process: at exit, in a finaliser, in the collector's callbacks.

Expected: OK or TIMEOUT
"""
import atexit
import gc
import weakref


def hang(*_):
    while True:
        pass


class Trap:
    def __del__(self):
        hang()


trap = Trap()
trap.itself = trap
atexit.register(hang)
weakref.finalize(trap, hang)


def transform(grid):
    gc.callbacks.append(hang)
    return grid
