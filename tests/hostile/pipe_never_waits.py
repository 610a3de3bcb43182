"""Makes its pipes non-blocking and as small as may be, and returns results faster than they are read.

Expected: OK or CRASHED or DENIED
"""
import fcntl
import os


def transform(grid):
    for descriptor in range(3, 32):
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 4096)
            os.set_blocking(descriptor, False)
        except OSError:
            pass
    return grid
