"""Opens the other end of its pipes and reads its own results away.

Expected: OK or DENIED or CRASHED or TIMEOUT
"""
import os


def transform(grid):
    for descriptor in range(3, 32):
        try:
            other_end = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
            os.read(other_end, 2**16)
        except OSError:
            pass
    return grid
