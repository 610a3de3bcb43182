"""Populations of tasks, fitted to the published curves: how the chance that a sample fits all train pairs is spread.

The model: a share of tasks is hopeless; of the others log10 of the chance is normal, cut at `HIGHEST`. A fit is right
on the tests with a chance of its own task, drawn from a beta distribution; wrong fits scatter over `WRONG`. A task is
solved when the right answer is among the two with the most fits, ties by lot.

The curves (SOAR-14B): ARC-AGI-1 evaluation by samples a task; ARC-AGI-2 training at 64 with its oracle; ARC-AGI-2
evaluation at 256 (a range of 1-2 % is published) and after as many refinements again. Leaves out: answers of programs
that miss a train pair, which the published scores and oracles hold too.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.optimize import least_squares
from scipy.special import expit, logit, ndtri
from scipy.stats import beta, poisson

HIGHEST = 0.97
"""No chance is above this one."""
WRONG = (0.624, 0.210, 0.088, 0.078)
"""How wrong fits spread over a task's wrong answers: the mean sizes, largest first, of the tables of a Chinese
restaurant of scatter 1, as `world` draws them. Assumed: programs share few wrong ideas."""
ARC1 = {1: 0.0425, 5: 0.10, 10: 0.131, 30: 0.181, 60: 0.193, 120: 0.218, 270: 0.259, 620: 0.275, 1000: 0.29,
        3000: 0.314}
"""Two-attempt score by samples a task, ARC-AGI-1 evaluation, before refinement and training at test time."""
TRAINING2 = {64: 0.446}
TRAINING2_ORACLE = {64: 0.464}
EVALUATION2 = {256: 0.015, 512: 0.017}
FITS_RIGHT = 590 / 614
"""Of train-perfect programs of a language model, those right on the tests as well (our count)."""
ORACLE_GAP = 0.095
"""What the published vote loses against its oracle, ARC-AGI-1 evaluation; most of it to programs that miss pairs."""
ALIKE = 1.0
"""Weight of the beta of right fits, in fits. Assumed small: whether fits are right is mostly a matter of the task."""
DECIDED = 60.0                         # fits after which the vote of a task no longer moves
LIKELIHOODS = 90                       # points of the grids below
RATIOS = 60


@dataclass(frozen=True)
class Population:
    """How chances are spread over tasks, and how often a fit is right."""

    mean: float                        # of log10 of the chance that a sample fits all train pairs
    spread: float                      # its standard deviation
    hopeless: float                    # share of tasks that no sample ever fits
    right: tuple[float, float] = (1e9, 1e-3)      # beta distribution of a task's chance that a fit is right

    def chances(self, points: int = 400) -> np.ndarray:
        """Equally likely chances of tasks that are not hopeless."""
        normal = ndtri((np.arange(points) + 0.5) / points)
        return np.minimum(10 ** (self.mean + self.spread * normal), HIGHEST)


def score(population: Population, samples: Sequence[int], oracle: bool = False) -> np.ndarray:
    """Expected share of tasks solved at each number of samples a task; with `oracle`, of those with any right fit.

    The fits of each answer are taken as independent Poisson counts, at the rate that keeps the chance of none exact.
    """
    table = _oracle_table() if oracle else _vote_table()
    edges = np.linspace(0, 1, RATIOS + 1)
    given = table @ np.diff(beta.cdf(edges, *population.right))
    rates = np.minimum(-np.log1p(-population.chances())[None, :] * np.asarray(samples)[:, None], DECIDED)
    return (1 - population.hopeless) * np.interp(np.log(np.maximum(rates, _rates()[0])), np.log(_rates()),
                                                 given).mean(1)


def plain_score(population: Population, samples: Sequence[int]) -> np.ndarray:
    """The same where one fit solves a task."""
    missed = (1 - population.chances())[None, :] ** np.asarray(samples)[:, None]
    return (1 - population.hopeless) * (1 - missed).mean(1)


def fitted() -> dict[str, Population]:
    """The populations, by least squares: `plain` and `arc1` to the ARC-AGI-1 curve (one fit solves; with the vote),
    `wide` to the same without hopeless tasks, which fits less well, `training2` and `evaluation2` moved from `arc1` as
    little as possible, as one or two points say no more."""
    right = fitted_right()
    arc1 = _fit_curve(ARC1, right)
    return {"plain": _fit_curve(ARC1, None), "arc1": arc1, "wide": _fit_curve(ARC1, right, hopeless=False),
            "training2": _fit_near(arc1, TRAINING2), "evaluation2": _fit_near(arc1, EVALUATION2)}


def fitted_right() -> tuple[float, float]:
    """The beta of a task's chance that a fit is right, of weight `ALIKE`: its mean by least squares to the share of
    fits that are right, and to what the vote loses against the oracle in ARC-AGI-2 training and in ARC-AGI-1
    evaluation, at populations that come near those scores."""
    found = least_squares(lambda x: _right_found(_beta_of(float(x[0]))) - _RIGHT_WANTED, [0.9], bounds=(0.5, 0.99))
    return _beta_of(float(found.x[0]))


_RIGHT_WANTED = np.array([FITS_RIGHT, TRAINING2[64] / TRAINING2_ORACLE[64], ARC1[3000] / (ARC1[3000] + ORACLE_GAP)])


def _beta_of(mean: float) -> tuple[float, float]:
    return ALIKE * mean, ALIKE * (1 - mean)


def _right_found(right: tuple[float, float]) -> np.ndarray:
    """What the model says to each of `_RIGHT_WANTED`."""
    near = [(Population(-2.0, 3.0, 0.0, right), 64), (Population(-1.7, 1.2, 0.66, right), 3000)]
    return np.array([right[0] / sum(right),
                     *((score(given, [n]) / score(given, [n], oracle=True))[0] for given, n in near)])


def _fit_curve(curve: Mapping[int, float], right: tuple[float, float] | None, hopeless: bool = True) -> Population:
    """Mean, spread and, with `hopeless`, their share; without `right`, one fit solves."""
    samples, wanted = list(curve), np.array(list(curve.values()))

    def population(x: np.ndarray) -> Population:
        given = Population(float(x[0]), float(x[1]), float(x[2]) if hopeless else 0.0)
        return given if right is None else replace(given, right=right)

    def residuals(x: np.ndarray) -> np.ndarray:
        found = plain_score if right is None else score
        return 100 * (found(population(x), samples) - wanted)

    return population(least_squares(residuals, [-4.0, 3.0, 0.2], bounds=([-12, 0.3, 0], [0, 8, 0.95])).x)


def _fit_near(population: Population, curve: Mapping[int, float]) -> Population:
    """Another mean and hopeless share, no further away than the points ask for; the spread and the rest as they are."""
    samples, wanted = list(curve), np.array(list(curve.values()))

    def moved(x: np.ndarray) -> Population:
        return replace(population, mean=population.mean + float(x[0]),
                       hopeless=float(expit(logit(population.hopeless) + x[1])))

    def residuals(x: np.ndarray) -> np.ndarray:
        return np.concatenate((1000 * (score(moved(x), samples) - wanted), x))

    return moved(least_squares(residuals, [0.0, 0.0]).x)


def summary(populations: Mapping[str, Population]) -> dict:
    """What was fitted, and to each published figure what the model says: [published, fitted]."""
    curves = {"plain": ARC1, "arc1": ARC1, "wide": ARC1, "training2": TRAINING2, "evaluation2": EVALUATION2}
    found = {}
    for name, one in populations.items():
        said = (plain_score if name == "plain" else score)(one, list(curves[name]))
        found[name] = {"mean": round(one.mean, 3), "spread": round(one.spread, 3), "hopeless": round(one.hopeless, 3),
                       "points": {n: [published, round(float(got), 4)]
                                  for (n, published), got in zip(curves[name].items(), said)}}
    right = populations["arc1"].right
    names = ("fits_right", "training2_vote_of_oracle", "arc1_vote_of_oracle")
    return {"populations": found, "right": [round(one, 4) for one in right],
            "right_points": {name: [round(float(wanted), 4), round(float(got), 4)]
                             for name, wanted, got in zip(names, _RIGHT_WANTED, _right_found(right))}}


@lru_cache(1)
def _rates() -> np.ndarray:
    """Expected fits of a task, the rows of the tables."""
    return np.geomspace(1e-6, DECIDED, LIKELIHOODS)


def _ratios() -> np.ndarray:
    """Chances that a fit is right, the columns of the tables."""
    return (np.arange(RATIOS) + 0.5) / RATIOS


@lru_cache(1)
def _oracle_table() -> np.ndarray:
    """(rates, ratios) the chance of at least one right fit."""
    return -np.expm1(-_rates()[:, None] * _ratios()[None, :])


@lru_cache(1)
def _vote_table() -> np.ndarray:
    """(rates, ratios) the chance that the right answer is among the two with the most fits."""
    rates, ratios = _rates()[:, None, None], _ratios()[None, :, None]
    counts = np.arange(1, int(DECIDED + 8 * DECIDED ** 0.5))[None, None, :]
    # Of the wrong answers, the chances that so many have more fits than the right one, and so many as many.
    ahead = np.zeros((2, len(WRONG) + 1, *np.broadcast_shapes(rates.shape, ratios.shape, counts.shape)))
    ahead[0, 0] = 1.0
    for share in WRONG:
        more = poisson.sf(counts, rates * (1 - ratios) * share)
        same = poisson.pmf(counts, rates * (1 - ratios) * share)
        after = ahead * (1 - more - same)
        after[1] += ahead[0] * more
        after[:, 1:] += ahead[:, :-1] * same
        ahead = after
    places = np.array([[min(1.0, 2 / (same + 1)) for same in range(len(WRONG) + 1)],
                       [1 / (same + 1) for same in range(len(WRONG) + 1)]])
    placed = np.tensordot(places, ahead, axes=([0, 1], [0, 1]))
    return (placed * poisson.pmf(counts, rates * ratios)).sum(2)
