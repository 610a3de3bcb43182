"""Attaches to its parent as a debugger does.

Expected: OK
Needs: root or seccomp or landlock
"""
import ctypes
import os

PTRACE_ATTACH, PTRACE_SEIZE = 16, 0x4206


def transform(grid):
    ptrace = ctypes.CDLL(None).ptrace
    got = [ptrace(request, os.getppid(), None, None) for request in (PTRACE_ATTACH, PTRACE_SEIZE)]
    return grid if max(got) < 0 else [[9]]
