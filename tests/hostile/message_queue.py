"""Leaves a message in a System V queue and makes a semaphore, both of which outlive their maker.

Expected: OK
Needs: seccomp
"""
import ctypes

IPC_PRIVATE, IPC_CREAT = 0, 0o1000


def transform(grid):
    libc = ctypes.CDLL(None)
    made = [libc.msgget(IPC_PRIVATE, IPC_CREAT | 0o600), libc.semget(IPC_PRIVATE, 1, IPC_CREAT | 0o600)]
    return grid if max(made) < 0 else [[9]]
