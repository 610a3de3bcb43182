"""Wants to be root, or root again.

Expected: DENIED
"""
import os


def transform(grid):
    os.setgroups([0])
    os.setresuid(0, 0, 0)
    return [[9]]
