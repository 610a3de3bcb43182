"""Deletes, renames and empties the library that the next program needs.

Expected: OK
"""
import json
import os


def transform(grid):
    done = 0
    for action in (os.remove, lambda path: os.rename(path, path + ".gone"), lambda path: os.truncate(path, 0),
                   lambda path: os.chmod(path, 0), lambda path: os.utime(path, (0, 0))):
        try:
            action(json.__file__)
            done += 1
        except OSError:
            pass
    return grid if done == 0 else [[9]]
