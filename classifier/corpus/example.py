"""Example: one labelled program of the corpus, the record that flows from the maker to the training.

Leaves out: the task's grids (the maker's `tasks` holds them by id) and where a program was tried.
"""
from collections.abc import Sequence
from dataclasses import dataclass

Grid = list[list[int]]
Pair = tuple[Grid, Grid]
TaskGrids = tuple[Sequence[Pair], Sequence[Grid]]
"""A task as the classifier knows it: train pairs (input, output), and test inputs."""


@dataclass(frozen=True)
class Example:
    """A program for a task, with its label.

    `label`: 1 = transductive (hard-coded or over-fitted), 0 = honest. `style`: where the program comes from; of a
    hard-coder its kind. `manner`: how its text was rewritten, blind to the label, so that both can be held out.
    `runs`: one grid or None per probe of `classifier.behaviour.probes(train, tests)`; None before the sandbox.
    """

    task_id: str
    program: str
    label: int
    style: str
    manner: str = ""
    runs: Sequence[Grid | None] | None = None
