"""Wants to be served before everyone else.

Expected: DENIED
"""
import os


def transform(grid):
    os.nice(-20)
    return [[9]]
