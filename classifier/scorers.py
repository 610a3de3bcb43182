"""Fitted scorers: a matrix of features in, one number a row out, higher the more transductive.

scikit-learn fits them (`classifier.families`); what is kept is arrays. Promises: scoring one row costs well under a
millisecond, since no estimator checks its input again; the scores are the estimators' own; a scorer pickles as arrays
alone and needs numpy alone. NaN is allowed everywhere. Leaves out: probabilities (`classifier.model.Fitted` calibrates
a score).
"""
from dataclasses import dataclass
from typing import Protocol

import numpy as np

FAR = 6.0                  # standard deviations: beyond, a feature says no more than that it is far out
CELLS = 1 << 20            # rows x trees that are walked at once: 8 MB for each array of the walk


class Scorer(Protocol):
    """What every family makes."""

    def score(self, matrix: np.ndarray) -> np.ndarray:
        """Rows x features (float, NaN allowed) -> one float64 a row, log-odds before calibration."""


@dataclass(frozen=True)
class Linear:
    """A logistic regression on features made comparable: arcsinh, centred, scaled, cut off, unknown = average."""

    centre: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    bias: float

    def score(self, matrix: np.ndarray) -> np.ndarray:
        return self.standard(matrix) @ self.weights + self.bias

    def standard(self, matrix: np.ndarray) -> np.ndarray:
        """The features as the weights meet them."""
        standard = (np.arcsinh(matrix, dtype=np.float64) - self.centre) * self.scale
        return np.clip(np.nan_to_num(standard, nan=0.0, posinf=FAR, neginf=-FAR), -FAR, FAR)


@dataclass(frozen=True)
class Trees:
    """Many decision trees in one set of arrays, walked side by side. A leaf's children are the leaf itself.

    Nodes of all trees stand one after another; `roots` says where each tree begins. The score is `base` plus the sum of
    the leaves' values, as log-odds if `is_share` is false, else the sum is a share of 0 to 1 whose log-odds are taken.
    """

    roots: np.ndarray
    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    unknown_left: np.ndarray
    value: np.ndarray
    depth: int
    base: float
    is_share: bool

    def score(self, matrix: np.ndarray) -> np.ndarray:
        at_once = max(1, CELLS // len(self.roots))
        total = np.concatenate([self._sums(matrix[begin:begin + at_once]) for begin in range(0, len(matrix), at_once)]
                               or [np.zeros(0)])
        if self.is_share:
            share = np.clip(total, 1e-3, 1 - 1e-3)
            return np.log(share / (1 - share))
        return total + self.base

    def _sums(self, matrix: np.ndarray) -> np.ndarray:
        matrix = matrix.astype(np.float64)
        rows = np.arange(len(matrix))[:, None]
        node = np.repeat(self.roots[None, :], len(matrix), axis=0)
        for _ in range(self.depth):
            seen = matrix[rows, self.feature[node]]
            go_left = np.where(np.isnan(seen), self.unknown_left[node], seen <= self.threshold[node])
            node = np.where(go_left, self.left[node], self.right[node])
        return self.value[node].sum(axis=1)


@dataclass(frozen=True)
class Blend:
    """The mean of several scores, each divided by its spread on the rows it was fitted on, so that none drowns one."""

    parts: tuple[Scorer, ...]
    spreads: tuple[float, ...]

    def score(self, matrix: np.ndarray) -> np.ndarray:
        return sum(part.score(matrix) / spread for part, spread in zip(self.parts, self.spreads)) / len(self.parts)
