"""Maps memory that is shared or of no file, instead of asking Python for it.

Expected: MEMORY or DENIED
"""
import mmap

hoard = []


def transform(grid):
    while True:
        block = mmap.mmap(-1, 2**26, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
        for at in range(0, len(block), mmap.PAGESIZE):
            block[at] = 1
        hoard.append(block)
