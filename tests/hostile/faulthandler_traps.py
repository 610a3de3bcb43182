"""Has faulthandler write on the result channel, watch the clock from a thread, and crash.

Expected: CRASHED or DENIED or RAISED
"""
import faulthandler


def transform(grid):
    faulthandler.enable(file=3)
    faulthandler.dump_traceback_later(0.1, repeat=True, file=3, exit=True)
    faulthandler._sigsegv()
    return grid
