"""The zygote: a small, single-threaded process with its libraries loaded, that forks one child per program.

Run as a script: `python -s -S -B zygote.py ORDER`, ORDER a JSON object as `kernel.sandbox.worker.Zygote` writes it.
Kinds: `bare` loads the standard names, `numpy` numpy too, `scipy` also scipy.ndimage: a fork's price is the memory
loaded.

Promises: at most one child at a time; a child that has been ended is dead and reaped with all of its process group and
all that it orphaned; when the supervisor goes away, however it does, so do the child and the zygote. Leaves out:
deadlines and results, which are the supervisor's.
"""
import array
import gc
import importlib
import json
import os
import random
import resource
import signal
import socket
import sys
from collections.abc import Callable

import child
import confine
import packages
import wire

CONTROL_FD = 4

LIBRARIES = {"bare": (), "numpy": ("numpy", "numpy.random", "numpy.linalg"),
             "scipy": ("numpy", "numpy.random", "numpy.linalg", "scipy.ndimage")}
STANDARD = ("math", "copy", "random", "re", "itertools", "functools", "collections", "operator", "heapq", "typing")
FROM_STANDARD = {
    "collections": ("Counter", "OrderedDict", "defaultdict", "deque", "namedtuple"), "copy": ("deepcopy",),
    "functools": ("lru_cache", "partial", "reduce"),
    "itertools": ("combinations", "groupby", "permutations", "product"),
    "typing": ("Any", "Callable", "Dict", "Iterable", "List", "Optional", "Sequence", "Set", "Tuple", "Union"),
}


def names(kind: str) -> dict:
    """Import what `kind` loads; returns the names that every program of this kind starts with."""
    found = {name: importlib.import_module(name) for name in STANDARD}
    for module, words in FROM_STANDARD.items():
        found.update({word: getattr(found[module], word) for word in words})
    for name in LIBRARIES[kind]:
        top = importlib.import_module(name.split(".")[0])
        importlib.import_module(name)
        found[top.__name__] = top
    if "numpy" in found:
        found["np"] = found["numpy"]
        found["numpy"].random.seed(0)
    return found


class Zygote:
    """The loop between the supervisor's socket and one child at a time."""

    def __init__(self, control: socket.socket, known: dict, confine_child: Callable[[], None]):
        self.control = control
        self.names = known
        self.confine_child = confine_child
        self.child = 0

    def serve(self) -> None:
        """Obey until the supervisor is gone."""
        try:
            while True:
                command, length, result = self._receive()
                if command == wire.RUN:
                    body = self._exactly(length)
                    self._start(body, result)
                else:
                    status = self._end()
                    if command == wire.STATUS:
                        self._say({"status": status})
        except EOFError:
            pass
        finally:
            self._end()

    def _receive(self) -> tuple[bytes, int, int | None]:
        """The next command, its length, and the descriptor that came along."""
        data, extra, _, _ = self.control.recvmsg(wire.HEADER.size, socket.CMSG_SPACE(4))
        if len(data) < wire.HEADER.size:
            data += self._exactly(wire.HEADER.size - len(data)) if data else b""
        if not data:
            raise EOFError
        result = array.array("i", extra[0][2])[0] if extra else None
        return *wire.HEADER.unpack(data), result

    def _exactly(self, length: int) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            part = self.control.recv(min(length - len(parts), 1 << 18))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def _say(self, message: dict) -> None:
        try:
            self.control.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            raise EOFError from None

    def _start(self, body: bytes, result: int) -> None:
        self._end()
        try:
            self.child = os.fork()
        except OSError as error:
            os.close(result)
            self._say({"error": f"fork: {error.strerror}"})
            return
        if self.child == 0:
            self._be_child(body, result)
        os.close(result)

    def _be_child(self, body: bytes, result: int) -> None:
        """In the child: confine, run, end. Never returns."""
        try:
            os.setsid()
            if result != child.RESULT_FD:
                os.dup2(result, child.RESULT_FD, inheritable=False)
            os.closerange(child.RESULT_FD + 1, confine.OPEN_FILES)
            self.confine_child()
            child.run_job(body[wire.NONCE_BYTES:], body[:wire.NONCE_BYTES], self.names)
            os._exit(0)
        except MemoryError:
            os._exit(wire.MEMORY_STATUS)
        finally:
            os._exit(1)

    def _end(self) -> int | None:
        """Kill what is left of the child and of all that it started; reap. Returns its wait status, None if none."""
        if not self.child:
            return None
        for kill in (os.killpg, os.kill):         # the group may not exist yet, the child does until it is reaped
            try:
                kill(self.child, signal.SIGKILL)
            except ProcessLookupError:
                pass
        _, status = os.waitpid(self.child, 0)
        self.child = 0
        self._end_orphans()
        return status

    def _end_orphans(self) -> None:
        """What the child started and moved to other groups is ours now, because we are the subreaper."""
        try:
            while True:
                pid, _ = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    with open(f"/proc/self/task/{os.getpid()}/children") as file:
                        for word in file.read().split():
                            os.kill(int(word), signal.SIGKILL)
        except (ChildProcessError, FileNotFoundError):
            pass


def main() -> None:
    """Load, freeze, report, serve."""
    order = json.loads(sys.argv[1])
    del sys.path[0]                           # the folder of this script: what is left is the standard library's
    installed = packages.Finder(order["path"])
    sys.meta_path.append(installed)
    if order["control"] != CONTROL_FD:        # low, so that a child need not close thousands of descriptors that may be
        os.dup2(order["control"], CONTROL_FD, inheritable=False)
        os.close(order["control"])
    control = socket.socket(fileno=CONTROL_FD)
    os.set_inheritable(CONTROL_FD, False)
    try:
        confine.prctl(confine.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != order["supervisor"]:
            return
        confine.prctl(confine.PR_SET_CHILD_SUBREAPER, 1)
        known = names(order["kind"])
        random.seed(0)
        with open("/proc/self/statm") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
        folders = {os.path.dirname(os.__file__)}
        for name in LIBRARIES[order["kind"]][:1]:
            folders.add(installed.folder_of(name))
        settings = confine.Settings(os.getpid(), size + order["memory_mb"] * 2**20, order["cpu_s"],
                                    confine.must_read_as_root(folders), installed.readable())
        held = confine.settle(settings)
        confine.prctl(confine.PR_SET_PDEATHSIG, signal.SIGKILL)       # again: a change of uid undoes it
        if os.getppid() != order["supervisor"]:
            return
        own = confine.prove(settings)
        confine_child = confine.prepare(settings, [name for name, holds in own.items() if holds])
        zygote = Zygote(control, known, confine_child)
        gc.collect()
        gc.freeze()
        ready = {"ready": held | own}
    except (ImportError, OSError) as error:
        ready = {"error": f"{type(error).__name__}: {error}"}
    control.sendall(json.dumps(ready).encode() + b"\n")
    if "error" not in ready:
        zygote.serve()


if __name__ == "__main__":
    main()
