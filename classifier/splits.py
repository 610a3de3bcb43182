"""Which rows are learned from and which are tested: tasks apart, styles apart, generated apart from written by hand.

Promises: in every fold of every split the tested tasks are not among the learned ones; in `by_style` neither are the
tested styles; a split is a function of names alone (digests place and order them), so that it is the same in every run.
Leaves out: fitting.
"""
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

EXAM_SHARE = 0.1
HAND = ("written:", "overfit:m")
"""Styles whose name begins so were written by hand, in the manners m0, m1, m2; all others come from a generator."""


@dataclass(frozen=True)
class Names:
    """What a split goes by: per row its task, its style (who wrote it, or which kind of hard-coder it is) and its
    manner (the rewriting that was laid over it, "" for none); arrays of str."""

    task: np.ndarray
    style: np.ndarray
    manner: np.ndarray

    def by_hand(self) -> np.ndarray:
        """Which rows were written by hand, as a mask."""
        return np.array([str(style).startswith(HAND) for style in self.style], dtype=bool)


@dataclass(frozen=True)
class Fold:
    """One fit: masks over all rows."""

    learn: np.ndarray
    test: np.ndarray


def place(name: str, places: int, salt: str) -> int:
    """A place from 0 to `places` - 1 for a name, the same for ever."""
    return int.from_bytes(hashlib.sha256(f"{salt}/{name}".encode()).digest()[:8]) % places


def exam(task: np.ndarray) -> np.ndarray:
    """Mask of the rows of tasks that no packed model ever learns from: what an old and a new one are compared on."""
    return _places(task, round(1 / EXAM_SHARE), "exam") == 0


def by_task(names: Names, folds: int = 4) -> Iterator[Fold]:
    """Each task is tested once."""
    where = _places(names.task, folds, "task")
    for number in range(folds):
        yield Fold(where != number, where == number)


def by_style(names: Names, label: np.ndarray, folds: int = 5, task_folds: int = 2) -> Iterator[Fold]:
    """Whole styles held out, and of them the tasks too: each row is tested once.

    What an honest style `search:numpy` is, is its manner. While it is tested nothing else in that manner is learned
    from, or the manner would look like a habit of hard-coders, whose kinds are held out in other folds.
    """
    fold_of = _dealt(names, label, folds)
    manner_of = {style.partition(":")[2]: fold for style, fold in fold_of.items() if style.startswith("search:")}
    unit = np.array([fold_of[str(style)] for style in names.style], dtype=int)
    manner = np.array([manner_of.get(str(manner), -1) for manner in names.manner], dtype=int)
    task = _places(names.task, task_folds, "style-task")
    for number in range(folds):
        for part in range(task_folds):
            yield Fold((unit != number) & (manner != number) & (task != part), (unit == number) & (task == part))


def hand_out(names: Names, task_folds: int = 2) -> Iterator[Fold]:
    """Learned from generated programs, tested on those written by hand, of other tasks. Nothing where either lacks."""
    hand = names.by_hand()
    if not hand.any() or hand.all():
        return
    task = _places(names.task, task_folds, "hand-task")
    for part in range(task_folds):
        yield Fold(~hand & (task != part), hand & (task == part))


def hand_only(names: Names, folds: int = 4) -> Iterator[Fold]:
    """Learned from programs written by hand and tested on such, of other tasks."""
    hand = names.by_hand()
    for fold in by_task(names, folds):
        yield Fold(fold.learn & hand, fold.test & hand)


def usable(fold: Fold, label: np.ndarray) -> bool:
    """Whether both labels are learned from and anything is tested."""
    learned = label[fold.learn]
    return bool(fold.test.any() and (learned == 1).sum() >= 5 and (learned == 0).sum() >= 5)


def _places(column: np.ndarray, places: int, salt: str) -> np.ndarray:
    found, back = np.unique(column, return_inverse=True)
    return np.array([place(str(name), places, salt) for name in found], dtype=int)[back]


def _dealt(names: Names, label: np.ndarray, folds: int) -> dict[str, int]:
    """A fold per distinct style. Those of honest programs, of hard-coders and of both are each ordered by a digest and
    dealt out in turn: few names placed by chance may leave a fold without one label."""
    ones, zeros = set(names.style[label == 1].tolist()), set(names.style[label == 0].tolist())
    dealt = {}
    for some in (zeros - ones, ones - zeros, ones & zeros):
        order = sorted(some, key=lambda name: place(name, 1 << 60, "style"))
        dealt |= {name: number % folds for number, name in enumerate(order)}
    return dealt
