"""Writes on the result channel without end.

Expected: DENIED
"""
import os


def transform(grid):
    while True:
        os.write(3, b"\0" * 2**20)
