"""Train and measure: a table of features in; figures of every family on every slice, and the fitted model, out.

Promises: pure, the same for the same table and seed. No figure comes from a row that was learned from: scores come out
of folds (`classifier.splits`), and what turns a fold's scores into probabilities and a threshold was fitted on other
folds. Probabilities are for a stream with `base_rate` transductive programs, whatever the table holds. Leaves out:
where the table comes from, and files.
"""
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from joblib import Parallel, delayed
from sklearn.linear_model import LogisticRegression

from classifier import baselines, features, figures, splits
from classifier.families import FAMILIES, Lesson, fit_families
from classifier.model import DEPTHS, Fitted, columns_of
from classifier.scorers import Scorer

CHOSEN_BY = "average_precision"


class TrainError(Exception):
    """The table cannot be learned from. One line: why, and what would be needed."""


@dataclass(frozen=True)
class Settings:
    """What is asked of a training. `base_rate`: 5 to 20 % of a model's programs are transductive (design FACTS.md)."""

    base_rate: float = 0.12
    overfit_rate: float = 0.05     # of rules that are fitted too closely, where that is told apart
    fpr_at_threshold: float = 0.005    # half of what would do here, since programs of other models look otherwise
    tie: float = 0.005             # of average precision: families nearer than this count as equal, the simpler wins
    seed: int = 0
    workers: int = 2
    families: tuple[str, ...] = FAMILIES


@dataclass(frozen=True)
class Table:
    """One row a program. `features`: rows x len(features.NAMES), NaN for what is not known; `label`: 0 or 1; `literal`
    and `counts`: the baselines' (rows, rows x 13); `right`: known to be right on every train and test pair."""

    names: splits.Names
    label: np.ndarray
    features: np.ndarray
    literal: np.ndarray
    counts: np.ndarray
    right: np.ndarray
    rises: np.ndarray              # per feature: +1, -1 or 0, see families.Lesson

    def __len__(self) -> int:
        return len(self.label)

    def rows(self, mask: np.ndarray) -> "Table":
        """The rows of a mask."""
        names = splits.Names(*(column[mask] for column in (self.names.task, self.names.style, self.names.manner)))
        return Table(names, self.label[mask], self.features[mask], self.literal[mask], self.counts[mask],
                     self.right[mask], self.rises)


@dataclass(frozen=True)
class Evaluation:
    """`figures[slice][depth][name]` for families and baselines; `family` is the chosen one, `reason` why; `scores` are
    its out-of-fold scores on the `basis`: {depth: (mask of rows tested, score a row)}."""

    figures: dict[str, dict[str, dict[str, dict]]]
    family: str
    reason: str
    scores: dict[str, tuple[np.ndarray, np.ndarray]] = field(repr=False)


@dataclass(frozen=True)
class Sigmoid:
    """Score -> probability at the base rate, and the threshold beyond which a program is flagged."""

    slope: float
    bias: float
    threshold: float

    @classmethod
    def fit(cls, score: np.ndarray, label: np.ndarray, settings: Settings) -> "Sigmoid":
        """Platt's: a logistic regression of the label on the score. The threshold is settings.fpr_at_threshold's."""
        weight = figures.weights(label, settings.base_rate)
        centre, spread = float(score.mean()), float(max(score.std(), 1e-9))
        line = LogisticRegression(C=10.0).fit(((score - centre) / spread)[:, None], label, sample_weight=weight)
        slope = max(float(line.coef_[0, 0]), 0.0) / spread
        bias = float(line.intercept_[0]) - slope * centre
        p = cls(slope, bias, 1.0)(score)
        return cls(slope, bias, figures.threshold_at(label, p, settings.fpr_at_threshold))

    def __call__(self, score: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-np.clip(self.slope * score + self.bias, -30, 30)))


def check(table: Table) -> None:
    """Raise TrainError unless there are both labels, on enough tasks to keep some apart."""
    ones, tasks = int(table.label.sum()), len(np.unique(table.names.task))
    if ones < 10 or len(table) - ones < 10:
        raise TrainError(f"{ones} transductive and {len(table) - ones} other programs: at least 10 of each are needed")
    if tasks < 5:
        raise TrainError(f"programs for {tasks} tasks: at least 5 are needed, to test on tasks not learned from")


