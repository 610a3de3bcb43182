"""Unmaps the memory that Python itself stands on.

Expected: CRASHED
"""
import ctypes


def transform(grid):
    libc = ctypes.CDLL(None)
    libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
    page = ctypes.addressof(ctypes.c_char.from_address(id(grid))) & ~0xfff
    libc.munmap(page - 2**21, 2**22)
    return grid
