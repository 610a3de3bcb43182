"""The filter of system calls: what a program may ask of the kernel, as a policy, assembled to classic BPF, installed.

Two filters, because the second is paid for by every program and the first is not. ZYGOTE is installed once, by the
zygote, and inherited: sockets, other processes, writing, mounting, shared memory and the like. CHILD is installed by
each child, last: what the zygote itself must be able to do, which is to fork, to kill, and to set a child up.

Promises: another architecture's calls, x32's, and calls newer than the table are refused, not let through; a refusal
is EPERM, which Python raises as PermissionError, or ENOSYS where libraries know an older way. Leaves out: paths, which
a filter cannot see (`landlock`); calls that only read, wait, or use what is already open; a process's own limits, which
can only go down.

Numbers, constants and layouts are the kernel's: `unistd.h`, `linux/audit.h`, `linux/filter.h`, `linux/seccomp.h`.
"""
import ctypes
import errno
import os
import struct
import sys
from collections import namedtuple
from collections.abc import Callable

# x86_64, aarch64; None where an architecture has no such call.
NUMBERS = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242),
    "fork": (57, None), "vfork": (58, None), "clone": (56, 220), "clone3": (435, 435), "execve": (59, 221),
    "execveat": (322, 281), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "unshare": (272, 97),
    "setns": (308, 268),
    "open": (2, None), "openat": (257, 56), "openat2": (437, 437), "creat": (85, None), "fcntl": (72, 25),
    "ioctl": (16, 29), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "unlink": (87, None),
    "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276), "mkdir": (83, None),
    "mkdirat": (258, 34), "rmdir": (84, None), "link": (86, None), "linkat": (265, 37), "symlink": (88, None),
    "symlinkat": (266, 36), "mknod": (133, None), "mknodat": (259, 33), "truncate": (76, 45), "ftruncate": (77, 46),
    "fallocate": (285, 47), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None),
    "lchown": (94, None), "fchown": (93, 55), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "fsync": (74, 82), "fdatasync": (75, 83), "sync_file_range": (277, 84), "sync": (162, 81), "syncfs": (306, 267),
    "inotify_init": (253, None), "inotify_init1": (294, 26),
    "fanotify_init": (300, 262), "fanotify_mark": (301, 263),
    "mount": (165, 40), "umount2": (166, 39), "mount_setattr": (442, 442), "move_mount": (429, 429),
    "open_tree": (428, 428), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "chroot": (161, 51), "pivot_root": (155, 41), "swapon": (167, 224), "swapoff": (168, 225),
    "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "semget": (64, 190), "semctl": (66, 191),
    "semop": (65, 193), "semtimedop": (220, 192), "msgget": (68, 186), "msgctl": (71, 187), "msgsnd": (69, 189),
    "msgrcv": (70, 188), "mq_open": (240, 180), "mq_unlink": (241, 181), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "migrate_pages": (256, 238), "move_pages": (279, 239), "userfaultfd": (323, 282),
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143),
    "setresuid": (117, 147), "setresgid": (119, 149), "setfsuid": (122, 151), "setfsgid": (123, 152),
    "setgroups": (116, 159), "capset": (126, 91), "personality": (135, 92), "prctl": (157, 167),
    "seccomp": (317, 277), "setpriority": (141, 140), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "sched_setaffinity": (203, 122), "ioprio_set": (251, 30), "prlimit64": (302, 261),
    "mmap": (9, 222), "remap_file_pages": (216, 234), "vmsplice": (278, 75), "io_setup": (206, 0), "flock": (73, 32),
    "landlock_create_ruleset": (444, 444), "landlock_add_rule": (445, 445), "landlock_restrict_self": (446, 446),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "bpf": (321, 280), "perf_event_open": (298, 241), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "init_module": (175, 105), "finit_module": (313, 273),
    "delete_module": (176, 106), "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "syslog": (103, 116), "acct": (163, 89), "sethostname": (170, 161), "setdomainname": (171, 162),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "iopl": (172, None), "ioperm": (173, None), "modify_ldt": (154, None), "vhangup": (153, 58),
    "uselib": (134, None), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42), "_sysctl": (156, None),
}
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}     # column of NUMBERS, name in a filter's data
NEWEST = 451                       # what came after is not there, as far as a program can see
X32 = 0x40000000                   # x86_64 numbers from here on are those of another calling convention

