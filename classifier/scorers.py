"""What is kept of a fit: scikit-learn's estimators, and one score from them, higher the more transductive.

A program that is right on every train pair can be wrong on the test for two reasons, and each has a judge of its own.
It may hold the outputs: a matter of data, of tests for known inputs, of returns without the input. Or its rule may be
fitted too closely, which is likelier the more there is of it: a matter of length and branches, which say nothing about
memory. Judged together, the one drowns the other: on programs of ten sources outside the kit that were right on train,
the area under the curve for being wrong on test was 0.75 with one judge and 0.84 with two (a trial).

Promises: unknown features (NaN) are allowed everywhere. Leaves out: probabilities at a stated base rate
(`classifier.model.Fitted` calibrates a score).
"""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator

FAR = 1e-3
"""No judge is surer than this."""


@dataclass(frozen=True)
class Judge:
    """One or more estimators that learned the same labels, and the columns that they look at. With several, the mean of
    their log-odds, each divided by its spread on the rows it learned from, so that none drowns another."""

    columns: np.ndarray
    estimators: tuple[BaseEstimator, ...]
    spreads: tuple[float, ...]

    @classmethod
    def of(cls, columns: np.ndarray, estimators: Sequence[BaseEstimator], matrix: np.ndarray) -> "Judge":
        """Fitted estimators, spread over the matrix that they learned from."""
        seen = matrix[:, columns]
        spreads = [float(max(log_odds(one, seen).std(), 1e-6)) for one in estimators]
        return cls(columns, tuple(estimators), tuple(spreads))

    def score(self, matrix: np.ndarray) -> np.ndarray:
        """Rows x features -> log-odds, one a row."""
        seen = matrix[:, self.columns]
        parts = [log_odds(one, seen) / spread for one, spread in zip(self.estimators, self.spreads)]
        return np.mean(parts, axis=0) * np.mean(self.spreads)


@dataclass(frozen=True)
class Scorer:
    """Both judges. `fitted` is None where nothing over-fitted was learned from. `rates` are the shares of programs that
    each judge expects, of those that it learned from half and half."""

    memory: Judge
    fitted: Judge | None
    rates: tuple[float, float]

    def score(self, matrix: np.ndarray) -> np.ndarray:
        """Log-odds that at least one of the two is the case."""
        spared = 1 - _share(self.memory.score(matrix), self.rates[0])
        if self.fitted is not None:
            spared *= 1 - _share(self.fitted.score(matrix), self.rates[1])
        return np.log((1 - spared) / spared)


def log_odds(estimator: BaseEstimator, matrix: np.ndarray) -> np.ndarray:
    """An estimator's word on each row, whichever way it gives it."""
    if hasattr(estimator, "decision_function"):
        return estimator.decision_function(matrix)
    share = np.clip(estimator.predict_proba(matrix)[:, 1], FAR, 1 - FAR)
    return np.log(share / (1 - share))


def _share(score: np.ndarray, rate: float) -> np.ndarray:
    """Log-odds among as many of one kind as of the other -> probability where `rate` are of the kind."""
    odds = np.clip(score + np.log(rate / (1 - rate)), -20, 20)
    return 1 / (1 + np.exp(-odds))
