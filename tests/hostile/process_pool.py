"""Shares its work among processes of a pool.

Expected: DENIED or RAISED
"""
import multiprocessing


def transform(grid):
    with multiprocessing.Pool(4) as pool:
        return pool.map(list, grid)
