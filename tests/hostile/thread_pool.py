"""Shares its work among threads of a pool.

Expected: DENIED
"""
from concurrent.futures import ThreadPoolExecutor


def transform(grid):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(list, grid))
