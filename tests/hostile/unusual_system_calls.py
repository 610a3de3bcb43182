"""Asks for io_uring, userfaultfd, bpf, perf events and keys: each once a way out of a sandbox.

Expected: OK
Needs: seccomp
"""
import ctypes
import platform

EVERYWHERE = {"io_uring_setup": 425, "pidfd_open": 434}
NUMBERS = {"x86_64": {"userfaultfd": 323, "bpf": 321, "perf_event_open": 298, "keyctl": 250, "add_key": 248},
           "aarch64": {"userfaultfd": 282, "bpf": 280, "perf_event_open": 241, "keyctl": 219, "add_key": 217}}


def transform(grid):
    libc = ctypes.CDLL(None)
    block = ctypes.create_string_buffer(256)
    calls = {**EVERYWHERE, **NUMBERS.get(platform.machine(), {})}
    got = [libc.syscall(calls["io_uring_setup"], 4, block)]
    for name in ("userfaultfd", "bpf", "perf_event_open"):
        if name in calls:
            got.append(libc.syscall(calls[name], 0, block, 0, 0, 0))
    if "add_key" in calls:
        got.append(libc.syscall(calls["add_key"], b"user", b"hostile", b"x", 1, -4))
    return grid if max(got) < 0 else [[9]]
