"""Makes processes and namespaces by system calls alone.

Expected: OK
Needs: seccomp
"""
import ctypes
import os
import platform

CLONE_NEWUSER, SIGCHLD = 0x10000000, 17
NUMBERS = {"x86_64": {"clone": 56, "vfork": 58, "unshare": 272}, "aarch64": {"clone": 220, "unshare": 97}}


def transform(grid):
    me = os.getpid()
    libc = ctypes.CDLL(None)
    call = NUMBERS.get(platform.machine(), {})
    got = [libc.syscall(call["clone"], SIGCHLD, 0, 0, 0, 0) if "clone" in call else -1]
    if os.getpid() != me:
        os._exit(0)
    if "unshare" in call:
        got.append(libc.unshare(CLONE_NEWUSER))
    return grid if max(got) < 0 else [[9]]