def evaluate(table: Table, settings: Settings, done: Callable[[], None] = lambda: None) -> Evaluation:
    """Every family and baseline on every slice; `done` is called after each of `fits(table)` fits."""
    check(table)
    jobs = list(_jobs(table))
    fitted = Parallel(n_jobs=settings.workers, return_as="generator")(
        delayed(_score_fold)(table, depth, fold, settings) for _, depth, fold in jobs)
    scores: dict[tuple, list] = {}
    for (slice_, depth, fold), by_name in zip(jobs, fitted):
        for name, score in by_name.items():
            scores.setdefault((slice_, depth, name), []).append((fold.test, score))
        done()
    found: dict = {}
    for (slice_, depth, name), parts in scores.items():
        outside, style = None, scores.get(("style", depth, name))
        if slice_ == "hand" and style:                   # what a user would have had who knows none written by hand
            outside = _generated(style, table)
        within = {slice_: np.ones(len(table), bool)}
        if slice_ == "style":
            within["hard-coders"] = ~np.char.startswith(table.names.style, "overfit:")
        for one, mask in within.items():
            figure = _figures(parts, table, settings, outside, mask)
            if figure:
                found.setdefault(one, {}).setdefault(depth, {})[name] = figure
    family, reason = choose(found, settings)
    for by_name in (by_name for by_depth in found.values() for by_name in by_depth.values()):
        for name in by_name.keys() - {family}:           # by style for the chosen one alone: the rest is bulk
            del by_name[name]["by_style"]
    return Evaluation(found, family, reason, {
        depth: _pooled(scores[(basis(found), depth, family)], len(table)) for depth in DEPTHS})


def basis(found: dict) -> str:
    """The slice that family, calibration and threshold are taken from: held-out styles, or held-out tasks where there
    are too few styles to hold any out."""
    return next(slice_ for slice_ in ("style", "task") if DEPTHS == tuple(found.get(slice_, {})))


def fits(table: Table) -> int:
    """How many folds at how many depths `evaluate` fits."""
    return sum(1 for _ in _jobs(table))


def choose(found: dict, settings: Settings) -> tuple[str, str]:
    """The family that is best on the `basis`, over all depths; among those within `tie`, the simplest."""
    slice_ = basis(found)
    means = {name: float(np.mean([found[slice_][depth][name][CHOSEN_BY] for depth in DEPTHS]))
             for name in settings.families}
    best = max(means.values())
    family = next(name for name in settings.families if means[name] >= best - settings.tie)
    listed = ", ".join(f"{name} {mean:.4f}" for name, mean in means.items())
    return family, (f"average precision on held-out {slice_}s, mean over the depths: {listed}; the simplest within "
                    f"{settings.tie:g} of the best is {family}")


def fit(table: Table, evaluation: Evaluation, settings: Settings) -> dict[str, Fitted]:
    """The chosen family on all rows, one classifier a depth, calibrated on scores of rows that were held out."""
    fitted = {}
    for depth in DEPTHS:
        columns = columns_of(depth)
        tested, score = evaluation.scores[depth]
        sigmoid = Sigmoid.fit(score[tested], table.label[tested], settings)
        scorer = _fit(table, columns, np.ones(len(table), bool), [evaluation.family], settings)[evaluation.family]
        fitted[depth] = Fitted(columns, scorer, sigmoid.slope, sigmoid.bias, sigmoid.threshold)
    return fitted


def examine(fitted: dict[str, Fitted], table: Table, settings: Settings) -> dict[str, dict]:
    """Figures of a fitted model, by depth, on rows that it has not learned from."""
    found = {}
    for depth, one in fitted.items():
        p = one.probabilities(table.features)
        found[depth] = figures.measure(table.label, p, p >= one.threshold, table.names.style, settings.base_rate)
    return found


def standing(exam: dict[str, dict]) -> float:
    """What two models are compared by: average precision on the exam, mean over the depths."""
    return float(np.mean([exam[depth]["average_precision"] for depth in DEPTHS]))


def importances(fitted: Fitted, table: Table, settings: Settings, repeats: int = 3) -> dict[str, float]:
    """Per feature name, how much average precision is lost when its column is shuffled; the greatest first."""
    chance = np.random.default_rng(settings.seed)
    whole = figures.average_precision(table.label, fitted.probabilities(table.features), settings.base_rate)
    lost = {}
    for column in fitted.columns:
        shuffled = table.features.copy()
        drops = []
        for _ in range(repeats):
            shuffled[:, column] = chance.permutation(table.features[:, column])
            drops.append(whole - figures.average_precision(table.label, fitted.probabilities(shuffled),
                                                           settings.base_rate))
        lost[features.NAMES[column]] = round(float(np.mean(drops)), 5)
    return dict(sorted(lost.items(), key=lambda item: -item[1]))


