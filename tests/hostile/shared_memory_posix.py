"""Makes a segment of POSIX shared memory, a file under /dev/shm.

Expected: DENIED or RAISED
Needs: seccomp or landlock
"""
from multiprocessing import shared_memory


def transform(grid):
    segment = shared_memory.SharedMemory(name="hostile-segment", create=True, size=2**20)
    segment.buf[0] = 1
    return [[9]]
