"""Belief: what is known of every task's chance that a sample fits all its train pairs, from nothing to thousands drawn.

A task has a chance p, the same for each of its samples. Some tasks are hopeless (p is 0); of the others p's logarithm
(base 10) is supposed to be normal, with a mean that falls with the task's difficulty.
Which population the tasks at hand are from is not known either: there are some `Hypothesis`es, and every sample of
every task shifts weight between them, so that after some dozens of tasks it is known how hard this set is, how much the
difficulty says, and whether partial fits are a sign.

Promises: exact posteriors on the grid, whatever the order in which samples come; a task's update costs the same however
much is known of it; what is in flight counts as if it will miss. Pure. Leaves out: what a fit is worth (`worth`)
and what a sample costs (`chooser`).
"""
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.special import betaln, ndtr, ndtri

LEAST, STEP = -5.0, 0.2                    # of log10 p: one fit in 100,000 samples and rarer counts as never
ALL_OR_NOTHING = -0.3, 0.4                 # mean and spread of log10 p: who fits a task at all does so every other time
FLOOR = np.finfo(float).tiny                # where so much is in flight that all chances are nearly 0
SURPRISE = 1e-6                            # every chance has at least this probability: no population is that regular


@dataclass(frozen=True)
class Partials:
    """How often a sample that does not fit all train pairs fits some: a beta distribution for each task, whose mean
    goes with the task's chance as `scale * p ** power` and is `hopeless` where p is 0. With power 0 and both
    alike partial fits say nothing."""

    scale: float = 0.6
    power: float = 0.25
    hopeless: float = 0.04
    weight: float = 4.0                    # of the beta, in samples: how alike tasks of the same chance are


SILENT = Partials(scale=0.15, power=0.0, hopeless=0.15, weight=2.0)


@dataclass(frozen=True)
class Hypothesis:
    """A population of tasks: a share is hopeless (p is 0); of the others log10 p is normal, and lower for harder tasks
    as `correlation` says."""

    mean: float
    spread: float
    correlation: float
    hopeless: float
    partials: Partials
    weight: float = 1.0                    # before anything is seen, relative to the others


def _published() -> tuple[Hypothesis, ...]:
    """Around what `tests.bench.scheduling.fit` finds in the published curves of SOAR-14B, score by samples a task.

    ARC-AGI-1 evaluation, 4 % at one sample and 31 % at 3,000, comes from two thirds hopeless tasks and a mean of -1.6
    for the others with a spread of 1.2; ARC-AGI-2 training, 45 % at 64, from 42 % and -0.9; ARC-AGI-2 evaluation, 2 %
    at 512, from 97 % and -2.6. What difficulty and partial fits say is not published. `ALL_OR_NOTHING` is for a model
    that is nothing like this one.
    """
    wide = product((-0.5, -1.0, -1.6, -2.6), (1.2, 1.8))
    return tuple(Hypothesis(mean, spread, correlation, hopeless, partials)
                 for (mean, spread), correlation, hopeless, partials in product(
                     (*wide, ALL_OR_NOTHING), (0.0, 0.3, 0.6, 0.85), (0.05, 0.4, 0.65, 0.85, 0.97),
                     (SILENT, Partials())))


@dataclass(frozen=True)
class Prior:
    """What is believed before the first sample. `right`: the beta distribution of a task's share of fits that are right
    on the tests too; `scatter`: how readily wrong ones differ from each other, above 0."""

    hypotheses: tuple[Hypothesis, ...] = field(default_factory=_published)
    right: tuple[float, float] = (0.906, 0.094)
    scatter: float = 1.0


def chances() -> np.ndarray:
    """(points,) the grid: 0, then p from 10 ** LEAST to nearly 1."""
    return np.concatenate(([0.0], np.minimum(10.0 ** np.arange(LEAST, STEP / 2, STEP), 0.97)))


