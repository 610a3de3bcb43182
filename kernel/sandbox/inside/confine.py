"""The child's confinement, layer by layer: what a forked child gives up before it runs a program.

Promises: every layer is tried, a layer that this machine lacks is skipped and named by `confine`'s answer, never silently
assumed. The deadline is not here: it is a SIGKILL from outside, because nothing inside a process can be trusted to end it.
Leaves out, as yet: a filter of system calls and a view of the file system (each is one more entry of LAYERS).
"""
import ctypes
import os
import resource
from collections import namedtuple

NOBODY = 65534
OPEN_FILES = 32
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 4, 36, 38
SIGKILL = 9

Settings = namedtuple("Settings", "zygote_pid address_bytes cpu_s change_uid")
"""What the layers need: the zygote's pid, the child's whole address space, its CPU time, whether to leave root."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
_libc.prctl.restype = ctypes.c_int


def prctl(option: int, value: int) -> None:
    """prctl(2) with one argument. Raises OSError."""
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


def _first_to_go(settings):
    """If the machine runs out of memory, the kernel takes the child before anything of ours."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


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
    if not settings.change_uid:
        raise OSError("not root, or the interpreter's library is out of nobody's reach")
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


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
          "no_new_privs": _no_new_privileges, "undumpable": _untraceable, "pdeathsig": _dies_with_zygote}


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


def may_become_nobody(folders: set[str]) -> bool:
    """Whether this process is root and these folders of libraries stay readable after leaving root.

    An interpreter under /root would lose its library otherwise, and honest programs would fail to import.
    """
    if os.geteuid() != 0:
        return False
    for folder in folders:
        path, needed = os.path.realpath(folder), 0o005
        while True:
            if os.stat(path).st_mode & needed != needed:
                return False
            if path == "/":
                break
            path, needed = os.path.dirname(path), 0o001
    return True
