"""The families of classifiers that are tried, from the simplest on, and how each is fitted.

Promises: a fit is the same for the same rows and seed, on one thread; what comes out is a `classifier.scorers` scorer,
arrays without an estimator, whose scores are the estimator's. Leaves out: calibration and the choice of one
(`classifier.train`).
"""
from collections.abc import Callable, Iterable

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier, HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from classifier.scorers import Blend, Linear, Scorer, Trees

Fit = Callable[..., Scorer]


def fit_linear(matrix: np.ndarray, label: np.ndarray, weight: np.ndarray, *, rises: np.ndarray, seed: int,
               strength: float = 0.03) -> Linear:
    """Logistic regression on arcsinh features. `strength` is scikit-learn's C: smaller holds the weights nearer to
    zero; `rises` is not used."""
    spread = np.arcsinh(matrix.astype(np.float64))
    known = np.isfinite(spread)
    count = np.maximum(known.sum(axis=0), 1)
    centre = np.where(known, spread, 0.0).sum(axis=0) / count
    deviation = np.sqrt((np.where(known, spread - centre, 0.0) ** 2).sum(axis=0) / count)
    scale = np.where(deviation > 1e-9, 1.0 / np.maximum(deviation, 1e-9), 0.0)
    unfitted = Linear(centre, scale, np.zeros(len(centre)), 0.0)
    estimator = LogisticRegression(C=strength, max_iter=500, random_state=seed)
    with threadpool_limits(1):
        estimator.fit(unfitted.standard(matrix), label, sample_weight=weight)
    return Linear(centre, scale, estimator.coef_[0].copy(), float(estimator.intercept_[0]))


def fit_boosting(matrix: np.ndarray, label: np.ndarray, weight: np.ndarray, *, rises: np.ndarray, seed: int,
                 trees: int = 120, leaves: int = 10, rate: float = 0.1, share: float = 0.3) -> Trees:
    """Histogram gradient boosting. `share`: of the features that a split may look at; `rises`: per feature +1 where the
    score may only rise with it, -1 where it may only fall, 0 where it is free."""
    estimator = HistGradientBoostingClassifier(
        max_iter=trees, max_leaf_nodes=leaves, learning_rate=rate, max_features=share, min_samples_leaf=20,
        l2_regularization=1.0, max_bins=63, early_stopping=False, monotonic_cst=rises, random_state=seed)
    with threadpool_limits(1):
        estimator.fit(matrix, label, sample_weight=weight)
    # Private, and looked after by a test: every tree's nodes as one record array.
    nodes = [stage[0].nodes for stage in estimator._predictors]
    return _joined([{"feature": tree["feature_idx"], "threshold": tree["num_threshold"], "left": tree["left"],
                     "right": tree["right"], "unknown_left": tree["missing_go_to_left"], "value": tree["value"],
                     "leaf": tree["is_leaf"]} for tree in nodes],
                   float(np.ravel(estimator._baseline_prediction)[0]), is_share=False)


def fit_forest(matrix: np.ndarray, label: np.ndarray, weight: np.ndarray, *, rises: np.ndarray, seed: int,
               trees: int = 80, leaf_rows: int = 5, share: float = 0.2) -> Trees:
    """Extremely randomised trees; the score is the log-odds of the mean share of label 1 in the leaves. `rises` is not
    used: with unknown values scikit-learn's forests take no constraint."""
    estimator = ExtraTreesClassifier(n_estimators=trees, min_samples_leaf=leaf_rows, max_features=share,
                                     random_state=seed)
    estimator.fit(matrix.astype(np.float32), label, sample_weight=weight)
    parts = []
    for one in estimator.estimators_:
        tree = one.tree_
        share_one = tree.value[:, 0, 1] / tree.value[:, 0, :].sum(axis=1)
        parts.append({"feature": tree.feature, "threshold": tree.threshold, "left": tree.children_left,
                      "right": tree.children_right, "unknown_left": tree.missing_go_to_left,
                      "value": share_one / trees, "leaf": tree.children_left < 0})
    return _joined(parts, 0.0, is_share=True)


FITS: dict[str, Fit] = {"logistic": fit_linear, "boosting": fit_boosting, "trees": fit_forest}
BLENDS: dict[str, tuple[str, ...]] = {"blend": ("logistic", "boosting")}
FAMILIES = (*FITS, *BLENDS)
"""Names, the simplest first. A blend is the mean of others, each scaled to a spread of 1."""


def fit_families(names: Iterable[str], matrix: np.ndarray, label: np.ndarray, weight: np.ndarray, *, rises: np.ndarray,
                 seed: int) -> dict[str, Scorer]:
    """Fit these families on the same rows, each once however many blends it is in."""
    fitted: dict[str, Scorer] = {}

    def get(name: str) -> Scorer:
        if name not in fitted:
            fitted[name] = (Blend(*_scaled([get(part) for part in BLENDS[name]], matrix)) if name in BLENDS
                            else FITS[name](matrix, label, weight, rises=rises, seed=seed))
        return fitted[name]

    return {name: get(name) for name in names}


def _scaled(parts: list[Scorer], matrix: np.ndarray) -> tuple[tuple[Scorer, ...], tuple[float, ...]]:
    return tuple(parts), tuple(float(max(part.score(matrix).std(), 1e-6)) for part in parts)


def _joined(parts: list[dict[str, np.ndarray]], base: float, *, is_share: bool) -> Trees:
    """The trees' nodes one after another, leaves pointing at themselves."""
    sizes = np.array([len(part["value"]) for part in parts])
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    columns: dict[str, list] = {name: [] for name in ("feature", "threshold", "left", "right", "unknown_left", "value")}
    depth = 0
    for part, root in zip(parts, roots):
        leaf, own = part["leaf"].astype(bool), np.arange(len(part["value"]))
        left = np.where(leaf, own, part["left"]).astype(np.int64)
        right = np.where(leaf, own, part["right"]).astype(np.int64)
        depth = max(depth, _depth(left, right))
        columns["left"].append(left + root)
        columns["right"].append(right + root)
        columns["feature"].append(np.where(leaf, 0, part["feature"]))
        columns["threshold"].append(np.where(leaf, np.inf, part["threshold"]))
        columns["unknown_left"].append(np.asarray(part["unknown_left"], dtype=bool))
        columns["value"].append(np.where(leaf, part["value"], 0.0))
    kinds = {"feature": np.int32, "left": np.int32, "right": np.int32, "threshold": np.float64, "unknown_left": bool,
             "value": np.float64}
    joined = {name: np.concatenate(column).astype(kinds[name]) for name, column in columns.items()}
    return Trees(roots=roots.astype(np.int32), depth=depth, base=base, is_share=is_share, **joined)


def _depth(left: np.ndarray, right: np.ndarray) -> int:
    """How many steps it is from the root, node 0, to the deepest leaf."""
    level, steps = np.array([0]), 0
    while len(level := level[left[level] != level]):
        level, steps = np.concatenate([left[level], right[level]]), steps + 1
    return steps
