"""A worker: runs one job after another, each in a child of a zygote that it keeps ready, and says how each ended.

Promises: the child's results, its end and its deadline are waited for together and read while waiting, up to a cap; a
deadline is a SIGKILL from outside; a zygote that dies or falls silent is replaced and its job run once more, then
INFRA. Leaves out: threads and queues (`pool`), the judging of grids (`grids`).
"""
import json
import logging
import math
import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path

from kernel.sandbox.grids import NotAGrid, grid_from
from kernel.sandbox.inside import wire
from kernel.sandbox.outcomes import Limits, Outcome, Output, Run, summarise

log = logging.getLogger(__name__)

ATTEMPTS = 2               # zygotes that may die over one job before it is INFRA
NOT_TAKEN_MOST = 5         # dead zygotes met before that, none of which took the job
MESSAGE_CHARACTERS = 500
SILENCE_S = 60.0           # a zygote that owes a word for this long is taken for dead
# Nothing of our own environment: tokens stay out of programs' reach.
ENVIRONMENT = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
               "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/"}
IMPORTS = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)", re.MULTILINE)
NUMPY = re.compile(r"\b(?:np|numpy)\b")


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


def kind_of(program: str) -> str:
    """The lightest zygote that has what the source may want: `scipy`, `numpy`, or `bare` for the standard library."""
    if "scipy" in program or "ndimage" in program:
        return "scipy"
    if NUMPY.search(program):
        return "numpy"
    modules = {name.split(".")[0].strip() for names in IMPORTS.findall(program) for name in names.split(",")}
    return "bare" if modules <= sys.stdlib_module_names else "numpy"


class Zygote:
    """The supervisor's end of one zygote process (`inside/zygote.py`)."""

    def __init__(self, kind: str, limits: Limits):
        """Start it; it is of use after `wait_ready`. Raises OSError."""
        self.layers: dict[str, bool] | None = None     # which layers of confinement hold, once it is ready
        self.control, theirs = socket.socketpair()
        self.control.settimeout(SILENCE_S)
        self._heard = b""
        order = json.dumps({
            "control": theirs.fileno(), "supervisor": os.getpid(), "kind": kind, "memory_mb": limits.memory_mb,
            "cpu_s": math.ceil(limits.wall_s) + 2, "path": [folder for folder in sys.path if os.path.isabs(folder)]})
        script = str(Path(wire.__file__).with_name("zygote.py"))
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-s", "-S", "-B", script, order], pass_fds=[theirs.fileno()], env=ENVIRONMENT, cwd="/",
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def wait_ready(self) -> None:
        """Wait until its libraries are loaded. Raises ZygoteDied."""
        self.layers = self.hear("ready")
        missing = [name for name, held in self.layers.items() if not held]
        if missing:
            log.info("layers of confinement that this machine lacks: %s", ", ".join(missing))

    def order(self, command: bytes, body: bytes = b"", descriptor: int | None = None) -> None:
        """Send a command. Raises NotTaken."""
        try:
            data = wire.HEADER.pack(command, len(body)) + body
            if descriptor is None:
                self.control.sendall(data)
            else:
                sent = socket.send_fds(self.control, [data], [descriptor])
                if sent < len(data):
                    self.control.sendall(data[sent:])
        except OSError as error:
            raise NotTaken(f"could not be told: {error}") from None

    def hear(self, word: str):
        """The value of the next message, which must be `word`. Raises ZygoteDied."""
        try:
            while b"\n" not in self._heard:
                part = self.control.recv(4096)
                if not part:
                    raise ZygoteDied("it is gone")
                self._heard += part
            line, _, self._heard = self._heard.partition(b"\n")
            message = json.loads(line)
        except (OSError, ValueError) as error:
            raise ZygoteDied(f"could not be heard: {error}") from None
        if word not in message:
            raise ZygoteDied(message.get("error", "it said something else"))
        return message[word]

    def hang_up(self) -> None:
        """Have it end its child and itself, without waiting. The one call that any thread may make at any time."""
        try:
            self.control.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self) -> None:
        """Have it end its child and itself, and wait for that; kill it if it does not."""
        self.hang_up()
        try:
            self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.control.close()


