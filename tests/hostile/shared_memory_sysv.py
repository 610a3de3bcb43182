"""Makes segments of System V shared memory, which outlive their maker.

Expected: OK
Needs: seccomp
"""
import ctypes

IPC_PRIVATE, IPC_CREAT = 0, 0o1000


def transform(grid):
    segment = ctypes.CDLL(None).shmget(IPC_PRIVATE, 2**20, IPC_CREAT | 0o600)
    return grid if segment < 0 else [[9]]
