"""The child's confinement, layer by layer: what a forked child gives up before it runs a program.

Promises: every layer is tried, a layer that this machine lacks is skipped and named by `confine`'s answer, never
silently assumed. The deadline is not here: it is a SIGKILL from outside, because nothing inside a process can be
trusted to end it. Leaves out, as yet: a filter of system calls and a view of the file system (each is one more entry
of LAYERS).
"""
import ctypes
import os
import resource
from collections import namedtuple

NOBODY = 65534
OPEN_FILES = 32
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 8, 36, 38
SIGKILL = 9
CAP_DAC_READ_SEARCH = 2
CAPABILITY_VERSION = 0x20080522            # the third: two words of 32 bits per set

Settings = namedtuple("Settings", "zygote_pid address_bytes cpu_s reads_as_root")
"""What the layers need: the zygote's pid, the child's whole address space in bytes, its CPU time in whole seconds, and
whether it must go on reading as root does, because its libraries are out of everyone else's reach."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
_libc.prctl.restype = ctypes.c_int
_capability_header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
_no_capabilities = (ctypes.c_uint32 * 6)()           # effective, permitted, inheritable; and again for the high words
_only_reading = (ctypes.c_uint32 * 6)(*[1 << CAP_DAC_READ_SEARCH] * 2)


def prctl(option: int, value: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _first_to_go(settings):
    """If the machine runs out of memory, the kernel takes the child before anything of ours."""
    file = os.open("/proc/self/oom_score_adj", os.O_WRONLY)
    os.write(file, b"1000")
    os.close(file)


def _limits(settings):
    limit = resource.setrlimit
    limit(resource.RLIMIT_CPU, (settings.cpu_s, settings.cpu_s + 1))
    limit(resource.RLIMIT_FSIZE, (0, 0))
    limit(resource.RLIMIT_CORE, (0, 0))
    limit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    limit(resource.RLIMIT_AS, (settings.address_bytes, settings.address_bytes))


def _no_processes(settings):
    """No fork and no thread. Binds every user but root, which is why the uid changes too."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _nobody(settings):
    """An ordinary user stays who he is."""
    if os.geteuid() != 0:
        return
    if settings.reads_as_root:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _no_capabilities_left(settings):
    """Whoever it is now, nothing of root's powers stays, but for reading where the libraries need it."""
    if _libc.capset(_capability_header, _only_reading if settings.reads_as_root else _no_capabilities) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _no_new_privileges(settings):
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def _untraceable(settings):
    """Programs that run at the same time under one uid cannot read or trace each other."""
    prctl(PR_SET_DUMPABLE, 0)


def _dies_with_zygote(settings):
    """Set after the uid has changed, which would undo it; the zygote may have died just before."""
    prctl(PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != settings.zygote_pid:
        os._exit(1)


LAYERS = {"oom_score": _first_to_go, "rlimits": _limits, "nproc": _no_processes, "uid": _nobody,
          "capabilities": _no_capabilities_left, "no_new_privs": _no_new_privileges, "undumpable": _untraceable,
          "pdeathsig": _dies_with_zygote}


def confine(settings: Settings, layers) -> dict[str, bool]:
    """Give up what the named layers take, for good. Returns which of them hold."""
    held = {}
    for name in layers:
        try:
            LAYERS[name](settings)
            held[name] = True
        except (OSError, ValueError):
            held[name] = False
    return held


def must_read_as_root(folders: set[str]) -> bool:
    """Whether this process is root and one of these folders of libraries would be out of reach after leaving root.

    An interpreter under /root is one: without its library, honest programs would fail to import.
    """
    if os.geteuid() != 0:
        return False
    for folder in folders:
        path, needed = os.path.realpath(folder), 0o005
        while True:
            if os.stat(path).st_mode & needed != needed:
                return True
            if path == "/":
                break
            path, needed = os.path.dirname(path), 0o001
    return False