Refused = namedtuple("Refused", "error")                  # always, with this error
RefusedBits = namedtuple("RefusedBits", "argument mask")     # if the argument has any of these bits
RefusedBut = namedtuple("RefusedBut", "argument values")    # unless the argument is one of these
RefusedFor = namedtuple("RefusedFor", "argument values")    # if the argument is one of these
# Arguments are looked at as the kernel reads the ones in question: their low 32 bits. Arguments count from 0.

OWN_PID = 0xFFFFFFF5               # stands for the child's pid until it is known; no pid and no option
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC        # O_TMPFILE asks for writing too
NEW_NAMESPACES = 0x7E020000
CLONE_VM, CLONE_PARENT = 0x100, 0x8000
# What undoes no layer: PDEATHSIG and one more filter for the child's set-up, GET_*, the names of threads and of memory.
PR_SET_PDEATHSIG, PR_SET_SECCOMP = 1, 22
PRCTL_OPTIONS = (PR_SET_PDEATHSIG, 2, 3, 15, 16, 21, PR_SET_SECCOMP, 39, 0x53564D41)
# Locks, which no limit counts, of files that others may read; signals sent by descriptors (OWN, SIG, OWN_EX), leases,
# watches, and pipes made larger.
FCNTL_COMMANDS = (6, 7, 37, 38, 8, 10, 15, 1024, 1026, 1031)
# What is shared without a file keeps its pages after all but one has been unmapped, out of sight of every limit.
MAP_SHARED = 1
# Terminal settings and size, close on exec, bytes waiting, blocking or not: what opening a file may ask.
IOCTL_REQUESTS = (0x5401, 0x802C542A, 0x5413, 0x5450, 0x5451, 0x541B, 0x5421)

ZYGOTE = dict.fromkeys(NUMBERS, Refused(errno.EPERM)) | {
    "clone": RefusedBits(0, CLONE_VM | CLONE_PARENT | NEW_NAMESPACES),            # no threads, no siblings
    "clone3": Refused(errno.ENOSYS), "openat2": Refused(errno.ENOSYS),         # their flags are out of a filter's sight
    "open": RefusedBits(1, WRITES), "openat": RefusedBits(2, WRITES),
    "mmap": RefusedBits(3, MAP_SHARED), "fcntl": RefusedFor(1, FCNTL_COMMANDS), "ioctl": RefusedBut(1, IOCTL_REQUESTS),
    "prctl": RefusedBut(0, PRCTL_OPTIONS), "prlimit64": RefusedBut(0, (0,))}
for _name in ("fork", "kill", "tkill", "tgkill", "sched_setaffinity"):        # the zygote's; refused to the child below
    del ZYGOTE[_name]

CHILD = {"fork": Refused(errno.EPERM), "clone": Refused(errno.EPERM), "sched_setaffinity": Refused(errno.EPERM),
         "kill": RefusedBut(0, (OWN_PID,)), "tkill": RefusedBut(0, (OWN_PID,)), "tgkill": RefusedBut(0, (OWN_PID,)),
         "prctl": RefusedFor(0, (PR_SET_PDEATHSIG, PR_SET_SECCOMP))}         # thousands of filters are memory, too

INSTRUCTION = struct.Struct("=HBBI")              # operation, jump if true, jump if false, constant
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, ERROR = 0x7FFF0000, 0x00050000
CALL, MACHINE, ARGUMENTS = 0, 4, 16               # offsets in what the filter looks at; arguments are 8 bytes each


