"""The rules that others vote by, each as published, beside which the kit's own (`kernel.vote.evidence`) is measured.

A rule is a function (ballots of a task, number of the test input) -> {packed grid: weight}: larger weights are better,
compared entry by entry. It sees each source once, and at least one ballot a grid. Leaves out: ties and voters' order,
which are the same for all (`kernel.vote`).
"""
from collections import defaultdict
from collections.abc import Sequence
from math import fsum

from kernel.vote.ballots import Ballot

Weights = dict[str, tuple[float, ...]]
P_UNKNOWN = 0.1
"""Probability of being transductive where no classifier looked: 5-20 % of sampled programs are (FACTS)."""


def soar(ballots: Sequence[Ballot], at: int) -> Weights:
    """SOAR as released: 1 + 1000 x train accuracy, summed over the programs that give the grid."""
    return {packed: (fsum(1 + 1000 * cast.accuracy for cast in casts),)
            for packed, casts in by_grid(ballots, at).items()}


def paper(ballots: Sequence[Ballot], at: int) -> Weights:
    """Algorithm 1 of the SOAR paper: the mean train accuracy of the programs that give the grid."""
    return {packed: (fsum(cast.accuracy for cast in casts) / len(casts),)
            for packed, casts in by_grid(ballots, at).items()}


def baseline(ballots: Sequence[Ballot], at: int) -> Weights:
    """The public baseline: (1 + 1000 x accuracy) x (1 - p_transductive)^2, summed over the programs that give the same
    grids on all test inputs together. A grid stands where the best such tuple with it stands; so two attempts differ
    even where the two best tuples do not, which is a little kinder than the original."""
    tuples: dict[tuple, list[float]] = defaultdict(list)
    for cast in ballots:
        p = P_UNKNOWN if cast.p_transductive is None else cast.p_transductive
        tuples[cast.tests].append((1 + 1000 * cast.accuracy) * (1 - p) ** 2)
    weights: Weights = {}
    for tests, parts in tuples.items():
        if tests[at] is not None:
            weights[tests[at]] = max(weights.get(tests[at], (0.0,)), (fsum(parts),))
    return weights


def behaviours(ballots: Sequence[Ballot], at: int) -> Weights:
    """In the order of: has a train-perfect voter; best train accuracy; among perfect voters, how many behave
    differently; best rank. The simplest rule that trusts an engine's order: partial programs add nothing to what
    perfect ones chose."""
    weights: Weights = {}
    for packed, casts in by_grid(ballots, at).items():
        perfect = [cast for cast in casts if cast.perfect]
        counted = perfect or casts
        accuracy = max(cast.accuracy for cast in counted)
        rank = min(cast.rank for cast in counted if cast.accuracy == accuracy)
        support = len({cast.behaviour for cast in perfect})
        weights[packed] = (1 if perfect else 0, accuracy, support, -rank, len(counted))
    return weights


def by_grid(ballots: Sequence[Ballot], at: int) -> dict[str, list[Ballot]]:
    """The ballots by the grid that they give for a test input; those that give none are left out."""
    casts: dict[str, list[Ballot]] = defaultdict(list)
    for cast in ballots:
        if cast.tests[at] is not None:
            casts[cast.tests[at]].append(cast)
    return casts
