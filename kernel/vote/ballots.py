"""Ballot: what the vote needs of an evaluated candidate. Pure.

Promises: an INFRA evaluation (the kit failed, not the program) has no ballot; a program that fails on some input has
one where it produced a grid; the same source counts once per task, whoever wrote it and however often. Leaves out: what
a ballot is worth, which is for a rule to say.
"""
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from kernel.candidates import Evaluation, pack

INFRA = "INFRA"
"""Name of the outcome that says nothing about the program."""


@dataclass(frozen=True)
class Ballot:
    """What the vote needs of an evaluation, without the weight of its grids: a run keeps one for every voter.

    `tests` has an entry per test input: a packed grid (`kernel.candidates.pack`) or None. Ballots of equal `source` are
    the same program, those of equal `behaviour` give the same grids on every input of the task. `p_transductive` is
    None where no classifier looked.
    """

    id: str
    source: bytes
    behaviour: bytes
    tests: tuple[str | None, ...]
    correct: int
    pairs: int
    rank: int
    engine: str = ""
    p_transductive: float | None = None

    @property
    def accuracy(self) -> float:
        """Share of train pairs right, 0 to 1."""
        return self.correct / self.pairs

    @property
    def perfect(self) -> bool:
        """Whether every train pair is right."""
        return self.correct == self.pairs


def ballot(evaluation: Evaluation) -> Ballot | None:
    """The ballot of an evaluation, or None when it has no vote: INFRA, or no grid for any test input."""
    if evaluation.outcome == INFRA or all(grid is None for grid in evaluation.test_grids):
        return None
    tests = tuple(None if grid is None else pack(grid) for grid in evaluation.test_grids)
    train = tuple(None if grid is None else pack(grid) for grid in evaluation.train_grids)
    return Ballot(id=evaluation.candidate.id,
                  source=_digest(evaluation.candidate.program.strip()),
                  behaviour=_digest(repr((train, tests))),
                  tests=tests,
                  correct=sum(evaluation.train_correct),
                  pairs=len(evaluation.train_correct),
                  rank=evaluation.candidate.rank,
                  engine=evaluation.candidate.engine,
                  p_transductive=evaluation.p_transductive)


def once_per_source(ballots: Iterable[Ballot]) -> list[Ballot]:
    """One ballot per source, the best run of it. The same source may have done worse in one of two runs (a program near
    its time limit), so the better run is kept: what it produced, it can produce."""
    kept: dict[bytes, Ballot] = {}
    for cast in sorted(ballots, key=lambda cast: (-cast.correct, cast.tests.count(None), cast.rank, cast.id)):
        kept.setdefault(cast.source, cast)
    return list(kept.values())


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
