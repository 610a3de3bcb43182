"""Which two grids win, per test input. Pure: the same evaluations in any order give the same answer.

Promises: a program that is right on every train pair counts before any that is not; two different grids are answered
whenever two exist; the same source counts once per task, whoever wrote it and however often; an INFRA evaluation (the
kit failed, not the program) never votes; a program that fails on some input still votes where it produced a grid.

How grids are ordered, per test input (the first difference decides):
1. grids of train-perfect programs before the others;
2. among those: how many voters that behave differently support the grid (see `Rule.support`), then the best rank among
   its voters, since an engine yields its simplest programs first; engines without such an order give all the same rank;
3. among the others: the best train accuracy of a voter, then the best rank;
4. how many different programs support the grid, then the smallest voter id, so that nothing is left to chance.

Leaves out: choosing what to run, and reading or writing the submission.
"""
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kernel.candidates import Evaluation, pack, unpack
from kernel.tasks import Grid

BLACK_CELL: Grid = [[0]]

INFRA = "INFRA"
"""Name of the outcome that says nothing about the program."""


@dataclass(frozen=True)
class Rule:
    """How support is counted. `behaviours`: voters that give the same grids on every input of the task count once,
    since a search writes the same function in many ways. `programs`: every distinct source counts, as fits samples of
    a language model, which agree for a reason."""

    support: str = "behaviours"

    def __post_init__(self):
        if self.support not in ("behaviours", "programs"):
            raise ValueError(f"vote rule: support is {self.support!r}, expected 'behaviours' or 'programs'")


@dataclass(frozen=True)
class Ballot:
    """What the vote needs of an evaluation, without the weight of its grids: a run keeps one for every voter.

    `tests` has an entry per test input: a packed grid (`kernel.candidates.pack`) or None.
    """

    id: str
    source: bytes
    behaviour: bytes
    tests: tuple[str | None, ...]
    correct: int
    pairs: int
    rank: int

    @property
    def accuracy(self) -> float:
        return self.correct / self.pairs

    @property
    def perfect(self) -> bool:
        return self.correct == self.pairs


@dataclass(frozen=True)
class Standing:
    """One grid's place in the tally of a test input; `weight` orders them, larger first, compared entry by entry:
    (1 if train-perfect else 0, accuracy, support or 0, minus rank, programs). `voters`: candidate ids, best first."""

    packed: str
    weight: tuple[float, ...]
    voters: tuple[str, ...]

    @property
    def grid(self) -> Grid:
        """The grid; a tally holds it packed, since most of its grids are never looked at."""
        return unpack(self.packed)

    @property
    def perfect(self) -> bool:
        """Whether some voter is right on every train pair."""
        return self.weight[0] == 1


@dataclass(frozen=True)
class Tally:
    """The vote on one test input: every grid that somebody produced, best first."""

    standings: tuple[Standing, ...]

    def attempts(self, test_input: Grid) -> tuple[Grid, Grid]:
        """The two grids to answer.

        The one place that says what stands in when votes are missing: first the test input as it is, then one black
        cell, each unless it is an attempt already. (Where both are the same and no other grid exists, it is both.)
        """
        grids = [standing.grid for standing in self.standings[:2]]
        grids += [spare for spare in (test_input, BLACK_CELL) if spare not in grids]
        return (grids[0], grids[1]) if len(grids) > 1 else (grids[0], grids[0])


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
                  rank=evaluation.candidate.rank)


def vote(evaluations: Iterable[Evaluation], n_tests: int, rule: Rule = Rule()) -> list[Tally]:
    """The tally of each of a task's `n_tests` test inputs, from the evaluations of that task in any order."""
    ballots = [cast for evaluation in evaluations if (cast := ballot(evaluation)) is not None]
    return count(ballots, n_tests, rule)


def count(ballots: Iterable[Ballot], n_tests: int, rule: Rule = Rule()) -> list[Tally]:
    """As `vote`, from ballots."""
    distinct = _once_per_source(ballots)
    tallies = []
    for at in range(n_tests):
        voters: dict[str, list[Ballot]] = defaultdict(list)
        for cast in distinct:
            if cast.tests[at] is not None:
                voters[cast.tests[at]].append(cast)
        standings = [_standing(packed, casts, rule) for packed, casts in voters.items()]
        standings.sort(key=lambda standing: (tuple(-part for part in standing.weight), standing.voters[0]))
        tallies.append(Tally(tuple(standings)))
    return tallies


def _once_per_source(ballots: Iterable[Ballot]) -> list[Ballot]:
    """One ballot per source, the best ranked. The same source may have done worse in one of two runs of it (a program
    near its time limit), so the better run is kept: what it produced, it can produce."""
    kept: dict[bytes, Ballot] = {}
    for cast in sorted(ballots, key=lambda cast: (-cast.correct, cast.tests.count(None), cast.rank, cast.id)):
        kept.setdefault(cast.source, cast)
    return list(kept.values())


def _standing(packed: str, casts: Sequence[Ballot], rule: Rule) -> Standing:
    """A grid's standing from those who voted for it. Partial programs add nothing to a grid that perfect ones chose."""
    perfect = [cast for cast in casts if cast.perfect]
    counted = perfect or casts
    programs = len(counted)
    support = programs if rule.support == "programs" else len({cast.behaviour for cast in counted})
    accuracy = max(cast.accuracy for cast in counted)
    best_rank = min(cast.rank for cast in counted if cast.accuracy == accuracy)
    weight = (1 if perfect else 0, accuracy, support if perfect else 0, -best_rank, programs)
    voters = sorted(casts, key=lambda cast: (-cast.accuracy, cast.rank, cast.id))
    return Standing(packed, weight, tuple(cast.id for cast in voters))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
