"""Make the wheels folder: what the environments on Kaggle are installed from, without a network.

    from offline_wheels import wheelhouse
    wheelhouse.build(TARGETS["cpu"], Path("dist/wheels"))      # -> the manifest, as it stands in arc-kit-wheels.json

In the folder: the wheels under their true names; `kernel.txt` and, with model servers, `serve.txt`: the locks cut to
the target's Python and machine, one hash each, to be installed with --no-deps; `arc-kit-wheels.json`, the manifest.

Promises: the manifest is written last and in one step, and taken away before the first change, so that a folder with a
manifest is whole; made again with nothing changed, the folder stays as it is, to the byte; what does not belong to the
set is removed, and a folder with anything else in it is refused. Leaves out: the upload (`offline_wheels.push`), and
showing that the set is complete (`offline_wheels.proof`). Runs in the environment `tools`.
"""
import fcntl
import json
import os
import shutil
import signal
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TextIO

from packaging.utils import parse_wheel_filename

from offline_wheels import proof, targets
from offline_wheels.cut import Pin, Place, pins
from offline_wheels.dist import sha256_of
from offline_wheels.environments import Progress, is_cuda_torch
from offline_wheels.fetch import Fetch, FetchFault, Wheel, held
from offline_wheels.kitwheel import KitWheelFault, kit_wheel, plain_version
from offline_wheels.locks import HERE
from offline_wheels.targets import MANIFEST, Target

FORMAT = 1
BESIDE = {MANIFEST, "dataset-metadata.json", ".partial", "kernel.txt", "serve.txt"}    # what lies there beside wheels
__all__ = ["MANIFEST", "WheelhouseFault", "build", "kit_wheel", "main"]


class WheelhouseFault(Exception):
    """The folder cannot be made here; one line says why and what would be right."""