class Belief:
    """Posteriors of all tasks. `difficulty`: (tasks,) standardised, more is harder."""

    def __init__(self, difficulty: np.ndarray, prior: Prior):
        hypotheses, difficulty = prior.hypotheses, np.asarray(difficulty, float)
        self._p = chances()
        with np.errstate(divide="ignore"):
            self._log_p, self._log_q = np.log(self._p), np.log1p(-self._p)
        kinds, self._kind = _numbered([one.partials for one in hypotheses])
        shapes, shape = _numbered([(one.mean, one.spread, one.correlation) for one in hypotheses])
        self._hopeless = np.array([one.hopeless for one in hypotheses])
        self._mixes = np.stack((shape, np.full(len(shape), len(shapes)))) + self._kind * (len(shapes) + 1)
        self._partials = [np.stack(one) for one in zip(*(_beta(self._p, kind) for kind in kinds))]
        # (tasks, points, shapes and the hopeless): a population is a mixture of one of the shapes and of the hopeless.
        self._parts = np.stack([*(_shape(difficulty, *one) for one in shapes), _never(len(difficulty))], axis=2)
        tasks = len(difficulty)
        self.misses, self.partials, self.fits, self.refined, self.in_flight = np.zeros((5, tasks), dtype=int)
        # By task and hypothesis: the log of how likely its samples were, and the chance of its next sample.
        self._evidence = np.zeros((tasks, len(hypotheses)))
        self._next = self._mixed(np.tile(self._p @ self._parts, len(kinds)))
        self._weight = np.log([one.weight for one in hypotheses])

    @property
    def weights(self) -> np.ndarray:
        """(hypotheses,) how much each is believed; they add up to 1."""
        weight = np.exp(self._weight - self._weight.max())
        return weight / weight.sum()

    def chance(self) -> np.ndarray:
        """(tasks,) the chance that a task's next sample fits, should all that is in flight miss."""
        return self._next @ self.weights

    def saw(self, task: int, *, misses: int = 0, partials: int = 0, fits: int = 0, refined: int = 0,
            in_flight: int = 0) -> None:
        """Samples came (or with `in_flight` were sent, or below 0 came back or were lost). `refined`: refinements that
        did not fit; where some pairs are right they have that from their draft, so it is no sign."""
        self.misses[task] += misses
        self.partials[task] += partials
        self.fits[task] += fits
        self.refined[task] += refined
        self.in_flight[task] += in_flight
        seen = self._likelihood(task)
        top = seen.max(axis=1, keepdims=True)
        now = np.exp(seen - top)
        later = now * np.exp(self.in_flight[task] * self._log_q)
        sums = np.stack((now, later, later * self._p)) @ self._parts[task]
        whole, rest, fitting = self._mixed(sums.reshape(3, -1))
        self._next[task] = fitting / np.maximum(rest, FLOOR)
        evidence = np.log(whole) + top[self._kind, 0]
        self._weight += evidence - self._evidence[task]
        self._evidence[task] = evidence

    def _mixed(self, sums: np.ndarray) -> np.ndarray:
        """(rows, hypotheses): sums over the points, (rows, kinds of partials x parts), as the hypotheses mix them."""
        shape, hopeless = self._mixes
        return (1 - self._hopeless) * sums.take(shape, axis=1) + self._hopeless * sums.take(hopeless, axis=1)

    def _likelihood(self, task: int) -> np.ndarray:
        """(kinds of partials, points) the log of how likely the task's samples are at each chance."""
        fits, partials, misses = self.fits[task], self.partials[task], self.misses[task]
        common = (partials + misses + self.refined[task]) * self._log_q
        if fits:
            common = common + fits * self._log_p
        a, b, whole = self._partials
        return common + betaln(a + partials, b + misses) - whole


def _beta(p: np.ndarray, partials: Partials) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both parameters of the beta at each chance, and the logarithm of their beta function."""
    mean = np.where(p > 0, np.clip(partials.scale * p ** partials.power, 1e-3, 0.9), partials.hopeless)
    a, b = partials.weight * mean, partials.weight * (1 - mean)
    return a, b, betaln(a, b)


def _shape(difficulty: np.ndarray, mean: float, spread: float, correlation: float) -> np.ndarray:
    """(tasks, points) how probable each chance is for a task of this difficulty, if it is not hopeless."""
    edges = np.concatenate((np.arange(LEAST, STEP / 2, STEP) - STEP / 2, [np.inf]))
    below = ndtr((edges - mean + correlation * spread * difficulty[:, None]) / (spread * np.sqrt(1 - correlation ** 2)))
    return _surprising(np.concatenate((below[:, :1], np.diff(below, axis=1)), axis=1))


def _never(tasks: int) -> np.ndarray:
    """(tasks, points) the same if it is."""
    return _surprising(np.repeat((chances() == 0)[None].astype(float), tasks, axis=0))


def _surprising(shares: np.ndarray) -> np.ndarray:
    return (shares + SURPRISE) / (1 + SURPRISE * shares.shape[1])


def _numbered(values: Sequence[Hashable]) -> tuple[list, np.ndarray]:
    """The different ones, and which of them each is."""
    different = list(dict.fromkeys(values))
    return different, np.array([different.index(one) for one in values])


def standardised(values: Sequence[float]) -> np.ndarray:
    """(tasks,) any measure of difficulty as a normal one of the same order: what counts is which task is harder."""
    order = np.argsort(np.argsort(np.asarray(values, float), kind="stable"), kind="stable")
    return ndtri((order + 0.5) / max(1, len(order)))
