"""Reads an integer of 10^7 digits, after it has lifted Python's own bound on that.

Expected: TIMEOUT
"""
import sys

sys.set_int_max_str_digits(0)


def transform(grid):
    return [[int("9" * 10**7) % 10]]
