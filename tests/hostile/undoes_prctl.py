"""Takes back what a process may take back of its confinement, and stays.

Expected: TIMEOUT or DENIED
"""
import ctypes
import time

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 1, 4, 38, 22


def transform(grid):
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0)
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    if prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0 or prctl(PR_SET_SECCOMP, 0, 0, 0, 0) == 0:
        return [[9]]
    time.sleep(1000)
