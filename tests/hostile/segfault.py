"""Reads address 0.

Expected: CRASHED
"""
import ctypes


def transform(grid):
    return ctypes.string_at(0)
