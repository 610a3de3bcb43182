"""Grid, Pair, Task: the input of a run, loaded and checked at the door.

Promises: a `Task` that exists is well formed, so nothing behind the door checks a grid again. Leaves out: the
solutions, which are loaded apart (`load_solutions`) and reach only the scoring of a dry run.
"""
from dataclasses import dataclass

Grid = list[list[int]]
"""Rows of cells: 1 to 30 rows, 1 to 30 columns, all rows alike in length, integers 0 to 9."""


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
