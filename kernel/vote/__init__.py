"""Which two grids win, per test input. Pure: the same evaluations in any order give the same answer.

Promises: two different grids are answered whenever two exist; the same source counts once per task, whoever wrote it
and however often; an INFRA evaluation (the kit failed, not the program) never votes; a program that fails on some input
still votes where it produced a grid.

    ballots.py    what the vote needs of an evaluation
    evidence.py   the kit's rule: each grid's probability of being right
    rules.py      other people's rules, for comparison (`build.py bench vote`)

Grids stand in the order of the rule's weights. Ties, whatever the rule: the grid with the more accurate best voter,
then more programs, then the best rank of a voter, then the smallest voter id, so that nothing is left to chance.

Leaves out: choosing what to run, and reading or writing the submission.
"""
from collections.abc import Iterable
from dataclasses import dataclass

from kernel.candidates import Evaluation, unpack
from kernel.tasks import Grid
from kernel.vote import rules
from kernel.vote.ballots import INFRA, Ballot, ballot, once_per_source
from kernel.vote.evidence import Evidence, probabilities

__all__ = ["BLACK_CELL", "INFRA", "RULES", "Ballot", "Evidence", "Rule", "Standing", "Tally", "ballot", "count", "vote"]

BLACK_CELL: Grid = [[0]]

RULES = ("evidence", "behaviours", "soar", "paper", "baseline")
"""The names of the rules; the first is the default."""


@dataclass(frozen=True)
class Rule:
    """Which rule counts, one of `RULES`, and the knobs of the kit's own. Raises ValueError for another name."""

    name: str = RULES[0]
    evidence: Evidence = Evidence()

    def __post_init__(self):
        if self.name not in RULES:
            raise ValueError(f"vote rule: {self.name!r}, expected one of {', '.join(RULES)}")


@dataclass(frozen=True)
class Standing:
    """One grid's place in the tally of a test input.

    `weight` orders the grids, larger first, compared entry by entry; what it says depends on the rule. `voters`:
    candidate ids, best first. `perfect`: whether some voter is right on every train pair. `probability`, 0 to 1, of
    being the right grid; None under a rule that gives none.
    """

    packed: str
    weight: tuple[float, ...]
    voters: tuple[str, ...]
    perfect: bool
    probability: float | None = None

    @property
    def grid(self) -> Grid:
        """The grid; a tally holds it packed, since most of its grids are never looked at."""
        return unpack(self.packed)


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


def vote(evaluations: Iterable[Evaluation], n_tests: int, rule: Rule = Rule()) -> list[Tally]:
    """The tally of each of a task's `n_tests` test inputs, from the evaluations of that task in any order."""
    ballots = [cast for evaluation in evaluations if (cast := ballot(evaluation)) is not None]
    return count(ballots, n_tests, rule)


def count(ballots: Iterable[Ballot], n_tests: int, rule: Rule = Rule()) -> list[Tally]:
    """As `vote`, from ballots."""
    distinct = once_per_source(ballots)
    return [_tally(distinct, at, rule) for at in range(n_tests)]


def _tally(ballots: list[Ballot], at: int, rule: Rule) -> Tally:
    chances: dict[str, float] = {}
    if rule.name == "evidence":
        summed = rule.evidence.weights(ballots, at)
        chances = probabilities(summed)
        weights = {packed: (weight,) for packed, weight in summed.items()}
    else:
        weights = getattr(rules, rule.name)(ballots, at)
    worth = rule.evidence.weight
    placed = []
    for packed, casts in rules.by_grid(ballots, at).items():
        voters = sorted(casts, key=lambda cast: (-worth(cast), cast.rank, cast.id))
        best = max(cast.accuracy for cast in casts)
        standing = Standing(packed, weights[packed], tuple(cast.id for cast in voters), best == 1, chances.get(packed))
        place = ([-part for part in standing.weight], -best, -len(casts), min(cast.rank for cast in casts),
                 min(cast.id for cast in casts))
        placed.append((place, standing))
    placed.sort(key=lambda pair: pair[0])
    return Tally(tuple(standing for _, standing in placed))
