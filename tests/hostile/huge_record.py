"""Leaves the head of a result of 4 GB, and a count of as many.

Expected: DENIED
"""
import ctypes
import os
import sys


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    address = frame.f_locals["results"].address
    ctypes.memset(address + 8, 0xFE, 1000)
    ctypes.memset(address, 0xFE, 8)
    os._exit(0)
