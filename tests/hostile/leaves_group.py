"""Tries to leave its session and its group.

Expected: DENIED
"""
import os


def transform(grid):
    os.setsid()
    return [[9]]
