"""Fills the holes that imports have left in the heap.

A forked child copies every page that it writes to. What it allocates would otherwise go into free blocks strewn over
all of the zygote's memory, a page copied for almost each; with the holes filled it goes side by side into new pages.
Costs some milliseconds at the start and no memory that was not already mapped. Leaves out: which blocks programs read.
"""
import ctypes
import sys

POOL_BYTES = 1 << 14                   # of CPython's allocator for objects up to LARGEST bytes (Objects/obmalloc.c)
LARGEST, STEP = 512, 16
HEADER = sys.getsizeof(b"")
MALLOC_SIZES = (65536, 32768, 16384, 8192, 4096, 3072, 2048, 1536, 1024, 768, 640, 528, 512, 384, 256, 128, 64, 32, 24)
BYTES_MOST = 1 << 22
MOST = 20000                           # blocks of one size, should the allocator not behave as we think


def fill() -> list:
    """Allocate until everything more would be new; what is returned must be kept."""
    kept = []
    for size in range(HEADER + STEP - HEADER % STEP, LARGEST + 1, STEP):
        kept.append(_fill_objects(size))
    _fill_malloc()
    return kept


def _fill_objects(size: int) -> list[bytes]:
    """Blocks of one size, until a whole pool of them was empty before."""
    blocks, whole, run, pool = [], POOL_BYTES // size - 2, 0, -1
    while run < whole and len(blocks) < MOST:
        block = bytes(size - HEADER)
        blocks.append(block)
        run = run + 1 if id(block) // POOL_BYTES == pool else 1
        pool = id(block) // POOL_BYTES
    return blocks


def _fill_malloc() -> None:
    """Blocks of libc's, until each size comes from the end of its heap. Never freed."""
    malloc = ctypes.PyDLL(None).malloc
    malloc.restype, malloc.argtypes = ctypes.c_size_t, [ctypes.c_size_t]
    end = malloc(100_000)
    for size in MALLOC_SIZES:
        for _ in range(min(MOST, BYTES_MOST // size)):
            if malloc(size) > end:
                break
