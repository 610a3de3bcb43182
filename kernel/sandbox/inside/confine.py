"""The confinement, layer by layer: what a zygote gives up once, and a forked child before it runs a program.

What a child may inherit is taken from the zygote, because a fork repeats it at no cost: `settle`, the last thing before
it serves. What the zygote itself needs is taken from each child, the last thing before the program, by the function
that `prepare` makes.

Promises: every layer is tried on this machine and then put to the proof, an attempt at what it forbids or a question to
the kernel; a layer that does not hold is named by what `settle` and `prove` return, never silently assumed, and the
others go on without it. The deadline is not here: it is a SIGKILL from outside, because nothing inside a process can be
trusted to end it.

Leaves out: what the kernel itself needs for a program's memory. One that lays each page far from all others makes the
kernel keep two pages of tables for it, so that the limit of address space bounds a third of what it takes.
"""
import ctypes
import errno
import json
import os
import resource
from collections import namedtuple
from collections.abc import Callable
from functools import partial

import landlock
import seccomp

NOBODY = 65534
OPEN_FILES = 32
PR_SET_PDEATHSIG = seccomp.PR_SET_PDEATHSIG
PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_DUMPABLE, PR_SET_KEEPCAPS = 2, 3, 4, 8
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS = 36, 38, 39
SIGKILL = 9
CAP_DAC_READ_SEARCH = 2
CAPABILITY_VERSION = 0x20080522            # the third: two words of 32 bits per set

Settings = namedtuple("Settings", "zygote_pid address_bytes cpu_s reads_as_root readable")
"""What the layers need: the zygote's pid, the child's whole address space in bytes, its CPU time in whole seconds,
whether it must go on reading as root does because its libraries are out of everyone else's reach, and the paths that
may be read."""

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
_libc.prctl.restype = ctypes.c_int
_capability_header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
_no_capabilities = (ctypes.c_uint32 * 6)()           # effective, permitted, inheritable; and again for the high words
_only_reading = (ctypes.c_uint32 * 6)(*[1 << CAP_DAC_READ_SEARCH] * 2)


def prctl(option: int, value: int, other: int = 0) -> int:
    """prctl(2) with one or two arguments. Raises OSError."""
    result = _libc.prctl(option, value, other, 0, 0)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def _refused(error: int, attempt, *arguments) -> bool:
    """Whether an attempt fails with just this error."""
    try:
        attempt(*arguments)
    except OSError as raised:
        return raised.errno == error
    return False


# What the zygote gives up, and so its children have

def _first_to_go(settings):
    """If the machine runs out of memory, the kernel takes one of these before anything that cannot be started again."""
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")


def _goes_first(settings):
    with open("/proc/self/oom_score_adj") as file:
        return file.read().strip() == "1000"


# Pending signals are what timers are counted by, and those of all programs of one user together.
SAME_LIMITS = {resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: OPEN_FILES,
               resource.RLIMIT_SIGPENDING: 0}


def _limits(settings):
    for what, most in SAME_LIMITS.items():
        resource.setrlimit(what, (most, most))


def _limited(settings):
    return all(resource.getrlimit(what) == (most, most) for what, most in SAME_LIMITS.items())


def _no_new_privileges(settings):
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def _nothing_new(settings):
    return prctl(PR_GET_NO_NEW_PRIVS, 0) == 1


def _reads_libraries_only(settings):
    landlock.restrict(settings.readable)


def _reads_no_more(settings):
    return _refused(errno.EACCES, os.listdir, "/")


def _nobody(settings):
    """An ordinary user stays who he is."""
    if os.geteuid() != 0:
        return
    if settings.reads_as_root:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _is_not_root(settings):
    return 0 not in os.getresuid()


def _no_capabilities_left(settings):
    """Whoever it is now, nothing of root's powers stays, but for reading where the libraries need it."""
    if _libc.capset(_capability_header, _only_reading if settings.reads_as_root else _no_capabilities) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _has_none(settings):
    left = (ctypes.c_uint32 * 6)()
    wanted = _only_reading if settings.reads_as_root else _no_capabilities
    return _libc.capget(_capability_header, left) == 0 and list(left) == list(wanted)


def _untraceable(settings):
    """Programs that run at the same time under one uid cannot read or trace each other."""
    prctl(PR_SET_DUMPABLE, 0)