def build(target: Target, out: Path, *, python: str | None = None, jobs: int = 8, tools: Path | None = None,
          stream: TextIO = sys.stderr, locks: Path = HERE / "locks", made_utc: str | None = None) -> dict:
    """Make the folder `out` for a target, or mend it, and return its manifest.

    `python` such as "3.12" (default: the target's own), `jobs` files at a time, `tools` an interpreter with pip and
    setuptools (default: this one), `locks` the folder of the lock files, `made_utc` the time for the manifest (default:
    now). Progress goes to `stream`. Raises WheelhouseFault, FetchFault and KitWheelFault; ValueError for a Python that
    the target's locks do not know.
    """
    place = Place(targets.python_for(target, python), target.platform)
    progress = Progress(stream, "wheels")
    _refuse_strangers(out)
    refuse_full_disk(out, target.disk_gb)
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out, progress):
        house = _House(target, place, out, locks, Path(tools or sys.executable), jobs, progress)
        return house.make(made_utc or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _refuse_strangers(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise WheelhouseFault(f"{out} is a file; --out names a folder")
    for path in out.glob("*"):
        if path.name not in BESIDE and path.suffix not in (".whl", ".draft"):
            raise WheelhouseFault(f"{out} is no wheels folder, {path.name} lies in it; give an empty or a new one with "
                                  "--out")


def refuse_full_disk(out: Path, need_gb: float) -> None:
    """Raises WheelhouseFault where the disk of `out`, with what is in the folder already, has not so much room."""
    on_disk = next(folder for folder in out.resolve().parents if folder.is_dir())
    room_gb = (shutil.disk_usage(on_disk).free + sum(path.stat().st_size for path in out.glob("*.whl"))) / 1e9
    if room_gb < need_gb:
        raise WheelhouseFault(f"{out} needs a disk with {need_gb:.1f} GB free, and there are {room_gb:.1f}; make room, "
                              "or give a folder on another disk with --out")


@contextmanager
def _alone(out: Path, progress: Progress) -> Iterator[None]:
    """One process at a time makes a folder; the second waits, and finds it made."""
    with open(out.with_name(out.name + ".lock"), "w") as turnstile:
        try:
            fcntl.flock(turnstile, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("another process is making this folder; waiting for it")
            fcntl.flock(turnstile, fcntl.LOCK_EX)
        yield


@dataclass
class _House:
    """One build, by the process that holds the folder's lock."""

    target: Target
    place: Place
    out: Path
    locks: Path
    tools: Path
    jobs: int
    progress: Progress

    def make(self, made_utc: str) -> dict:
        environments = {name: self._environment(lock) for name, lock in self.target.locks.items()}
        uv = self._wheels(self._pins("tools", only="uv"))
        kit = self._kit()
        environments["kernel"].append(kit)
        wheels = {wheel.path.name: wheel for found in (*environments.values(), uv) for wheel in found}
        for path in [*self.out.glob("*.whl"), *self.out.glob("*.draft")]:
            if path.name not in wheels:
                self._change()
                path.unlink()
        described = {}
        for name, found in environments.items():
            text = self._requirements(found)
            self._write(f"{name}.txt", text)
            described[name] = {"requirements": f"{name}.txt", "sha256": sha256_of(self.out / f"{name}.txt"),
                               "wheels": sorted(wheel.path.name for wheel in found)}
        if "serve" not in described and (self.out / "serve.txt").exists():
            self._change()
            (self.out / "serve.txt").unlink()
        lists = (Wheel(self.out / one["requirements"], one["sha256"]) for one in described.values())
        files = [*wheels.values(), *lists]
        return self._manifest({
            "format": FORMAT, "kit": plain_version(), "target": self.target.name, "device": self.target.device,
            "python": self.place.python, "environments": described, "kit_wheel": kit.path.name,
            "uv_wheel": uv[0].path.name,
            "files": [{"name": wheel.path.name, "size": wheel.size, "sha256": wheel.sha256}
                      for wheel in sorted(files, key=lambda wheel: wheel.path.name)]}, made_utc)

    # ---- which wheels

    def _pins(self, lock: str, only: str | None = None) -> list[Pin]:
        path = self.locks / f"{lock}.txt"
        found = pins(path.read_text(), self.place) if path.exists() else []
        return [pin for pin in found if only in (None, pin.name)]

    def _environment(self, lock: str) -> list[Wheel]:
        """The wheels of one lock. As in `environments`: a build that is not on PyPI is taken where pip has it at hand,
        and what only a CUDA build of torch needs, only beside one."""
        local = self._local(lock)
        named = {pin.name for pin, _ in local}
        found = self._wheels([pin for pin in self._pins(lock) if pin.name not in named]) + [wheel for _, wheel in local]
        beside = self.locks / f"{lock}.cuda.txt"
        torch = next((wheel for wheel in found if wheel.path.name.startswith("torch-")), None)
        if beside.exists() and torch and is_cuda_torch(_metadata(torch.path), beside):
            found += self._wheels(self._pins(f"{lock}.cuda"))
        return found

    def _local(self, lock: str) -> list[tuple[Pin, Wheel]]:
        asked = self._pins(f"{lock}.local")
        try:
            return list(zip(asked, self._wheels(asked, "--no-index"), strict=True))
        except FetchFault:                          # most machines have no such file: then PyPI's build is taken
            return []

    def _wheels(self, asked: list[Pin], *options: str) -> list[Wheel]:
        """Those that are there, and the others fetched."""
        there = held(self.out, asked, self.place)
        missing = [pin for pin in asked if pin not in there]
        if missing:
            self._change()
            fetch = Fetch(self.out, self.place, self.tools, os.environ, self.jobs, self.progress)
            fetched = fetch.all(missing, *options)
            self.progress.say(f"{len(fetched)} wheels, {sum(wheel.size for wheel in fetched.values()) / 1e6:.0f} MB, "
                              f"in place after {self.progress.seconds():.0f} s")
            there |= fetched
        return [there[pin] for pin in asked]

    def _kit(self) -> Wheel:
        before = {path.name: path.stat().st_mtime_ns for path in self.out.glob("arc_submission_kit-*.whl")}
        path = kit_wheel(self.out, tools=self.tools)
        if before.get(path.name) != path.stat().st_mtime_ns:
            self._change()
        return Wheel(path, sha256_of(path))

    @staticmethod
    def _requirements(wheels: list[Wheel]) -> str:
        lines = []
        for wheel in wheels:
            name, version, *_ = parse_wheel_filename(wheel.path.name)
            lines.append(f"{name}=={version} --hash=sha256:{wheel.sha256}\n")
        return "".join(sorted(lines))

    # ---- the folder

    def _change(self) -> None:
        """Before anything in the folder changes: without its manifest it does not look finished."""
        (self.out / MANIFEST).unlink(missing_ok=True)

    def _write(self, name: str, text: str) -> None:
        path = self.out / name
        if not path.exists() or path.read_text() != text:
            self._change()
            path.write_text(text)

    def _manifest(self, content: dict, made_utc: str) -> dict:
        path = self.out / MANIFEST
        try:
            before = json.loads(path.read_text())
        except (OSError, ValueError):
            before = {}
        if isinstance(before, dict) and {**before, "made_utc": None} == {**content, "made_utc": None}:
            return before
        content = content | {"made_utc": made_utc}
        draft = path.with_suffix(".draft")
        with open(draft, "w") as file:
            json.dump(content, file, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
        return content


def _metadata(wheel: Path) -> str:
    """A wheel's METADATA."""
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.count("/") == 1 and name.endswith(".dist-info/METADATA"))
        return opened.read(name).decode(errors="replace")


def main(arguments: list[str]) -> int:
    chosen = targets.wheels_parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))       # so that pip is taken along
    target = targets.TARGETS[chosen.target]
    try:
        python = targets.python_for(target, chosen.python)
        prover = None
        if chosen.prove:                            # refused before gigabytes are fetched, not after
            prover = proof.interpreter(python, chosen.prove_with)
            refuse_full_disk(chosen.out, target.disk_gb + target.proof_gb)
        manifest = build(target, chosen.out, python=python, jobs=chosen.jobs)
        files = manifest["files"]
        print(f"{chosen.out}: target {manifest['target']}, Python {manifest['python']}, {len(files)} files, "
              f"{sum(file['size'] for file in files) / 1e9:.2f} GB, made {manifest['made_utc']}", flush=True)
        if prover:
            print(proof.prove_aside(chosen.out, prover))
        return 0
    except (WheelhouseFault, proof.NoInterpreter) as fault:
        print(f"build.py wheels: {fault}", file=sys.stderr)
        return 2
    except (FetchFault, KitWheelFault, proof.ProofFault, OSError) as fault:
        print(f"build.py wheels: {fault}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbuild.py wheels: interrupted; the same command goes on", file=sys.stderr)
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
