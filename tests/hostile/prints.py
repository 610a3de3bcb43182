"""Prints a gigabyte, to both outputs, and then answers.

Expected: OK
"""
import sys


def transform(grid):
    block = "x" * 2**20
    for _ in range(512):
        print(block)
        print(block, file=sys.stderr)
    return grid
