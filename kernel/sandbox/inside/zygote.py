"""The zygote: a small, single-threaded process with its libraries loaded, that forks one child per program.

Run as a script: `python -s -S -B zygote.py NAME=VALUE ...`, as `kernel.sandbox.zygotes.Zygote` starts it. Kinds: `bare`
loads the standard names, `numpy` numpy, `scipy` also numpy.random and scipy.ndimage. A fork's price is the memory
mapped, by pieces more than by bytes, so that this process imports as little as it can: a module written in C is five
mappings, about ten microseconds on every fork.

Promises: at most one child at a time; at the deadline it is killed; a child that has ended is reaped with all of its
process group and all that it orphaned; when the supervisor goes away, however it does, so do the child and the zygote.
Leaves out: results, which the child leaves in memory for the supervisor.
"""
import ctypes
import gc
import importlib.util
import marshal
import os
import random
import sys
import time
from collections.abc import Callable
from _signal import (
    SIG_BLOCK, SIG_DFL, SIG_SETMASK, SIGCHLD, SIGKILL, SIGTERM, pthread_sigmask, signal, sigtimedwait,
)

import child
import confine
import holes
import packages
import wire

CONTROL_FD, ORDERS_FD, RESULTS_FD, READY_FD, BEGUN_FD = 3, 4, 5, 6, 7      # the last two are the ends of a pipe
AWAITED = (SIGCHLD, SIGTERM)       # the child has ended; the supervisor wants us to

LIBRARIES = {"bare": (), "numpy": ("numpy", "numpy.linalg", "numpy.ma"),
             "scipy": ("numpy", "numpy.linalg", "numpy.ma", "numpy.random", "scipy.ndimage")}
STANDARD = ("math", "copy", "random", "re", "itertools", "functools", "collections", "operator", "heapq", "typing")
FROM_STANDARD = {
    "collections": ("Counter", "OrderedDict", "defaultdict", "deque", "namedtuple"), "copy": ("deepcopy",),
    "functools": ("lru_cache", "partial", "reduce"),
    "itertools": ("combinations", "groupby", "permutations", "product"),
    "typing": ("Any", "Callable", "Dict", "Iterable", "List", "Optional", "Sequence", "Set", "Tuple", "Union"),
}

# libc's own fork: os.fork would also run Python's handlers for threads and seeds, of which this process has need of
# none, and they touch a hundred pages that the child would have to copy.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
_libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
PROT_READ_WRITE, MAP_SHARED, MADV_DONTFORK = 3, 1, 10
PAGE = os.sysconf("SC_PAGE_SIZE")


class Gone(Exception):
    """The supervisor is gone, or wants us gone."""


def names(kind: str) -> dict:
    """Import what `kind` loads and is installed; returns the names that every program of this kind starts with."""
    found = {name: importlib.import_module(name) for name in STANDARD}
    for module, words in FROM_STANDARD.items():
        found.update({word: getattr(found[module], word) for word in words})
    for name in LIBRARIES[kind]:
        if importlib.util.find_spec(top := name.split(".")[0]) is not None:     # else programs find that it is absent
            importlib.import_module(name)
            found[top] = sys.modules[top]
    if "numpy" in found:
        found["np"] = found["numpy"]
        if "numpy.random" in LIBRARIES[kind]:
            found["numpy"].random.seed(0)
    return found


