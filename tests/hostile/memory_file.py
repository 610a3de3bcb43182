"""Hides memory in a file that has no name.

Expected: DENIED
"""
import os


def transform(grid):
    descriptor = os.memfd_create("hostile")
    while True:
        os.write(descriptor, bytes(2**20))
