"""Fills shared memory without a file and unmaps all but one page: the rest stays, and no limit counts it.

Expected: DENIED
Needs: seccomp
"""
import mmap

kept = []


def transform(grid):
    for _ in range(6):
        block = mmap.mmap(-1, 100 * 2**20)
        for place in range(0, len(block), mmap.PAGESIZE):
            block[place] = 1
        block.resize(mmap.PAGESIZE)
        kept.append(block)
    return [[9]]
