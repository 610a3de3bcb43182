"""Fetch the wheels of a set into one folder, several at a time, each by pip and each checked against its hash.

Promises: a file is in the folder under its true name only once it is whole and has a hash of its lock; what is there
and fits is not fetched again, so that an interrupted fetch goes on where it was (pip itself goes on with a dropped
connection inside a file); no child outlives a failure, an interrupt or a SIGTERM that is turned into an exit. Indexes,
certificates and the cache are those of the user's pip. Leaves out: which packages (`offline_wheels.cut`), the manifest.
"""
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from offline_wheels.cut import Pin, Place
from offline_wheels.dist import sha256_of
from offline_wheels.environments import MISLEADING_PIP_SETTINGS, Progress, advice

MB = 1e6
LOG_LINES_SHOWN = 8
TICK_S = 0.2
BAR = 20                               # characters


class FetchFault(Exception):
    """A wheel is not to be had. The message's first line says which, why and what to do; lines of pip may follow."""


@dataclass(frozen=True)
class Wheel:
    """One file of the folder, after its hash was taken."""

    path: Path
    sha256: str

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def held(folder: Path, pins: Iterable[Pin], place: Place) -> dict[Pin, Wheel]:
    """Which of the packages the folder has as a wheel that fits the place and has a hash of the lock."""
    there = sorted(folder.glob("*.whl"))
    found: dict[Pin, Wheel] = {}
    digests: dict[Path, str] = {}
    for pin in pins:
        for path in there:
            if pin not in found and pin.is_named(path, place):
                if path not in digests:
                    digests[path] = sha256_of(path)
                if digests[path] in pin.hashes:
                    found[pin] = Wheel(path, digests[path])
    return found


@dataclass
class Fetch:
    """One round of fetching into `folder`. `tools` is an interpreter with pip; `environ` what pip runs with; `jobs` how
    many files at a time."""

    folder: Path
    place: Place
    tools: Path
    environ: Mapping[str, str]
    jobs: int
    progress: Progress
    _under_way: dict[Pin, tuple[int, int]] = field(default_factory=dict)       # bytes there, bytes in all
    _children: set[subprocess.Popen] = field(default_factory=set)
    _stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def partial(self) -> Path:
        """Where files are until they are whole; on the same disk, so that the last step is a rename."""
        return self.folder / ".partial"

    def all(self, pins: Iterable[Pin], *options: str) -> dict[Pin, Wheel]:
        """Every package's wheel, in the folder. `options` are further ones of `pip download`. Raises FetchFault."""
        pins, found, taken = list(pins), {}, 0
        shutil.rmtree(self.partial, ignore_errors=True)
        try:
            with ThreadPoolExecutor(self.jobs) as pool:
                try:
                    waiting = {pool.submit(self._one, pin, options): pin for pin in pins}
                    while waiting:
                        done, _ = wait(waiting, timeout=TICK_S, return_when=FIRST_COMPLETED)
                        for future in done:
                            pin = waiting.pop(future)
                            found[pin] = future.result()
                            taken += found[pin].size
                            self.progress.step(f"wheel {len(found)} of {len(pins)}: {pin.name} "
                                               f"({found[pin].size / MB:.1f} MB); {taken / MB:.0f} MB so far")
                        self.progress.now(self._live_line(taken, len(found), len(pins)))
                finally:
                    self._stop()
                    pool.shutdown(cancel_futures=True)
        finally:
            shutil.rmtree(self.partial, ignore_errors=True)
        return found

    def _live_line(self, taken: int, done: int, of: int) -> str:
        """What a terminal shows: a bar, all bytes so far, and the file under way with the most still to come."""
        under_way = dict(self._under_way)
        so_far = taken + sum(have for have, _ in under_way.values())
        bar = "=" * (BAR * done // of) + ">"
        line = f"[{bar:<{BAR}.{BAR}}] {done} of {of} wheels, {so_far / MB:.0f} MB"
        if under_way:
            pin, (there, whole) = max(under_way.items(), key=lambda item: item[1][1] - item[1][0])
            line += f"; {pin.name} {there / MB:.0f} of {whole / MB:.0f}"
        return line

    def _one(self, pin: Pin, options: tuple[str, ...]) -> Wheel:
        """Fetch one wheel; runs in a thread."""
        place = self.partial / pin.name
        place.mkdir(parents=True, exist_ok=True)
        (place / "requirement.txt").write_text(pin.requirement + "\n")
        status, said = self._pip(pin, [
            "download", "--requirement", str(place / "requirement.txt"), "--dest", str(place / "whole"), "--no-deps",
            "--require-hashes", "--only-binary=:all:", "--progress-bar=raw", "--no-input",
            "--disable-pip-version-check", *self.place.pip_options, *options])
        made = list((place / "whole").glob("*")) if status == 0 else []
        if len(made) != 1 or made[0].suffix != ".whl":
            raise FetchFault(self._explain(pin, said))
        digest = sha256_of(made[0])
        if digest not in pin.hashes:
            raise FetchFault(f"{made[0].name} was damaged on its way to {self.folder}; is the disk in order?")
        target = self.folder / made[0].name
        os.replace(made[0], target)
        return Wheel(target, digest)

    def _pip(self, pin: Pin, arguments: list[str]) -> tuple[int, list[str]]:
        """Run pip; its exit status and what it said, without the progress."""
        environ = {name: value for name, value in self.environ.items()
                   if not name.startswith("PYTHON") and name not in MISLEADING_PIP_SETTINGS}
        environ["TMPDIR"] = str(self.partial)       # pip unpacks nothing, but large files pass through there
        said: list[str] = []
        with subprocess.Popen([str(self.tools), "-m", "pip", *arguments], env=environ, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace") as child:
            self._children.add(child)
            try:
                if self._stopped.is_set():
                    child.kill()
                for line in child.stdout:
                    if met := re.match(r"Progress (\d+) of (\d+)$", line):
                        self._under_way[pin] = int(met[1]), int(met[2])
                    else:
                        said.append(line.rstrip())
            finally:
                self._under_way.pop(pin, None)
                self._children.discard(child)
        return child.returncode, said

    def _stop(self) -> None:
        self._stopped.set()
        for child in list(self._children):
            child.kill()

    def _explain(self, pin: Pin, said: list[str]) -> str:
        why = advice("\n".join(said)) or "pip could not fetch it"
        lines = [line for line in said if line.strip()][-LOG_LINES_SHOWN:]
        return "\n".join([f"{pin.name}=={pin.version} for Python {self.place.python}: {why}",
                          *("    " + line for line in lines)])