class Channel:
    """Reads a child's result pipe into outputs, believing nothing."""

    def __init__(self, nonce: bytes, inputs: int, cap_bytes: int):
        self.nonce = nonce
        self.inputs = inputs
        self.cap_bytes = cap_bytes
        self.read_bytes = 0
        self.buffer = b""
        self.child = 0                          # its pid, once it is ready
        self.outputs: list[Output] = []
        self.stop: Output | None = None         # why nothing more is read from it

    @property
    def complete(self) -> bool:
        """Whether there is one output per input (one in all for a job without inputs)."""
        return len(self.outputs) >= max(1, self.inputs)

    def feed(self, data: bytes) -> None:
        """Take what was read from the pipe."""
        self.read_bytes += len(data)
        self.buffer += data
        while len(self.buffer) >= wire.FRAME.size and not self.complete and not self.stop:
            nonce, length = wire.FRAME.unpack_from(self.buffer)
            if nonce != self.nonce or length > wire.FRAME_BYTES_MOST:
                self.stop = Output(Outcome.DENIED, None, "wrote on the result channel")
                return
            if len(self.buffer) < wire.FRAME.size + length:
                break
            body, self.buffer = self.buffer[wire.FRAME.size:][:length], self.buffer[wire.FRAME.size + length:]
            self._take(body)
        if self.read_bytes > self.cap_bytes and not self.complete and not self.stop:
            self.stop = Output(Outcome.DENIED, None, f"sent more than {self.cap_bytes // 1024} KB")

    def _take(self, body: bytes) -> None:
        try:
            index, word, value = json.loads(body)
            if word == wire.READY and index == -1 and not self.child and type(value) is int and value > 1:
                self.child = value
                return
            if not self.child or index != len(self.outputs):
                raise ValueError("out of turn")
            self.outputs.append(_output(word, value))
        except (ValueError, TypeError, KeyError, RecursionError):
            self.stop = Output(Outcome.DENIED, None, "wrote on the result channel")


def _output(word: str, value: object) -> Output:
    """One result as the child sent it, judged. Raises ValueError if no child of ours would send it."""
    if word == wire.GRID:
        try:
            return Output(Outcome.OK, grid_from(value))
        except NotAGrid as error:
            return Output(Outcome.BAD_OUTPUT, None, _clean(str(error)))
    if word == wire.LOADED:
        return Output(Outcome.OK)
    if word in (wire.RAISED, wire.MEMORY, wire.DENIED) and type(value) is str:
        return Output(Outcome[word], None, _clean(value))
    raise ValueError(word)


