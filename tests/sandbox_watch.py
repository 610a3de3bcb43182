"""What the sandbox's tests and benches watch it by: its processes, what a program may leave behind, what is right.

Promises: only looks, and never at what belongs to another supervisor. A hostile program names whatever it makes
`hostile...`, so that its traces are told from those of the rest of the machine.
"""
import os
import re
import sys
import time
import types
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kernel.sandbox import Limits, Run

HERE = Path(__file__).parent
HOSTILE = sorted((HERE / "hostile").glob("*.py"))
HONEST = sorted((HERE / "honest").glob("*.py"))
MARKER = "the-expected-output"           # what the supervisor knows and no program may find
GRID = [[1, 2], [3, 4]]
IDENTITY = "def transform(grid):\n    return grid\n"
TRANSPOSE = "def transform(grid):\n    return np.array(grid).T\n"
LIMITS = Limits(wall_s=1.5, memory_mb=256)
FOUND = [[9]]                            # what a hostile program returns that got what no program may have
NOBODY = 65534
WRITABLE = ("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue")


@dataclass(frozen=True)
class Hostile:
    """A file of tests/hostile: its program, the outcomes that are right, the layers of which it needs one (or none).

    `root` among the needs means that the supervisor is root, so that a child is of another user than it.
    """

    name: str
    program: str
    expected: frozenset[str]
    needs: frozenset[str]

    def applies(self, layers: dict[str, bool]) -> bool:
        """Whether a sandbox with these layers has promised to hold it."""
        held = {name for name, holds in layers.items() if holds} | ({"root"} if os.geteuid() == 0 else set())
        return not self.needs or bool(self.needs & held)

    def wrong(self, run: Run, given: list) -> str:
        """What is wrong with its run on these inputs: nothing, or a sentence."""
        if run.outcome.name not in self.expected:
            return f"{self.name}: {run.outcome.name}, expected {' or '.join(sorted(self.expected))}: {run.message}"
        for output, grid in zip(run.outputs, given, strict=True):
            if output.grid is not None and output.grid != grid:
                return f"{self.name}: returned {output.grid}" + (", it got through" if output.grid == FOUND else "")
        return ""


def hostile(path: Path) -> Hostile:
    """Read a file of tests/hostile."""
    program = path.read_text()
    docstring = program.split('"""')[1]
    expected = re.search(r"^Expected: (.+)$", docstring, re.MULTILINE)[1].split(" or ")
    needs = re.search(r"^Needs: (.+)$", docstring, re.MULTILINE)
    return Hostile(path.stem, program, frozenset(expected), frozenset(needs[1].split(" or ") if needs else ()))


def answer(program: str, grid: list[list[int]]) -> list[list[int]]:
    """What an honest program makes of a grid, in this process and without isolation."""
    return function_of(program)(grid)


def function_of(program: str) -> Callable:
    """A function grid -> plain grid, from the source of an honest program, in this process and without isolation."""
    module = types.ModuleType("program")
    sys.modules["program"] = module                  # dataclasses look their module up there
    exec(compile(program, "<program>", "exec", dont_inherit=True), module.__dict__)

    def call(grid):
        rows = module.transform([row[:] for row in grid])
        return [[int(cell) for cell in row] for row in rows]

    return call


# Processes

def processes_of(supervisor: int) -> list[tuple[int, int]]:
    """(pid, parent) of every living zygote of a supervisor and of all that was forked from one: one command line."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and f"\0supervisor={supervisor}\0".encode() in (folder / "cmdline").read_bytes():
                found.append((int(folder.name), int((folder / "stat").read_text().rpartition(")")[2].split()[1])))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass
    return found


def zygotes() -> list[int]:
    """The living zygotes of this process."""
    return [pid for pid, parent in processes_of(os.getpid()) if parent == os.getpid()]


def running_programs() -> list[tuple[int, int]]:
    """(pid, zygote) of every program that runs: a child of a living zygote that leads a session of its own."""
    processes = processes_of(os.getpid())
    ours = {pid for pid, parent in processes if parent == os.getpid()}
    return [(pid, parent) for pid, parent in processes if parent in ours and leads_session(pid)]


def survivors() -> list[int]:
    """What still lives of programs that are over: children of the zygotes whatever they have become, and strays."""
    living = processes_of(os.getpid())
    ours = {pid for pid, parent in living if parent == os.getpid()}
    found = {pid for pid, _ in living} - ours
    for zygote in ours:
        try:
            found.update(map(int, Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()))
        except (FileNotFoundError, ProcessLookupError):
            pass
    return sorted(found)


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    """Whether the condition comes true within the time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return bool(condition())


def is_dead(pid: int) -> bool:
    """Whether the process has ended, reaped or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def leads_session(pid: int) -> bool:
    """Whether the process has made a session of its own."""
    try:
        return os.getsid(pid) == pid
    except ProcessLookupError:
        return False


# What may be left behind

def left_files() -> set[str]:
    """Files where anyone may write, and in this folder, that are a program's: by their name, or by an owner nobody."""
    found = set()
    for folder in (*WRITABLE, os.getcwd()):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    try:
                        if entry.name.startswith("hostile-") or entry.stat(follow_symlinks=False).st_uid == NOBODY:
                            found.add(entry.path)
                    except FileNotFoundError:
                        pass
        except OSError:
            pass
    return found


def kernel_objects() -> list[str]:
    """System V shared memory, queues and semaphores that exist, of everyone; a line each without what changes."""
    found = []
    for kind in ("shm", "msg", "sem"):
        try:
            lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
        except OSError:
            lines = []
        found += [f"{kind} {' '.join(line.split()[:2])}" for line in lines]
    return found


def descriptors() -> int:
    """Open descriptors of this process."""
    return len(os.listdir("/proc/self/fd"))


def memory_mb() -> tuple[float, float]:
    """Resident memory of this process: now, and its peak so far, in MB."""
    status = Path("/proc/self/status").read_text()
    return tuple(int(re.search(rf"^{word}:\s+(\d+)", status, re.MULTILINE)[1]) / 1024 for word in ("VmRSS", "VmHWM"))