def this_machine() -> str | None:
    """The name in MACHINES of what this process runs on, None if the table has no column for it."""
    name = os.uname().machine
    return name if name in MACHINES and sys.maxsize > 2**32 and sys.byteorder == "little" else None


def program(policy: dict, machine: str) -> list[tuple[int, int, int, int]]:
    """The policy as instructions for one of MACHINES: calls are found by halving, so each costs a few comparisons."""
    column, audit_name = MACHINES[machine]
    wanted = {NUMBERS[name][column]: rule for name, rule in policy.items() if NUMBERS[name][column] is not None}
    spans = [(0, None)]                            # (first call, rule), each up to the next
    for number in range(NEWEST + 1):
        if wanted.get(number) != spans[-1][1]:
            spans.append((number, wanted.get(number)))
    spans += [(NEWEST + 1, Refused(errno.ENOSYS)), (X32, Refused(errno.EPERM))]
    return [(LOAD, 0, 0, MACHINE), (EQUAL, 1, 0, audit_name), (RETURN, 0, 0, ERROR | errno.EPERM),
            (LOAD, 0, 0, CALL), *_search(spans)]


def _search(spans: list) -> list:
    if len(spans) == 1:
        return _answer(spans[0][1])
    half = len(spans) // 2
    below, above = _search(spans[:half]), _search(spans[half:])
    if len(below) > 255:
        raise ValueError(f"a jump over {len(below)} instructions; at most 255")
    return [(AT_LEAST, len(below), 0, spans[half][0]), *below, *above]


def _answer(rule) -> list:
    """The end of the search: what a rule makes of the arguments."""
    allow, refuse = (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, ERROR | errno.EPERM)
    if rule is None:
        return [allow]
    if isinstance(rule, Refused):
        return [(RETURN, 0, 0, ERROR | rule.error)]
    low = ARGUMENTS + 8 * rule.argument
    if isinstance(rule, RefusedBits):
        return [(LOAD, 0, 0, low), (ANY_BIT, 0, 1, rule.mask), refuse, allow]
    hit, miss = (allow, refuse) if isinstance(rule, RefusedBut) else (refuse, allow)
    return [(LOAD, 0, 0, low), *[part for value in rule.values for part in ((EQUAL, 0, 1, value), hit)], miss]


# A function whose arguments have no declared types and that keeps no errno: the first such call after a fork touches a
# third of the pages. Integers go as C ints, bytes as the address of their first.
bare_prctl = ctypes.CDLL(None).prctl
MODE_FILTER = 2


class Filter:
    """A policy ready to be installed by this process or by what it forks. Raises OSError on an unknown machine."""

    def __init__(self, policy: dict):
        machine = this_machine()
        if machine is None:
            raise OSError(errno.ENOSYS, f"no table of system calls for {os.uname().machine}")
        instructions = program(policy, machine)
        self._data = bytearray().join(INSTRUCTION.pack(*instruction) for instruction in instructions)
        self._pids = [slice(at * 8 + 4, at * 8 + 8) for at, (*_, value) in enumerate(instructions) if value == OWN_PID]
        self._pinned = (ctypes.c_char * len(self._data)).from_buffer(self._data)
        self._header = struct.pack("@HP", len(instructions), ctypes.addressof(self._pinned))

    def installer(self) -> Callable[[int], None]:
        """A function that installs it for the process itself, whose pid it takes, and all that it will fork, for good.

        Needs no_new_privs or root. Raises OSError.
        """
        data, places, header, pinned, call = self._data, self._pids, self._header, self._pinned, bare_prctl

        def install(pid: int) -> None:
            number = pid.to_bytes(4, "little")
            for place in places:
                data[place] = number
            if call(PR_SET_SECCOMP, MODE_FILTER, header, 0, 0) != 0:
                raise OSError(f"the filter of {len(pinned)} bytes was not installed")

        return install
