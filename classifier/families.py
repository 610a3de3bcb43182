"""The families of classifiers that are tried, from the simplest on, and how each is fitted.

Promises: a fit is the same for the same rows and seed, on one thread. Leaves out: calibration and the choice of one
(`classifier.train`), and what is made of an estimator's word (`classifier.scorers`).
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from classifier.figures import weights
from classifier.scorers import Judge, Scorer

OVERFITTED_LEAST = 20
"""Fewer over-fitted programs than this teach nothing about being over-fitted."""


@dataclass(frozen=True)
class Lesson:
    """What is learned from. `matrix`: rows x columns, NaN for what is not known; `label`: 0 or 1; `overfitted`,
    `either`: masks of rows with label 1 that are known to be over-fitted and not hard-coded, and of those that may be
    one or the other. `rises`, per column: +1 where the score may only rise with it, -1 where it may only fall, 0 where
    it is free; `effort`, per column: whether it says how much was written."""

    matrix: np.ndarray
    label: np.ndarray
    overfitted: np.ndarray
    either: np.ndarray
    rises: np.ndarray
    effort: np.ndarray


def logistic(rises: np.ndarray, seed: int) -> BaseEstimator:
    """Logistic regression on comparable features; beyond six standard deviations a feature says no more than that it is
    far out. `rises` is not used."""
    return make_pipeline(FunctionTransformer(np.arcsinh), SimpleImputer(keep_empty_features=True), StandardScaler(),
                         FunctionTransformer(np.clip, kw_args={"a_min": -6.0, "a_max": 6.0}),
                         LogisticRegression(C=0.03, max_iter=500, random_state=seed))


def boosting(rises: np.ndarray, seed: int) -> BaseEstimator:
    """Histogram gradient boosting, small trees that look at three features in ten."""
    return HistGradientBoostingClassifier(max_iter=120, max_leaf_nodes=10, learning_rate=0.1, max_features=0.3,
                                          min_samples_leaf=20, l2_regularization=1.0, max_bins=63,
                                          early_stopping=False, monotonic_cst=rises, random_state=seed)


def trees(rises: np.ndarray, seed: int) -> BaseEstimator:
    """Extremely randomised trees. `rises` is not used: with unknown values scikit-learn's forests take none."""
    return ExtraTreesClassifier(n_estimators=80, min_samples_leaf=5, max_features=0.2, random_state=seed)


def rising(rises: np.ndarray, seed: int) -> BaseEstimator:
    """A few small trees that may only rise with what `rises` says: for the little that effort tells. A logistic
    regression on the same figures weighs them against each other, which is an accident of the corpus."""
    return HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=6, learning_rate=0.1, min_samples_leaf=30,
                                          l2_regularization=1.0, max_bins=63, early_stopping=False,
                                          monotonic_cst=rises, random_state=seed)


MAKERS: dict[str, tuple[Callable[[np.ndarray, int], BaseEstimator], ...]] = {
    "logistic": (logistic,), "boosting": (boosting,), "trees": (trees,), "blend": (logistic, boosting)}
FAMILIES = tuple(MAKERS)
"""Names, the simplest first. A blend's estimators are those of the families that it is of."""


def fit_families(names: Iterable[str], lesson: Lesson, *, rates: tuple[float, float], seed: int) -> dict[str, Scorer]:
    """Fit these families on the same rows, each estimator once however many families it is in. `rates`: the shares of
    hard-coded and of over-fitted programs that a stream has (see `classifier.scorers`)."""
    with threadpool_limits(1):
        held = _rows(lesson, ~lesson.overfitted, ~lesson.effort)
        fitted = {make: held.fit(make, seed) for name in names for make in MAKERS[name]}
        close = _rows(lesson, lesson.overfitted | lesson.either | (lesson.label == 0), lesson.effort)
        too_closely = (close.judge([close.fit(rising, seed)]) if close.label.sum() >= OVERFITTED_LEAST else None)
        return {name: Scorer(held.judge([fitted[make] for make in MAKERS[name]]), too_closely, rates)
                for name in names}


@dataclass(frozen=True)
class _Rows:
    """The part of a lesson that one judge learns from."""

    matrix: np.ndarray
    label: np.ndarray
    rises: np.ndarray
    columns: np.ndarray

    def fit(self, make: Callable[[np.ndarray, int], BaseEstimator], seed: int) -> BaseEstimator:
        """Both labels weigh the same while learning; how many there are of each comes in afterwards."""
        estimator, weight = make(self.rises[self.columns], seed), weights(self.label, 0.5)
        seen = self.matrix[:, self.columns]
        if hasattr(estimator, "steps"):
            return estimator.fit(seen, self.label, **{f"{estimator.steps[-1][0]}__sample_weight": weight})
        return estimator.fit(seen, self.label, sample_weight=weight)

    def judge(self, estimators: list[BaseEstimator]) -> Judge:
        return Judge.of(self.columns, estimators, self.matrix)


def _rows(lesson: Lesson, rows: np.ndarray, columns: np.ndarray) -> _Rows:
    return _Rows(lesson.matrix[rows], lesson.label[rows], lesson.rises, np.flatnonzero(columns))