def _has_no_readers(settings):
    return prctl(PR_GET_DUMPABLE, 0) == 0


def _calls_of_a_zygote(settings):
    seccomp.Filter(seccomp.ZYGOTE).installer()(os.getpid())


def _cannot_write(settings):
    """Landlock would say EACCES."""
    return _refused(errno.EPERM, os.open, "/dev/null", os.O_WRONLY)


# What only a child gives up

def prepare(settings: Settings, layers) -> Callable[[], None]:
    """The function by which a child gives up the named layers of LAYERS, for good.

    It raises OSError or ValueError if one of them fails after all. Flat, and everything it needs made before the fork:
    what it costs is the memory that it is the first to touch in the child, and half of that went into calls and names.
    """
    setrlimit, prctl, pid, parent = resource.setrlimit, seccomp.bare_prctl, os.getpid, os.getppid
    zygote_pid = settings.zygote_pid
    limits = []
    if "budget" in layers:
        limits += [(resource.RLIMIT_CPU, (settings.cpu_s, settings.cpu_s + 1)),
                   (resource.RLIMIT_AS, (settings.address_bytes, settings.address_bytes))]
    if "nproc" in layers:                  # no fork and no thread; binds every user but root, which we are no longer
        limits.append((resource.RLIMIT_NPROC, (0, 0)))
    dies = "pdeathsig" in layers
    install = seccomp.Filter(seccomp.CHILD).installer() if "seccomp_child" in layers else None

    def confine() -> None:
        for what, most in limits:
            setrlimit(what, most)
        if dies:
            if prctl(PR_SET_PDEATHSIG, SIGKILL) != 0:
                raise OSError("no signal at the zygote's death")
            if parent() != zygote_pid:     # it died just before
                os._exit(1)
        if install is not None:            # last, because the others need what it refuses
            install(pid())

    return confine


def _budgeted(settings):
    return (resource.getrlimit(resource.RLIMIT_CPU) == (settings.cpu_s, settings.cpu_s + 1)
            and resource.getrlimit(resource.RLIMIT_AS) == (settings.address_bytes,) * 2)


def _fork():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _cannot_fork(settings):
    return _refused(errno.EAGAIN, _fork)


def _will_die(settings):
    signal = ctypes.c_int()
    prctl(PR_GET_PDEATHSIG, ctypes.addressof(signal))
    return signal.value == SIGKILL


def _cannot_signal(settings):
    """Nor fork, whatever the limit of processes says: that would be EAGAIN."""
    return _refused(errno.EPERM, os.kill, settings.zygote_pid, 0) and _refused(errno.EPERM, _fork)


Layer = namedtuple("Layer", "take holds")
ZYGOTE_LAYERS = {
    "oom_score": Layer(_first_to_go, _goes_first), "rlimits": Layer(_limits, _limited),
    "no_new_privs": Layer(_no_new_privileges, _nothing_new), "landlock": Layer(_reads_libraries_only, _reads_no_more),
    "uid": Layer(_nobody, _is_not_root), "capabilities": Layer(_no_capabilities_left, _has_none),
    "undumpable": Layer(_untraceable, _has_no_readers), "seccomp": Layer(_calls_of_a_zygote, _cannot_write)}
LAYERS = {"budget": _budgeted, "nproc": _cannot_fork, "pdeathsig": _will_die, "seccomp_child": _cannot_signal}


def settle(settings: Settings) -> dict[str, bool]:
    """Give up what a zygote does not need, for good. Returns which layers of its own hold."""
    held = {name: _holds(partial(layer.take, settings), layer.holds, settings) for name, layer in ZYGOTE_LAYERS.items()}
    if settings.reads_as_root and not held["landlock"]:          # then what is kept of root's powers reads everything
        held["capabilities"] = False
    return held


def prove(settings: Settings) -> dict[str, bool]:
    """Which of LAYERS hold, tried on a child that does nothing else, one after another. Raises OSError."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            held = {name: _holds(lambda name=name: prepare(settings, [name])(), holds, settings)
                    for name, holds in LAYERS.items()}
            os.write(writing, json.dumps(held).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        text = file.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def _holds(take, holds, settings: Settings) -> bool:
    try:
        take()
        return holds(settings)
    except (OSError, ValueError):
        return False


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
