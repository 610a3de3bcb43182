"""Make an environment from its lock file, once, and know whether the one that stands there can be used.

Promises: `ensure` returns the interpreter of an environment that was made, to its end, from exactly the lock file that
is there now. The proof is a stamp written last: a set-up that was killed at any instant, or whose lock file has
changed, has no fitting stamp, and is removed and made again. Of two processes that set up the same environment, the
second waits for the first and uses what it made. Checking a stamp costs less than a millisecond and starts no process.

Leaves out: files removed by hand from a finished environment (delete its folder, and it is made again), and everything
about how lock files come to be (`offline_wheels.locks`). Standard library only.
"""
import contextlib
import fcntl
import hashlib
import json
import os
import re
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
LOG_LINES_SHOWN = 12
CHILD_GRACE_S = 5.0
# Settings of pip that would send the packages elsewhere than into the environment. Others (index, certificate) stay.
MISLEADING_PIP_SETTINGS = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_DRY_RUN"}


class EnvironmentFault(Exception):
    """An environment cannot be made. The message's first line says why and what to do; lines of the log may follow."""


@dataclass(frozen=True)
class Environment:
    """One environment: the lock file it is made from and the folder it lives in (beside it, `.lock` and `.log`)."""

    name: str
    lock: Path
    folder: Path

    @property
    def local(self) -> Path:
        """The lock of builds that are not on PyPI, where there is one: taken if pip finds them in its local files."""
        return self.lock.with_suffix(".local.txt")

    @property
    def beside_cuda(self) -> Path:
        """The lock of what a CUDA build of torch needs beside it, where there is one. A CPU build needs none of it, and
        is spared gigabytes; which build pip finds depends on how the machine is set up."""
        return self.lock.with_suffix(".cuda.txt")

    @property
    def interpreter(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.folder / "stamp.json"

    @property
    def log(self) -> Path:
        return self.folder.with_name(self.folder.name + ".log")

    @property
    def turnstile(self) -> Path:
        """The file whose lock a set-up holds."""
        return self.folder.with_name(self.folder.name + ".lock")


def named(name: str, root: Path) -> Environment:
    """The repository's environment of this name: `offline_wheels/locks/NAME.txt`, made in `.envs/NAME`."""
    return Environment(name, root / "offline_wheels" / "locks" / f"{name}.txt", root / ".envs" / name)


class Progress:
    """What a set-up says while it works: a live line on a terminal, one line a step elsewhere."""

    def __init__(self, stream: TextIO, label: str) -> None:
        self._stream, self._label, self._step = stream, label, ""
        self._live = stream.isatty()
        self._begin = time.monotonic()

    def say(self, text: str) -> None:
        """A line that stays."""
        self._write(f"{self._label}: {text}\n")

    def step(self, text: str) -> None:
        """What is being done now."""
        self._step = text
        self.tick() if self._live else self._write(self._line() + "\n")

    def now(self, text: str) -> None:
        """What a live line says, where there is one; elsewhere nothing, since it would be said again and again."""
        if self._live:
            self._step = text
            self.tick()

    def tick(self) -> None:
        """Renew the live line, if there is one, so that its seconds move."""
        if self._live:
            width = shutil.get_terminal_size().columns - 1
            self._write(self._line()[:width])

    def seconds(self) -> float:
        return time.monotonic() - self._begin

    def _line(self) -> str:
        return f"{self._label}: {self.seconds():5.1f} s  {self._step}"

    def _write(self, text: str) -> None:
        self._stream.write(f"\r{text}\x1b[K" if self._live and not text.endswith("\n") else
                           f"\r\x1b[K{text}" if self._live else text)
        self._stream.flush()


def lock_digest(environment: Environment) -> str:
    """The sha256 of the lock file and of those beside it; EnvironmentFault when there is none."""
    try:
        digest = hashlib.sha256(environment.lock.read_bytes())
        for more in (environment.local, environment.beside_cuda):
            if more.exists():
                digest.update(more.read_bytes())
        return digest.hexdigest()
    except OSError as error:
        raise EnvironmentFault(f"environment {environment.name}: cannot read its lock file {environment.lock}: "
                               f"{error.strerror}; restore it from the repository") from None


def why_unusable(environment: Environment) -> str | None:
    """None when the environment can be used as it is; otherwise the reason, in words that follow 'set up: '."""
    digest = lock_digest(environment)
    if not environment.folder.exists():
        return "first use"
    try:
        stamp = json.loads(environment.stamp.read_text())
        made = (stamp["lock_sha256"], stamp["python"], stamp["interpreter"])
    except (OSError, ValueError, KeyError, TypeError):
        return "an earlier set-up did not reach its end"
    if made[0] != digest:
        return "its lock file has changed"
    if made[1] != _python_version():
        return f"it was made for Python {made[1]}, and this is {_python_version()}"
    if os.path.realpath(environment.interpreter) != made[2] or not os.access(environment.interpreter, os.X_OK):
        return f"its interpreter {made[2]} is gone"
    return None


def ensure(environment: Environment, *, environ: Mapping[str, str], stream: TextIO) -> Path:
    """The environment's interpreter, after a set-up where one is needed.

    `environ` is what pip runs with (indexes and certificates of the machine are kept); progress goes to `stream`.
    Raises EnvironmentFault when the environment cannot be made.
    """
    if why_unusable(environment) is None:
        return environment.interpreter
    progress = Progress(stream, environment.name)
    try:
        with _turn(environment, progress) as turn:
            reason = why_unusable(environment)      # again: whoever was before us may have made it
            if reason is not None:
                progress.say(f"set-up of {environment.folder} ({reason})")
                _SetUp(environment, _clean(environ), progress, turn).make()
    except OSError as error:
        raise EnvironmentFault(f"environment {environment.name}: {error.filename or environment.folder}: "
                               f"{error.strerror}; the repository's folder must be writable, with 1 GB free") from None
    return environment.interpreter


def is_cuda_torch(metadata: str, beside_cuda: Path) -> bool:
    """Whether a torch with this METADATA asks for any of what a CUDA build needs beside it (the lock `beside_cuda`):
    only that build does."""
    beside = {name.lower() for name in PACKAGE.findall(beside_cuda.read_text())}
    asked = re.findall(r"^Requires-Dist: ([A-Za-z0-9._-]+)", metadata, re.MULTILINE)
    return not beside.isdisjoint(name.lower() for name in asked)


@contextlib.contextmanager
def _turn(environment: Environment, progress: Progress) -> Iterator[int]:
    """Hold the environment's lock. pip inherits the descriptor: a pip that outlives its parent still holds the lock."""
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(environment.turnstile, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("another process is setting it up; waiting for it")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


@dataclass(frozen=True)
class _SetUp:
    """One set-up, by the process that holds the environment's lock (`turn`, a descriptor)."""

    environment: Environment
    environ: Mapping[str, str]
    progress: Progress
    turn: int

    def make(self) -> None:
        environment, pip = self.environment, _pip_wheel()
        digest = lock_digest(environment)       # before pip reads the file: a change during the set-up is then noticed
        self._clear()
        environment.log.write_text("")
        base = getattr(sys, "_base_executable", None) or sys.executable
        self._run(f"an empty environment with Python {sys.version.split()[0]}",
                  [base, "-m", "venv", "--without-pip", str(environment.folder)])
        if environment.local.exists():
            try:
                self._install(pip, environment.local, "--no-index")
            except EnvironmentFault:            # most machines have no such file: then PyPI's build is taken
                environment.log.write_text("")
        self._install(pip, environment.lock)
        if environment.beside_cuda.exists() and self._has_cuda_torch():
            self._install(pip, environment.beside_cuda)
        _write_stamp(environment, digest, os.path.realpath(base))
        self.progress.say(f"ready in {self.progress.seconds():.1f} s")

    def _install(self, pip: Path, lock: Path, *options: str) -> None:
        if packages := PACKAGE.findall(lock.read_text()):
            self._run("asking the package index" if not options else "looking for local builds",
                      [str(self.environment.interpreter), str(pip / "pip"), "install", "-r", str(lock),
                       "--require-hashes", "--only-binary=:all:", "--no-deps", "--no-user", "--no-input",
                       "--disable-pip-version-check", "--progress-bar=off", *options], packages=len(packages))

    def _has_cuda_torch(self) -> bool:
        metadata = self.environment.folder.glob("lib/python*/site-packages/torch-*.dist-info/METADATA")
        return any(is_cuda_torch(path.read_text(), self.environment.beside_cuda) for path in metadata)

    def _clear(self) -> None:
        folder = self.environment.folder
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        elif folder.exists():
            self.environment.stamp.unlink(missing_ok=True)      # first: half removed, it must not look finished
            shutil.rmtree(folder)

    def _run(self, step: str, command: list[str], *, packages: int = 0) -> None:
        """Run one step; its output goes to the log, its progress to the user. Never leaves the child behind."""
        with open(self.environment.log, "ab") as log:
            child = subprocess.Popen(command, env=self.environ, pass_fds=(self.turn,), stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            try:
                self.progress.step(step)
                narrator = _Narrator(self.progress, packages)
                for line in _lines(child.stdout.fileno(), self.progress):
                    log.write(line)
                    narrator.hear(line.decode(errors="replace"))
                status = child.wait()
            finally:
                _end(child)
        if status:
            raise EnvironmentFault(_explain(self.environment, status))


def _end(child: subprocess.Popen) -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(CHILD_GRACE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    child.stdout.close()


def _write_stamp(environment: Environment, digest: str, interpreter: str) -> None:
    draft = environment.stamp.with_suffix(".draft")
    draft.write_text(json.dumps({"lock_sha256": digest, "python": _python_version(), "interpreter": interpreter}))
    os.replace(draft, environment.stamp)


def _lines(descriptor: int, progress: Progress) -> Iterator[bytes]:
    """Whole lines from a pipe until its end; in between the live line is kept moving."""
    rest = b""
    while True:
        if not select.select([descriptor], [], [], 0.2)[0]:
            progress.tick()
            continue
        chunk = os.read(descriptor, 65536)
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line + b"\n"
        if not chunk:
            if rest:
                yield rest
            return


class _Narrator:
    """Turns pip's output into one step per package and one for the installation."""

    def __init__(self, progress: Progress, packages: int) -> None:
        self._progress, self._packages, self._met = progress, packages, 0

    def hear(self, line: str) -> None:
        if line.startswith("Ignoring "):            # a package for another platform or Python
            self._packages -= 1
        elif met := re.match(r"(?:Collecting|Processing) (\S+)", line):
            self._met += 1
            name = re.split(r"==|-", met[1].rsplit("/", 1)[-1])[0]      # a requirement, or a wheel's file name
            self._progress.step(f"package {self._met} of {self._packages}: {name}")
        elif line.startswith("Installing collected packages"):
            self._progress.step(f"installing {self._met} packages")


def _explain(environment: Environment, status: int) -> str:
    """Why a step failed and what to do, from the log's words, with its last lines."""
    text = environment.log.read_text(errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    cause = advice(text) or f"a step ended with status {status}"
    return "\n".join([f"environment {environment.name} could not be set up: {cause} (whole log: {environment.log})",
                      *("    " + line for line in lines[-LOG_LINES_SHOWN:])])


def advice(text: str) -> str | None:
    """What pip's or the system's words mean and what to do about it; None for words that are not known."""
    return next((told for words, told in _ADVICE if any(word in text for word in words)), None)


# Words of pip and the system, most telling first, and what to do about them.
_ADVICE = (
    (("No space left on device", "Disk quota exceeded"), "the disk is full; about 1 GB must be free"),
    (("DO NOT MATCH THE HASHES",),
     "a package is not the file that the lock names; look at the package index that this machine uses"),
    (("Temporary failure in name resolution", "Failed to establish a new connection", "Network is unreachable",
      "ConnectTimeoutError", "Connection refused", "ProxyError", "Name or service not known"),
     "the package index cannot be reached; the first set-up needs the network"),
    (("CERTIFICATE_VERIFY_FAILED", "SSLError"),
     "the package index's certificate is not trusted on this machine; see pip's setting `cert`"),
    (("No matching distribution found", "is not a supported wheel"),
     "a package was not found for this Python or machine; the index must be reachable, and all packages have wheels "
     "for Python 3.11 to 3.13 on Linux (x86_64 or aarch64, glibc)"),
    (("Permission denied", "Read-only file system"), "the repository's folder must be writable"),
)


def _pip_wheel() -> Path:
    """The pip that comes with this Python, as a wheel. It runs from there: the environment gets what the lock names and
    nothing else, some seconds sooner than with a pip of its own."""
    try:
        import ensurepip
        import venv  # noqa: F401  Debian splits both off, other systems one of them
    except ImportError:
        pass
    else:
        folder = sysconfig.get_config_var("WHEEL_PKG_DIR") or Path(ensurepip.__file__).parent / "_bundled"
        wheel = Path(folder) / f"pip-{ensurepip.version()}-py3-none-any.whl"
        if wheel.exists():
            return wheel
    raise EnvironmentFault(f"this Python ({sys.executable}) came without its modules venv and ensurepip; "
                           f"on Debian and Ubuntu: apt-get install python{_python_version()}-venv")


def _clean(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items()
            if not name.startswith("PYTHON") and name not in MISLEADING_PIP_SETTINGS}


def _python_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"
