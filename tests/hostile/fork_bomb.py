"""Forks without end, in the children too.

Expected: DENIED
"""
import os


def transform(grid):
    while True:
        os.fork()
