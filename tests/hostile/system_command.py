"""Starts a command with the C library's system.

Expected: OK
"""
import os


def transform(grid):
    return grid if os.system("true") != 0 else [[9]]