def _clean(text: str) -> str:
    """A program's text, short and fit to be stored: no half of a surrogate pair, no null."""
    return text[:MESSAGE_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode()


class Worker:
    """Runs jobs one at a time. Not for two threads at once, except `close`."""

    def __init__(self, limits: Limits, clock: Callable[[], float], on_start: Callable[[Zygote], None]):
        self.limits = limits
        self.clock = clock
        self.on_start = on_start                # told of every zygote that starts; may raise ZygoteDied to refuse it
        self.zygotes: dict[str, Zygote] = {}

    def run(self, job: Job) -> Run:
        """Run the job; the answer is a Run whatever happens to the program or to our zygotes."""
        attempt, not_taken = 1, 0
        while attempt <= ATTEMPTS and not_taken < NOT_TAKEN_MOST:
            try:
                outputs, seconds = self._attempt(job)
                run = summarise(job.key, outputs, seconds)
                return run if job.inputs else Run(job.key, run.outcome, (), seconds, run.message)
            except ZygoteDied as error:
                failure = str(error)
                log.warning("zygote %s, attempt %d: %s", job.kind, attempt, failure)
                self._discard(job.kind)
                if isinstance(error, NotTaken):
                    not_taken += 1
                else:
                    attempt += 1
        outputs = (Output(Outcome.INFRA, None, failure),) * job.inputs
        return Run(job.key, Outcome.INFRA, outputs, 0.0, failure)

    def zygote(self, kind: str) -> Zygote:
        """The zygote of this kind, started if need be. Raises ZygoteDied."""
        zygote = self.zygotes.get(kind)
        if zygote is not None and zygote.process.poll() is not None:
            log.warning("zygote %s had died while idle", kind)
            self._discard(kind)
            zygote = None
        if zygote is None:
            try:
                zygote = self.zygotes[kind] = Zygote(kind, self.limits)
            except OSError as error:
                raise ZygoteDied(f"could not be started: {error}") from None
            self.on_start(zygote)
            zygote.wait_ready()
        return zygote

    def close(self) -> None:
        """End every zygote and whatever they run."""
        for kind in list(self.zygotes):
            self._discard(kind)

    def _discard(self, kind: str) -> None:
        zygote = self.zygotes.pop(kind, None)
        if zygote is not None:
            zygote.close()

    def _attempt(self, job: Job) -> tuple[list[Output], float]:
        """Run the job once: its outputs (at least one) and seconds. Raises ZygoteDied."""
        zygote = self.zygote(job.kind)
        nonce = os.urandom(wire.NONCE_BYTES)
        channel = Channel(nonce, job.inputs, self.limits.result_kb * 1024)
        reading, writing = os.pipe()
        child = -1
        try:
            try:
                zygote.order(wire.RUN, nonce + job.body, writing)
            finally:
                os.close(writing)
            self._watch(zygote, reading, channel, self.clock() + SILENCE_S, until_ready=True)
            if not channel.child:
                raise ZygoteDied(f"its child was lost before the program began ({self._status(zygote)})")
            begun = self.clock()
            child = _pidfd(channel.child)
            ended_by = self._watch(zygote, reading, channel, begun + self.limits.wall_s, until_ready=False)
            if channel.complete:
                seconds = self.clock() - begun
                try:
                    zygote.order(wire.END)
                except NotTaken:                # it died after the results had come: the next job will notice
                    _kill(child)
                return channel.outputs, seconds
            reason = channel.stop or self._reason(zygote, ended_by, child, begun + self.limits.wall_s)
            missing = max(1, job.inputs) - len(channel.outputs)
            rest = Output(reason.outcome, None, f"not run: {reason.message}")
            return channel.outputs + [reason] + [rest] * (missing - 1), self.clock() - begun
        except ZygoteDied:
            _kill(child)                        # it dies with its zygote unless the program undid that
            raise
        finally:
            os.close(reading)
            if child >= 0:
                os.close(child)

    def _watch(self, zygote: Zygote, reading: int, channel: Channel, deadline: float, until_ready: bool) -> str:
        """Read the result pipe until it is complete, ready (if asked), stopped, at its end, or late. Returns which.

        Raises ZygoteDied when the zygote speaks or hangs up meanwhile: it has nothing good to say then.
        """
        poll = select.poll()
        poll.register(reading, select.POLLIN)
        poll.register(zygote.control, select.POLLIN)
        while True:
            if channel.complete or channel.stop or until_ready and channel.child:
                return "read"
            left_s = deadline - self.clock()
            events = dict(poll.poll(max(0.0, left_s) * 1000)) if left_s > 0 else {}
            if not events and left_s <= 0.001:
                return "late"
            if reading in events:
                data = os.read(reading, 1 << 16)
                if not data:
                    return "end"
                channel.feed(data)
            elif events:
                zygote.hear("nothing")

    def _status(self, zygote: Zygote) -> int:
        """End the child and say how it had ended: its wait status. Raises ZygoteDied."""
        try:
            zygote.order(wire.STATUS)
        except NotTaken as error:               # the job it had taken
            raise ZygoteDied(str(error)) from None
        return zygote.hear("status")

    def _reason(self, zygote: Zygote, ended_by: str, child: int, deadline: float) -> Output:
        """Why the results are not complete."""
        late = Output(Outcome.TIMEOUT, None, f"over {self.limits.wall_s:g} s of wall clock")
        if ended_by == "end" and child >= 0:
            # The pipe is closed, the process perhaps not gone: it may have closed its descriptors and gone on.
            poll = select.poll()
            poll.register(child, select.POLLIN)
            if not poll.poll(max(0.0, deadline - self.clock()) * 1000):
                ended_by = "late"
        status = self._status(zygote)
        if ended_by == "late":
            return late
        code = os.waitstatus_to_exitcode(status)
        if code == wire.MEMORY_STATUS:
            return Output(Outcome.MEMORY, None, "no memory left to say more")
        if code == -signal.SIGXCPU:
            return Output(Outcome.TIMEOUT, None, "over its CPU time")
        if code < 0:
            return Output(Outcome.CRASHED, None, f"its process was killed by {signal.Signals(-code).name}")
        return Output(Outcome.CRASHED, None, f"its process exited with status {code} before it gave a result")


def _pidfd(pid: int) -> int:
    """A descriptor that tells when the process ends; -1 where the kernel has none. Nobody reaps it before we say so."""
    try:
        return os.pidfd_open(pid)
    except OSError:
        return -1


def _kill(pidfd: int) -> None:
    """Kill the process, if there is a descriptor of it and it lives."""
    try:
        if pidfd >= 0:
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    except ProcessLookupError:
        pass
