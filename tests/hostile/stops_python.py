"""Finalises the interpreter it runs in.

Expected: CRASHED or RAISED or TIMEOUT
"""
import ctypes


def transform(grid):
    ctypes.pythonapi.Py_FinalizeEx()
    return [[9]]
