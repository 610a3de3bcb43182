"""Grid, Pair, Task: the input of a run, checked at the door.

Promises: a `Task` that exists is well formed, so nothing behind the door checks a grid again; whatever plain value
comes in, the answer is a record or a `TaskError` of one line that says where the fault is and what would be right.
Leaves out: files and dataset names (`kernel.datasets`), and the solutions (`kernel.score`). A test pair's output, where
a file has one, is dropped here unread: no part of a run can reach it.

Positions in messages count from 1.
"""
import json
from dataclasses import dataclass
from itertools import chain

Grid = list[list[int]]
"""Rows of cells: 1 to 30 rows, 1 to 30 columns, all rows alike in length, integers 0 to 9."""

SIDE_MAX = 30
COLOURS = 10
MESSAGE_MAX = 1000  # characters: a task id or a path may be of any length, a line on a terminal not


class TaskError(ValueError):
    """Bad input, refused at the door. The message is one printable line: where, what, and what would be right."""

    def __init__(self, message: str):
        super().__init__(one_line(message)[:MESSAGE_MAX])


@dataclass(frozen=True)
class Pair:
    """One train pair: what goes in and what must come out."""

    input: Grid
    output: Grid


@dataclass(frozen=True)
class Task:
    """One task: its train pairs (at least one) and its test inputs (at least one), in the file's order."""

    id: str
    train: tuple[Pair, ...]
    tests: tuple[Grid, ...]

    @property
    def inputs(self) -> list[Grid]:
        """Every input a program runs on: the train inputs, then the test inputs."""
        return [pair.input for pair in self.train] + list(self.tests)


def one_line(text: str) -> str:
    """The text with everything unprintable in it (line breaks, control characters, lone surrogates) escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown(value: object) -> str:
    """A plain value as a message shows it: scalars as JSON writes them, cut short; of the rest only the kind."""
    if isinstance(value, dict):
        return "a dict"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, str) and len(value) > 24:
        value = value[:24] + "..."
    if value is None or isinstance(value, (str, bool)):
        return json.dumps(value)
    try:
        text = repr(value)
    except ValueError:  # an integer of more digits than Python agrees to print
        return "a very long number"
    return text if len(text) <= 24 else text[:24] + "..."


def grid_fault(value: object) -> str | None:
    """What is wrong with a value that should be a grid, as the end of a message; None if it is a grid.

    Takes any plain value and raises nothing. The text starts with ", row ..." where the fault has a place inside the
    grid and with ": " where it is the grid as a whole, so that it can be put behind the grid's own name.
    """
    if not isinstance(value, list):
        return f": {shown(value)} in the place of a grid, a list of rows of colours (0 to 9)"
    if not 1 <= len(value) <= SIDE_MAX:
        return f": {len(value)} rows, a grid has 1 to {SIDE_MAX}"
    for y, row in enumerate(value, 1):
        if not isinstance(row, list):
            return f", row {y}: {shown(row)} in the place of a row, a list of colours (0 to 9)"
        if not 1 <= len(row) <= SIDE_MAX:
            return f", row {y}: {len(row)} cells, a row has 1 to {SIDE_MAX}"
        if len(row) != len(value[0]):
            return f", row {y}: {len(row)} cells where row 1 has {len(value[0])}, rows must be alike in length"
    # All cells at once, since a submission holds half a million of them; one by one only to find the culprit. Types
    # come first: True and 1.0 equal 1, and a list cannot go into a set of values.
    if set(map(type, chain.from_iterable(value))) == {int} and _ALL_COLOURS.issuperset(chain.from_iterable(value)):
        return None
    y, x, cell = next((y, x, cell) for y, row in enumerate(value, 1) for x, cell in enumerate(row, 1)
                      if type(cell) is not int or not 0 <= cell < COLOURS)
    return f", row {y}, column {x}: {shown(cell)} is not a colour (0 to 9)"


def check_grid(value: object, where: str) -> Grid:
    """The value itself, once it is known to be a grid of plain JSON integers; `where` names it in the message.

    Raises TaskError naming row and column. `true`, `1.5` and `"3"` are refused, not converted.
    """
    fault = grid_fault(value)
    if fault is not None:
        raise TaskError(where + fault)
    return value


def parse_task(id: str, value: object, where: str) -> Task:
    """A task from the plain value a challenges file holds for it: {"train": [...], "test": [...]}.

    `where` names the file or dataset. Keys that a task does not need are passed over, a test output among them.
    Raises TaskError naming file, task, pair, grid and cell.
    """
    where = f"{where}: task {id}"
    if not id or not id.isprintable():
        raise TaskError(f"{where}: {shown(id)} is not a task id (printable characters, at least one)")
    if not isinstance(value, dict):
        raise TaskError(f'{where}: {shown(value)} in the place of a dict {{"train": [...], "test": [...]}}')
    _refuse_repeats(value, where)
    train = [Pair(_grid_of(pair, "input", place), _grid_of(pair, "output", place))
             for pair, place in _pairs_of(value, "train", where)]
    tests = [_grid_of(pair, "input", place) for pair, place in _pairs_of(value, "test", where)]
    return Task(id=id, train=tuple(train), tests=tuple(tests))


class Repeating(dict):
    """A JSON object in which a key stood more than once; `repeated` lists those keys. The last value counts."""

    repeated: tuple[str, ...] = ()


_ALL_COLOURS = frozenset(range(COLOURS))


def _refuse_repeats(value: dict, where: str) -> None:
    if isinstance(value, Repeating):
        raise TaskError(f"{where}: {shown(value.repeated[0])} stands there more than once, once is right")


def _pairs_of(task: dict, key: str, where: str) -> list[tuple[dict, str]]:
    """The pairs under "train" or "test", each with its place for messages."""
    if key not in task:
        raise TaskError(f'{where}: no "{key}", a list of at least one pair')
    pairs = task[key]
    if not isinstance(pairs, list):
        raise TaskError(f'{where}, {key}: {shown(pairs)} in the place of a list of pairs')
    if not pairs:
        raise TaskError(f"{where}: no {key} pairs, at least one is needed")
    return [(pair, f"{where}, {key} pair {i}") for i, pair in enumerate(pairs, 1)]


def _grid_of(pair: object, key: str, where: str) -> Grid:
    if not isinstance(pair, dict):
        raise TaskError(f'{where}: {shown(pair)} in the place of a dict with "{key}"')
    _refuse_repeats(pair, where)
    if key not in pair:
        raise TaskError(f'{where}: no "{key}", a grid is needed')
    return check_grid(pair[key], f"{where}, {key}")
