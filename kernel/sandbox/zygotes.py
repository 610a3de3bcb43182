"""The supervisor's end of a zygote: start it, have it run a job, hear how that ended.

Promises: whatever a program does, its job ends by its deadline with an outcome per input; a zygote that dies or falls
silent is noticed, and nothing that it ran goes on. Leaves out: threads, queues and second tries (`worker`, `pool`), and
the judging of results (`results`).
"""
import logging
import math
import mmap
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Hashable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kernel.sandbox.inside import wire
from kernel.sandbox.outcomes import Limits

log = logging.getLogger(__name__)
_said: set[tuple[str, ...]] = set()       # what was logged, once in a process

JOB = mmap.PAGESIZE        # where in the memory for orders the job begins
SILENCE_S = 60.0           # a zygote that owes a word for this long is taken for dead
# Nothing of our own environment: tokens stay out of programs' reach. Symbols are bound once, not in every child.
ENVIRONMENT = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
               "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/", "LD_BIND_NOW": "1"}
IMPORTS = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)", re.MULTILINE)
NUMPY = re.compile(r"\b(?:np|numpy)\b")
SCIPY = re.compile(r"scipy|ndimage|sklearn|skimage|pandas|networkx")
RANDOM = re.compile(r"\brandom\b|default_rng")           # numpy's is loaded, and seeded, where scipy is


class ZygoteDied(Exception):
    """Our own failure: the zygote could not start, died, or fell silent. The message says which."""


class NotTaken(ZygoteDied):
    """The zygote was dead before it could take the job: another one may, and it costs the job nothing."""


@dataclass(frozen=True, slots=True)
class Job:
    """A program to run: the caller's name for it, the kind of zygote it wants, the wire's body, how many inputs."""

    key: Hashable
    kind: str
    body: bytes
    inputs: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: its process' wait status, whether its deadline was the reason, seconds of wall clock, and a copy
    of what lay in the results' memory."""

    status: int
    late: bool
    seconds: float
    results: bytes


def kind_of(program: str) -> str:
    """The lightest zygote that has what the source may want: `scipy`, `numpy`, or `bare` for the standard library."""
    uses_numpy = NUMPY.search(program) is not None
    if SCIPY.search(program) or uses_numpy and RANDOM.search(program):
        return "scipy"
    if uses_numpy:
        return "numpy"
    modules = {name.split(".")[0].strip() for names in IMPORTS.findall(program) for name in names.split(",")}
    return "bare" if modules <= sys.stdlib_module_names else "numpy"


