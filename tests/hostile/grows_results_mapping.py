"""Makes the mapping of its results larger, to see what the supervisor keeps behind them: the jobs of others.

Expected: CRASHED
"""
import ctypes
import sys

MAYMOVE = 1


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    memory = frame.f_locals["results"].memory
    mremap = ctypes.CDLL(None).mremap
    mremap.restype = ctypes.c_void_p
    mremap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_int]
    start = ctypes.addressof(ctypes.c_ubyte.from_buffer(memory))
    larger = mremap(start, 0, len(memory) + 2**16, MAYMOVE)          # of nothing: a second mapping of the same
    ctypes.string_at(larger + len(memory), 1)
    return [[9]]