class Zygote:
    """The loop between the supervisor's orders and one child at a time."""

    def __init__(self, known: dict, wall_s: float, memory: "Memory"):
        self.module = child.program_module(known)
        self.results = child.Results(memory.results)
        self.wall_s = wall_s
        self.memory = memory
        self.confine_child: Callable[[], None] | None = None           # made once it is known what holds
        self.cpus = os.sched_getaffinity(0)
        self.fillers: list = []        # what fills the holes of the heap
        # Opened before the file system goes out of reach. Older kernels may not have it.
        self.children = _open(f"/proc/self/task/{os.getpid()}/children")

    def serve(self) -> None:
        """Obey until the supervisor is gone."""
        try:
            while order := os.read(CONTROL_FD, wire.ORDER_BYTES):
                self._run(wire.number_at(order, 0))
        except (Gone, OSError):
            pass

    def _run(self, length: int) -> None:
        """Fork a child for the job of this length, wait for its end or end it, tell of it. Raises Gone, OSError."""
        began = time.monotonic()
        self._stay()
        pid = _libc.fork()
        if pid == 0:
            self._be_child(length)
        if pid < 0:
            say(f"error fork: {os.strerror(ctypes.get_errno())}")
            return
        self.memory.note(pid)
        status, late = self._wait(pid, began + self.wall_s)
        seconds = time.monotonic() - began
        self._roam()
        self._end_rest(pid)
        self.memory.note(0)
        say(f"ended {status} {late:d} {seconds:.6f} {self._has_begun():d}")

    def _stay(self) -> None:
        """A fork goes to whichever core is idle, away from the caches that hold the memory that it shares with us. It
        begins here instead, and may move when it has begun."""
        try:
            os.sched_setaffinity(0, (_libc.sched_getcpu(),))
        except (OSError, ValueError):          # only a matter of speed
            pass

    def _roam(self) -> None:
        try:
            os.sched_setaffinity(0, self.cpus)
        except OSError:
            pass

    def _has_begun(self) -> bool:
        """Whether the child that has ended came as far as its program."""
        try:
            return os.read(READY_FD, 1) == b"!"
        except BlockingIOError:
            return False

    def _wait(self, pid: int, deadline: float) -> tuple[int, bool]:
        """The child's wait status once it is dead, and whether the deadline is why. Raises Gone."""
        gone = False
        while not gone and (left_s := deadline - time.monotonic()) > 0:
            heard = sigtimedwait(AWAITED, left_s)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return status, False
            gone = heard is not None and heard.si_signo == SIGTERM
        os.kill(pid, SIGKILL)
        _, status = os.waitpid(pid, 0)
        if gone:
            self._end_rest(pid)
            raise Gone
        return status, True

    def _be_child(self, length: int) -> None:
        """In the child: take the job, confine, run, end. Never returns."""
        status = 1
        try:
            self._roam()
            os.setsid()
            pthread_sigmask(SIG_SETMASK, ())
            program, inputs = marshal.loads(os.pread(ORDERS_FD, length, PAGE))
            self.confine_child()
            os.write(BEGUN_FD, b"!")                  # from here on, nothing but the program can go wrong
            os.closerange(CONTROL_FD, confine.OPEN_FILES)
            child.run_job(program, inputs, self.module, self.results)
            status = 0
        except MemoryError:
            status = wire.MEMORY_STATUS
        finally:
            os._exit(status)

    def _end_rest(self, pid: int) -> None:
        """Kill and reap whatever the dead child left: the rest of its group, and what moved to other groups, which is
        ours because we are the subreaper. There is nothing where forking is refused, as it is by two layers."""
        try:
            os.killpg(pid, SIGKILL)
        except OSError:
            pass
        try:
            while True:
                reaped, _ = os.waitpid(-1, os.WNOHANG)
                if reaped == 0:
                    for word in os.pread(self.children, 1 << 16, 0).split():
                        os.kill(int(word), SIGKILL)
        except OSError:
            pass


class Memory:
    """What this process shares with the supervisor, as `wire` has it. Its children have the results too, but not the
    notes, so that no program can write there. Raises OSError."""

    def __init__(self, result_bytes: int):
        results = (ctypes.c_ubyte * result_bytes).from_address(_map(RESULTS_FD, result_bytes))
        self.results = memoryview(results).cast("B")
        self._notes = _map(ORDERS_FD, PAGE)
        if _libc.madvise(self._notes, PAGE, MADV_DONTFORK) != 0:
            raise OSError(ctypes.get_errno(), "madvise")

    def note(self, pid: int) -> None:
        """Leave word of the child that runs; 0 for none."""
        ctypes.memmove(self._notes, wire.number(pid), 4)


