"""The kit's rule: every program is a piece of evidence for its grid, and a grid's probability is its share of all.

A program's weight is its odds, against "none of these grids is right", of being right on the test input: what its
writer's programs of this train accuracy and simplicity came to on recorded runs, times how far its probability of being
transductive lets it be trusted. A grid's weight sums over independent programs. That one of the grids is right has the
odds of all weights together, and competing grids share that probability by the square of their weights. (The square
over the plain weights: log loss 0.605 against 0.640 on the training runs, both fitted.)

Independent means: programs of one engine that behave alike on every input of the task (clones) count as a little more
than the best of them, however many they are; programs that behave differently and still agree on the grid count for
more, and what different engines say adds up in full. The sums over one engine's programs are bounded, so that many weak
programs never outweigh one good one.

Promises: more p_transductive or less train accuracy never raises a grid; nobody is discarded, a surely transductive
program still goes before no program at all; order does not matter. Leaves out: what a program says; p_transductive is
the classifier's word on that.
"""
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, log2

from kernel.vote.ballots import Ballot
from kernel.vote.rules import P_UNKNOWN, by_grid


@dataclass(frozen=True)
class Writer:
    """What an engine's programs are worth, in nats (logarithms of odds).

    `perfect` is a train-perfect program of the simplest kind. `partial` is lost by one that fails on a train pair, and
    `failed` times the share of pairs it fails on. Where an engine's rank is a price of the explanation (lower is
    simpler), `per_100` is lost for every 100 of rank from `free_rank` to `knee_rank`, and `per_doubling` for every
    doubling from there to `far_rank`. `holes` is lost by a program without a grid for some test input.

    `clones` and `agreement` are what all further programs for a grid add at most, in programs like the best one: those
    that behave alike on every input of the task, and those that behave differently.
    """

    perfect: float
    partial: float
    failed: float
    holes: float
    clones: float
    agreement: float
    free_rank: float = 0.0
    knee_rank: float = 0.0
    far_rank: float = 0.0
    per_100: float = 0.0
    per_doubling: float = 0.0

    def nats(self, cast: Ballot) -> float:
        """The logarithm of a program's odds of being right on a test input, p_transductive apart."""
        value = self.perfect
        if not cast.perfect:
            value -= self.partial + self.failed * (1 - cast.accuracy)
        if None in cast.tests:
            value -= self.holes
        if self.knee_rank:
            value -= self.per_100 * (min(max(cast.rank, self.free_rank), self.knee_rank) - self.free_rank) / 100
            value -= self.per_doubling * log2(min(max(cast.rank, self.knee_rank), self.far_rank) / self.knee_rank)
        return value


SEARCH = Writer(perfect=3.7, partial=1.5, failed=1.0, holes=0.5, clones=0.5, agreement=0.5, free_rank=300,
                knee_rank=1100, far_rank=4400, per_100=0.7, per_doubling=1.6)
SAMPLED = Writer(perfect=1.0, partial=4.0, failed=2.0, holes=0.5, clones=0.8, agreement=30.0)
"""SEARCH is fitted on the training datasets (`build.py bench vote --fit`), but for what failing and agreement count. No
recorded run of a language model stands behind SAMPLED: a perfect sample counts as a search's explanation of rank 700
does, which is right seven times of ten; failing and agreement are set as the simulation of the bench suggests."""


@dataclass(frozen=True)
class Evidence:
    """The knobs of the rule: what programs are worth by writer, and what doubt takes from them.

    `p_unknown` is the probability of being transductive where no classifier looked. A program's weight is in proportion
    to `least_trust` + (1 - p)^`distrust`, and p_unknown leaves it as it is. With a power of 3, hard-coders that the
    classifier half believes still win seats in a poisoned run; above 8 simulated runs lose honest programs.
    """

    search: Writer = SEARCH
    sampled: Writer = SAMPLED
    p_unknown: float = P_UNKNOWN
    distrust: float = 5.0
    least_trust: float = 1e-4

    def weight(self, cast: Ballot) -> float:
        """A program's odds of being right on a test input, all that is known of it considered."""
        p = self.p_unknown if cast.p_transductive is None else min(max(cast.p_transductive, 0.0), 1.0)
        return exp(self._writer(cast.engine).nats(cast)) * self._trust(p) / self._trust(self.p_unknown)

    def _writer(self, engine: str) -> Writer:
        return self.search if engine == "search" else self.sampled

    def _trust(self, p: float) -> float:
        return self.least_trust + (1 - p) ** self.distrust

    def weights(self, ballots: Sequence[Ballot], at: int) -> dict[str, float]:
        """The weight of each packed grid of a test input."""
        weights = {}
        for packed, casts in by_grid(ballots, at).items():
            alike: dict[str, dict[bytes, list[float]]] = defaultdict(lambda: defaultdict(list))
            for cast in casts:
                alike[cast.engine][cast.behaviour].append(self.weight(cast))
            sums = []
            for engine, groups in alike.items():
                writer = self._writer(engine)
                sums.append(bounded_sum((bounded_sum(group, writer.clones) for group in groups.values()),
                                        writer.agreement))
            weights[packed] = fsum(sums)
        return weights


def bounded_sum(weights: Iterable[float], more: float) -> float:
    """The sum in which n equal weights count as n (1 + more) / (n + more): one counts as one, all of them as less than
    1 + `more`. The largest come first, so it never falls when a weight rises."""
    total = counted = 0.0
    for n, weight in enumerate(sorted(weights, reverse=True), 1):
        count = n * (1 + more) / (n + more)
        total += weight * (count - counted)
        counted = count
    return total


def probabilities(weights: dict[str, float]) -> dict[str, float]:
    """Grid by grid, the probability of being right; what is missing to 1 is that none of them is."""
    total, most = fsum(weights.values()), max(weights.values(), default=1.0)
    squares = {packed: (weight / most) ** 2 for packed, weight in weights.items()}
    part = total / (1 + total) / (fsum(squares.values()) or 1.0)
    return {packed: square * part for packed, square in squares.items()}
