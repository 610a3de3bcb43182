"""Calls the kernel by the numbers of another architecture: x32's, and 32-bit Intel's through code of its own.

Expected: OK or CRASHED or DENIED
Needs: seccomp
"""
import ctypes
import mmap
import platform

# mov eax, 359 (socket); mov ebx, 1; mov ecx, 1; xor edx, edx; int 0x80; ret, with rbx kept
CODE = bytes.fromhex("53 b867010000 bb01000000 b901000000 31d2 cd80 5b c3")
X32_SOCKET = 0x40000000 | 41


def transform(grid):
    if platform.machine() != "x86_64":
        return grid
    if ctypes.CDLL(None).syscall(X32_SOCKET, 1, 1, 0) >= 0:
        return [[9]]
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(CODE)
    call = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    return grid if call() < 0 else [[9]]