def _jobs(table: Table) -> Iterator[tuple[str, str, splits.Fold]]:
    """(slice, depth, fold) of every fit."""
    names = table.names
    folds = {"task": splits.by_task(names), "style": splits.by_style(names, table.label),
             "hand": splits.hand_out(names), "hand only": splits.hand_only(names)}
    for slice_, some in folds.items():
        for fold in some:
            if splits.usable(fold, table.label):
                yield from ((slice_, depth, fold) for depth in DEPTHS)


def _score_fold(table: Table, depth: str, fold: splits.Fold, settings: Settings) -> dict[str, np.ndarray]:
    """Scores of the fold's test rows, by every family; by the baselines too at the first depth, as they know one."""
    columns = columns_of(depth)
    fitted = _fit(table, columns, fold.learn, settings.families, settings)
    tested = table.features[fold.test][:, columns]
    scores = {name: scorer.score(tested) for name, scorer in fitted.items()}
    if depth == DEPTHS[0]:
        label = table.label[fold.learn]
        counted = baselines.fit_counts(table.counts[fold.learn], label, figures.weights(label, 0.5))
        scores |= {"literal match": table.literal[fold.test].astype(float),
                   "13 counts": counted.decision_function(table.counts[fold.test])}
    return scores


def _fit(table: Table, columns: np.ndarray, learn: np.ndarray, names: Sequence[str],
         settings: Settings) -> dict[str, Scorer]:
    style = table.names.style[learn]
    lesson = Lesson(table.features[learn][:, columns], table.label[learn], np.char.startswith(style, "overfit:"),
                    np.char.startswith(style, "users:") & (table.label[learn] == 1), table.rises[columns],
                    np.isin(np.array(features.NAMES)[columns], features.EFFORT))
    return fit_families(names, lesson, rates=(settings.base_rate, settings.overfit_rate), seed=settings.seed)


def _pooled(parts: list[tuple[np.ndarray, np.ndarray]], rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(mask of the rows tested, score a row) of the folds together."""
    tested, score = np.zeros(rows, bool), np.full(rows, np.nan)
    for mask, part in parts:
        tested |= mask
        score[mask] = part
    return tested, score


def _generated(parts: list[tuple[np.ndarray, np.ndarray]], table: Table) -> tuple[np.ndarray, np.ndarray]:
    """(scores, labels) of the tested rows that nobody wrote by hand."""
    tested, score = _pooled(parts, len(table))
    tested &= ~table.names.by_hand()
    return score[tested], table.label[tested]


def _figures(parts: list, table: Table, settings: Settings, outside: tuple | None, within: np.ndarray) -> dict | None:
    """The figures of one family on one slice: each fold's scores through a sigmoid that was fitted on the other folds'
    (or on `outside`); of the rows of the mask `within`. None where these have one label only."""
    tested, score = _pooled(parts, len(table))
    if len(np.unique(table.label[tested & within])) < 2:
        return None
    p, flagged = np.full(len(table), np.nan), np.zeros(len(table), bool)
    for mask, part in parts:
        others = tested & ~mask
        known = outside or (score[others], table.label[others])
        if len(np.unique(known[1])) < 2:
            known = (score[tested], table.label[tested])
        sigmoid = Sigmoid.fit(*known, settings)
        p[mask] = sigmoid(part)
        flagged[mask] = p[mask] >= sigmoid.threshold
    shown = tested & within
    right = shown & table.right & (table.label == 0)
    return figures.measure(table.label[shown], p[shown], flagged[shown], table.names.style[shown],
                           settings.base_rate) | {
        "fpr_right_on_train_and_test": round(float(flagged[right].mean()), 4) if right.any() else None,
        "recall_at_fpr_0.02_in_a_fold": _recall_in_a_fold([(mask & within, score) for mask, _ in parts], table.label)}


def _recall_in_a_fold(parts: list[tuple[np.ndarray, np.ndarray]], label: np.ndarray) -> float | None:
    """Mean over the folds of recall at a FPR of 2 % among the fold's own rows: what one model does by itself. Pooled
    scores are of several models, whose scales differ, and are ranked the worse for it."""
    recalls = [figures.recall_at(label[mask], score[mask], 0.02) for mask, score in parts
               if len(np.unique(label[mask])) == 2]
    return round(float(np.mean(recalls)), 4) if recalls else None