class Zygote:
    """The supervisor's end of one zygote process (`inside/zygote.py`)."""

    def __init__(self, kind: str, limits: Limits):
        """Start it; it is of use after `wait_ready`. Raises OSError."""
        self.kind = kind
        self.limits = limits
        self.layers: dict[str, bool] | None = None     # which layers of confinement hold, once it is ready
        self._opened = ExitStack()                     # what is to be closed at the end
        try:
            self._start()
        except BaseException:
            self._opened.close()
            raise

    def _start(self) -> None:
        result_bytes = -(-self.limits.result_kb * 1024 // mmap.PAGESIZE) * mmap.PAGESIZE
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._opened.enter_context(self.control)
        with theirs:
            self._orders, self._results = (self._shared_memory(size) for size in (JOB, result_bytes))
            self._shared = self._opened.enter_context(mmap.mmap(self._results, result_bytes))
            given = [theirs.fileno(), self._orders, self._results]
            self.words = {
                "supervisor": os.getpid(), "kind": self.kind, "memory_mb": self.limits.memory_mb,
                "wall_s": self.limits.wall_s, "cpu_s": math.ceil(self.limits.wall_s) + 2, "result_bytes": result_bytes,
                "descriptors": ",".join(map(str, given)),
                "path": os.pathsep.join(folder for folder in sys.path if os.path.isabs(folder))}
            script = str(Path(wire.__file__).with_name("zygote.py"))
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-S", "-B", script, *(f"{name}={value}" for name, value in self.words.items())],
                pass_fds=given, env=ENVIRONMENT, cwd="/", stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def _shared_memory(self, size: int) -> int:
        """A descriptor of memory without a name. Raises OSError."""
        descriptor = _memory()
        self._opened.callback(os.close, descriptor)
        os.ftruncate(descriptor, size)
        return descriptor

    def wait_ready(self) -> None:
        """Wait until its libraries are loaded. Raises ZygoteDied."""
        words = [word.partition("=") for word in self._hear("ready", SILENCE_S)]
        self.layers = {name: held == "1" for name, _, held in words if name != "absent"}
        for kind, found in (("layers of confinement", [name for name, held in self.layers.items() if not held]),
                            ("packages", [value for name, _, value in words if name == "absent"])):
            if found and (kind, *found) not in _said:
                _said.add((kind, *found))
                log.warning("%s that this machine lacks: %s", kind, ", ".join(found))

    def begin(self, job: Job) -> None:
        """Have it run the job. Raises NotTaken."""
        try:
            os.pwrite(self._orders, job.body, JOB)
            self.control.send(wire.number(len(job.body)))
        except OSError as error:
            raise NotTaken(f"could not be told: {error}") from None

    def wait(self) -> Ended:
        """Wait until the job that it began has ended. Raises ZygoteDied."""
        words = self._hear("ended", self.limits.wall_s + SILENCE_S)
        if words[3] != "1":
            raise ZygoteDied(f"its child was lost before the program began (status {words[0]})")
        used = wire.number_at(self._shared, 4)
        results = self._shared[:wire.HEADER_BYTES + used]           # a copy, cut at the memory's end
        self._clear()
        return Ended(int(words[0]), words[1] == "1", float(words[2]), results)

    def _clear(self) -> None:
        """Leave the next program nothing of what this one left, told or hidden. Most touch the first page alone."""
        self._shared[:mmap.PAGESIZE] = bytes(mmap.PAGESIZE)
        if os.fstat(self._results).st_blocks * 512 > mmap.PAGESIZE:
            try:
                self._shared.madvise(mmap.MADV_REMOVE, mmap.PAGESIZE)
            except (OSError, ValueError):              # not every kernel can, nor has the memory always more pages
                self._shared[:] = bytes(len(self._shared))

    def hang_up(self) -> None:
        """Have it end its child and itself, without waiting. The one call that any thread may make at any time."""
        try:
            self.control.shutdown(socket.SHUT_RDWR)
            self.process.terminate()
        except OSError:
            pass

    def close(self) -> None:
        """Have it end its child and itself, and wait for that; kill it if it does not, and what it ran."""
        self.hang_up()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._kill_orphan()
        self._opened.close()

    def _hear(self, word: str, patience_s: float) -> list[str]:
        """What follows `word`, which must begin the next message. Raises ZygoteDied."""
        try:
            self.control.settimeout(patience_s)
            message = self.control.recv(4096).decode("utf-8", "replace")
        except OSError as error:
            raise ZygoteDied(f"could not be heard: {error}") from None
        if not message:
            try:
                raise ZygoteDied(f"it is gone, with status {self.process.wait(1)}")
            except subprocess.TimeoutExpired:
                raise ZygoteDied("it is gone") from None
        first, *rest = message.split(" ")
        if first != word:
            raise ZygoteDied(message)
        return rest

    def _kill_orphan(self) -> None:
        """After the zygote's death: its child dies with it, unless the program undid that. It is known by the command
        line, which it shares with its zygote and nobody else."""
        pid = wire.number_at(os.pread(self._orders, 4, 0), 0)
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if pid > 1 else []
            if f"descriptors={self.words['descriptors']}".encode() in words and \
                    f"supervisor={self.words['supervisor']}".encode() in words:
                os.kill(pid, signal.SIGKILL)
        except OSError:
            pass


def _memory() -> int:
    """A descriptor of new memory without a name. Some Pythons are built without memfd_create."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("sandbox")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
