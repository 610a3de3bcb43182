"""Copies memory out of its parent, by system call and through /proc.

Expected: OK
Needs: root or seccomp or landlock
"""
import ctypes
import os


class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def transform(grid):
    parent = os.getppid()
    try:
        with open(f"/proc/{parent}/maps") as file:
            start = int(file.read().split("-")[0], 16)
    except OSError:
        start = 0x400000
    block = ctypes.create_string_buffer(4096)
    here, there = Piece(ctypes.addressof(block), 4096), Piece(start, 4096)
    if ctypes.CDLL(None).process_vm_readv(parent, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
        return [[9]]
    try:
        with open(f"/proc/{parent}/mem", "rb") as file:
            file.seek(start)
            return [[9]] if file.read(16) else grid
    except OSError:
        return grid
