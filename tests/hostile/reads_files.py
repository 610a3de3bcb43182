"""Reads what is none of its business: users, mounts, other people's folders.

Expected: OK
Needs: landlock
"""
import os


def transform(grid):
    read = 0
    for path in ("/etc/passwd", "/etc/hostname", "/proc/mounts", "/proc/1/cmdline"):
        try:
            with open(path) as file:
                read += len(file.read(1))
        except OSError:
            pass
    for folder in ("/", "/home", "/tmp"):
        try:
            read += len(os.listdir(folder))
        except OSError:
            pass
    return grid if read == 0 else [[9]]
