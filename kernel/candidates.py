"""Candidate and Evaluation: the two records that flow from an engine to the vote.

A candidate is a program that somebody wrote for a task; an evaluation is what happened when the sandbox ran it. Nothing
downstream of the engine looks at who wrote it. A refinement, a crossover or an augmented view is the same record with
other parents. `pack` and `unpack` turn a grid into a short string and back: what the journal stores, what the vote
compares.
"""
from dataclasses import dataclass

from kernel.tasks import Grid

_DIGITS = bytes.maketrans(bytes(range(10)), b"0123456789")
_COLOURS = bytes.maketrans(b"0123456789", bytes(range(10)))


def pack(grid: Grid) -> str:
    """A well-formed grid as text: one digit a cell, rows joined by `|`, as in `"012|345"`."""
    return b"|".join(map(bytes, grid)).translate(_DIGITS).decode("ascii")


def unpack(text: str) -> Grid:
    """The grid that `pack` made this text from."""
    return [list(row) for row in text.encode("ascii").translate(_COLOURS).split(b"|")]


@dataclass(frozen=True)
class Candidate:
    """One program for one task.

    `key` names the candidate within its engine and task and is the same whenever the engine yields the same candidate
    again (the search engine: a digest of the program; replay: the row of the file; a language model: the seed), so that
    a candidate found again after a restart is known and not counted twice.
    """

    task_id: str
    engine: str
    key: str
    program: str                       # Python source defining `transform`
    rank: int = 0                      # position among what this engine yields for this task, best first; breaks ties
    found_s: float = 0.0               # seconds of the engine's own time on this task until it had this program
    parents: tuple[str, ...] = ()      # ids of the candidates it was made from

    @property
    def id(self) -> str:
        """Unique within a run: engine, task and key."""
        return f"{self.engine}/{self.task_id}/{self.key}"


@dataclass(frozen=True)
class Evaluation:
    """What the sandbox saw when it ran a candidate on all inputs of its task.

    `train_correct` has one entry per train pair, `train_grids` and `test_grids` one per input; a grid is None where the
    program gave none. `outcome` is the name of a `kernel.sandbox.Outcome`: INFRA means that the kit failed, not the
    program, and such an evaluation is never voted on.
    """

    candidate: Candidate
    outcome: str
    train_correct: tuple[bool, ...]
    train_grids: tuple[Grid | None, ...]
    test_grids: tuple[Grid | None, ...]
    message: str = ""
    seconds: float = 0.0
    p_transductive: float | None = None

    @property
    def accuracy(self) -> float:
        """Share of train pairs it gets right, 0 to 1."""
        return sum(self.train_correct) / len(self.train_correct)

    @property
    def perfect(self) -> bool:
        """Whether it gets every train pair right."""
        return all(self.train_correct)
