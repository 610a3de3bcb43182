"""Landlock: of the file system, a process that restricts itself keeps the reading of the paths that it named.

Promises: no path but the named ones can be opened or listed, none can be written, made, removed or run; where the
kernel's version has it, no TCP, no abstract sockets and no signals out of the domain either. Restricting is for good
and inherited, and needs no privilege after no_new_privs. Leaves out: what is open already, and metadata (`stat`), which
Landlock does not cover; libraries in memory stay usable.

The numbers and layouts are those of `linux/landlock.h`.
"""
import ctypes
import os
import struct

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446          # the same on every architecture
VERSION_FLAG = 1
PATH_BENEATH = 1
READ_FILE, READ_DIRECTORY = 1 << 2, 1 << 3
# Rights over files that each version of the interface knows: a kernel refuses those that it does not.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
TCP_RIGHTS = 0b11                # bind and connect, from version 4
SCOPES = 0b11                    # abstract sockets and signals, from version 6

_syscall = ctypes.CDLL(None, use_errno=True).syscall
_syscall.restype = ctypes.c_long


def version() -> int:
    """The version of the kernel's interface, 0 where there is none."""
    return max(0, _syscall(ctypes.c_long(CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint(VERSION_FLAG)))


def restrict(readable: list[str]) -> None:
    """Keep the reading of these files and of all below these folders, for good; paths that are not there are skipped.

    Raises OSError where the kernel has no Landlock or does not allow it.
    """
    known = version()
    if not known:
        raise OSError(ctypes.get_errno(), "no Landlock")
    attributes = struct.pack("=Q", (1 << FILE_RIGHTS[min(known, 5)]) - 1)
    if known >= 4:
        attributes += struct.pack("=Q", TCP_RIGHTS)
    if known >= 6:
        attributes += struct.pack("=Q", SCOPES)
    ruleset = _call(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    try:
        for path in readable:
            _allow(ruleset, path)
        _call(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, PermissionError):
        return
    try:
        rights = READ_FILE | READ_DIRECTORY if os.path.isdir(path) else READ_FILE
        rule = struct.pack("=Qi", rights, place)
        _call(ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(PATH_BENEATH), rule, ctypes.c_uint(0))
    finally:
        os.close(place)


def _call(number: int, *arguments) -> int:
    result = _syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
