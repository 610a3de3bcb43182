"""Stages: work that is done once, however often the build is interrupted.

A stage makes a folder. It works in `NAME.next`, and only when it is through the folder gets a stamp (what it was made
from, as JSON) and its name, in one rename. Promises: a folder under a stage's name is complete and was made from what
its stamp says; a build killed at any instant finds every stage that was through, and begins the one that was not anew.
One build at a time works in a folder. Leaves out: what the stages do.
"""
import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

STAMP = "stamp.json"
Say = Callable[[str], None]


class Busy(Exception):
    """Another build works in this folder."""


@contextlib.contextmanager
def alone(work: Path) -> Iterator[None]:
    """Hold a folder for one build, made if missing. Raises Busy. The lock goes with the process, however it ends."""
    work.mkdir(parents=True, exist_ok=True)
    with (work / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(f"{work}: another build is at work there") from None
        yield


def is_done(folder: Path, stamp: object) -> bool:
    """Whether a stage's folder is there and was made from just this."""
    try:
        return json.loads((folder / STAMP).read_text("utf-8")) == stamp
    except (OSError, ValueError):
        return False


def stage(folder: Path, stamp: object, name: str, do: Callable[[Path], None], say: Say) -> Path:
    """The stage's folder, made by `do(folder to fill)` if it is not there from an earlier build. `stamp` is plain JSON
    and says all that the result depends on."""
    if is_done(folder, stamp):
        say(f"{name}: done before")
        return folder
    say(name)
    filling = folder.with_name(folder.name + ".next")
    shutil.rmtree(filling, ignore_errors=True)
    filling.mkdir(parents=True)
    do(filling)
    write_json(filling / STAMP, stamp)
    sync(filling)
    shutil.rmtree(folder, ignore_errors=True)
    os.rename(filling, folder)
    return folder


def write_json(file: Path, value: object) -> None:
    """A JSON file, replaced whole."""
    next_file = file.with_name(file.name + ".next")
    next_file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
    os.replace(next_file, file)


def sync(folder: Path) -> None:
    """Have every file of a folder on the disk before anything says that it is there."""
    for file in (*folder.rglob("*"), folder):
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
