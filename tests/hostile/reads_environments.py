"""Looks for the expected output in the environment and command line of all its ancestors.

Expected: OK
Needs: root or landlock
"""
import os

MARKER = "".join(["the-expected-", "output"]).encode()


def parent(pid):
    with open(f"/proc/{pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def transform(grid):
    found, pid = MARKER in repr(os.environ).encode(), os.getpid()
    while pid > 1 and not found:
        for name in ("environ", "cmdline"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    found |= MARKER in file.read()
            except OSError:
                pass
        try:
            pid = parent(pid)
        except OSError:
            pid = os.getppid() if pid == os.getpid() else 0
    return grid if not found else [[9]]