def _map(descriptor: int, size: int) -> int:
    """The address of the beginning of a piece of shared memory. Raises OSError."""
    address = _libc.mmap(None, size, PROT_READ_WRITE, MAP_SHARED, descriptor, 0)
    if address in (None, ctypes.c_void_p(-1).value):
        raise OSError(ctypes.get_errno(), "mmap")
    return address


def _open(path: str) -> int:
    """A descriptor for reading, -1 if there is no such file."""
    try:
        return os.open(path, os.O_RDONLY)
    except OSError:
        return -1


def say(words: str) -> None:
    """Reply to the supervisor. Raises OSError if it is gone."""
    os.write(CONTROL_FD, words.encode("utf-8", "replace"))


def take_descriptors(numbers: str) -> None:
    """Bring what the supervisor handed over to the places where we expect it: low, so that a child need not close
    thousands of descriptors that may be."""
    places = (CONTROL_FD, ORDERS_FD, RESULTS_FD)
    given = [int(number) for number in numbers.split(",")]
    # Where neither those nor these are, and no limit of open files is in the way.
    aside = [number for number in range(RESULTS_FD + 1, 3 * len(places) + RESULTS_FD) if number not in given]
    for number, free in zip(given, aside):
        os.dup2(number, free, inheritable=False)
    for place, free in zip(places, aside):
        os.dup2(free, place, inheritable=False)
    os.closerange(RESULTS_FD + 1, max(*given, *aside) + 1)
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    if (reading, writing) != (READY_FD, BEGUN_FD):
        raise OSError(f"a pipe at {reading} and {writing}")


def prepare(order: dict[str, str]) -> tuple[Zygote, list[str]]:
    """Load, freeze, settle; the zygote, and in words which layers hold and which packages are absent. Raises Gone."""
    confine.prctl(confine.PR_SET_CHILD_SUBREAPER, 1)
    signal(SIGCHLD, SIG_DFL)             # a supervisor may ignore it; we would, too, and never hear how a child ended
    pthread_sigmask(SIG_BLOCK, AWAITED)
    kind = order["kind"]
    installed = packages.Finder(order["path"].split(os.pathsep))
    sys.meta_path.append(installed)
    known = names(kind)
    random.seed(0)
    zygote = Zygote(known, float(order["wall_s"]), Memory(int(order["result_bytes"])))
    zygote.fillers = holes.fill()
    with open("/proc/self/statm") as file:
        size = int(file.read().split()[0]) * PAGE
    folders = {os.path.dirname(os.__file__), *filter(None, map(installed.folder_of, ("numpy", "scipy")))}
    absent = {name.split(".")[0] for name in LIBRARIES[kind]} - known.keys()
    settings = confine.Settings(os.getpid(), size + int(order["memory_mb"]) * 2**20, int(order["cpu_s"]),
                                confine.must_read_as_root(folders), installed.readable())
    held = confine.settle(settings)
    die_with(int(order["supervisor"]))                   # again: a change of uid undoes it
    own = confine.prove(settings)
    zygote.confine_child = confine.prepare(settings, [name for name, holds in own.items() if holds])
    gc.collect()
    gc.freeze()
    return zygote, [f"{name}={holds:d}" for name, holds in (held | own).items()] + [f"absent={name}" for name in absent]


def die_with(supervisor: int) -> None:
    """Have the kernel end us when the supervisor ends. Raises Gone if it has already."""
    confine.prctl(confine.PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != supervisor:
        raise Gone


def main() -> None:
    """Load, freeze, settle, report, serve."""
    order = dict(word.split("=", 1) for word in sys.argv[1:])
    del sys.argv[1:]                          # no program's business
    del sys.path[0]                           # the folder of this script: what is left is the standard library's
    take_descriptors(order["descriptors"])
    try:
        die_with(int(order["supervisor"]))
        zygote, words = prepare(order)
        say(" ".join(["ready", *words]))
    except Gone:
        return
    except Exception as error:                # the boundary of this process: the supervisor says what was wrong
        say(f"error {type(error).__name__}: {error}")
        return
    zygote.serve()


if __name__ == "__main__":
    main()
