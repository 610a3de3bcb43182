"""Has the kernel keep timers, filters, rules, requests and locks for it: memory that is not in its address space.

Expected: OK
Needs: seccomp
"""
import ctypes
import fcntl
import os
import platform
import struct

COLUMN = ["x86_64", "aarch64"].index(platform.machine())
TIMER_CREATE, IO_SETUP, CREATE_RULESET = (222, 107)[COLUMN], (206, 0)[COLUMN], 444
PR_SET_SECCOMP, MODE_FILTER, ALLOW = 22, 2, 0x7FFF0000
SOME = 50


def transform(grid):
    call = ctypes.CDLL(None).syscall
    prctl = ctypes.CDLL(None).prctl
    handle = ctypes.c_ulong()
    allow = ctypes.create_string_buffer(struct.pack("=HBBI", 6, 0, 0, ALLOW))
    network = struct.pack("=QQ", 0, 3)
    got = {
        "timers": call(TIMER_CREATE, 1, (ctypes.c_int * 16)(0, 0, 10), ctypes.byref(handle)) == 0,
        "requests": call(IO_SETUP, SOME, ctypes.byref(ctypes.c_ulong())) == 0,
        "rules": call(CREATE_RULESET, network, ctypes.c_size_t(len(network)), 0) >= 0,
        "filters": prctl(PR_SET_SECCOMP, MODE_FILTER, struct.pack("@HP", 1, ctypes.addressof(allow)), 0, 0) == 0,
    }
    file = os.open(os.__file__, os.O_RDONLY)
    for name, lock in (("locks", lambda: fcntl.lockf(file, fcntl.LOCK_SH, 1)),
                       ("locks of the file", lambda: fcntl.flock(file, fcntl.LOCK_SH)),
                       ("locks that outlive it", lambda: fcntl.flock(0, fcntl.LOCK_SH))):
        try:
            lock()
            got[name] = True
        except PermissionError:
            pass
    if any(got.values()):
        raise AssertionError([name for name, had in got.items() if had])
    return grid
