"""Lays one byte of each large page into a pipe and unmaps them: the pipe keeps the whole pages.

Expected: OK
Needs: seccomp
"""
import ctypes
import mmap
import os
import platform
import struct

VMSPLICE = {"x86_64": 278, "aarch64": 75}
LARGE = 2**21


def transform(grid):
    libc = ctypes.CDLL(None)
    reading, writing = os.pipe()
    laid = 0
    for _ in range(16):
        block = mmap.mmap(-1, 2 * LARGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        block.madvise(mmap.MADV_HUGEPAGE)
        start = ctypes.addressof(ctypes.c_char.from_buffer(block)) // LARGE * LARGE + LARGE
        ctypes.memset(start, 1, 1)
        vector = struct.pack("@PN", start, 1)
        laid += libc.syscall(VMSPLICE[platform.machine()], writing, vector, ctypes.c_size_t(1), 0) > 0
    return [[9]] if laid else grid
