"""The search on one task: a stream of programs, the same for the same task and seed however long it is listened to.

States are expanded cheapest first; after a growing number of expansions rules are sought on every canvas that has grown,
and what they give is yielded, one program for each different answer, so that a longer budget only continues a shorter
one's stream. Time is read from the clock that the caller gives, in the caller's unit.
"""
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from kernel.engines.search import emit
from kernel.engines.search.library import frames
from kernel.engines.search.rules import Limits, Rule, find_rules, paint, thin_support
from kernel.engines.search.states import Pool

STAGES = (5, 14, 30, 60, 110, 180, 280, 420, 620, 900, 1300, 1900, 2700, 3900, 5600, 8000, 12000, 18000, 27000)


@dataclass(frozen=True)
class Found:
    """A program and what the search thinks of it: `rank` is lower the better its explanation, near misses last."""

    program: str
    rank: int
    exact: bool
    seconds: float                     # clock time since the search began


@dataclass(frozen=True)
class Frame:
    """A way to see colours: names of the library functions that translate there and back ("" for none)."""

    before: str = ""
    after: str = ""


FRAMES = (Frame(), Frame("common_to_zero", "common_from_zero"), Frame("by_frequency", "from_frequency"))


class Lens:
    """A task seen through a frame, with its pool of states."""

    def __init__(self, frame: Frame, train: list[tuple], tests: list, seed: int) -> None:
        self.frame = frame
        self.originals = [np.array(i) for i, _ in train] + [np.array(t) for t in tests]
        targets = [np.array(o) for _, o in train]
        inputs = self.originals
        if frame.before:
            inputs = [getattr(frames, frame.before)(g) for g in self.originals]
            targets = [self._encode(o, g) for o, g in zip(targets, self.originals)]
        self.targets = targets
        self.inputs = inputs
        self.pool = Pool(inputs, targets, seed)

    def _encode(self, output: np.ndarray, original: np.ndarray) -> np.ndarray:
        """An output in the frame of its input: the colour whose translation back is the output's."""
        table = getattr(frames, self.frame.after)(np.arange(10)[None, :], original)[0]
        return np.argsort(table)[output]

    def answer(self, rule: Rule, shapes: tuple) -> tuple[tuple, int]:
        """What a rule gives on each test input (as hashable grids), and how many cells met something unseen."""
        n_train, answers, unseen = len(self.targets), [], 0
        for k in range(n_train, len(self.inputs)):
            out, missed = paint(rule.tree, k, shapes[k])
            if self.frame.after:
                out = getattr(frames, self.frame.after)(out, self.originals[k])
            answers.append((out.shape, out.astype(np.int8).tobytes()))
            unseen += missed
        return tuple(answers), unseen


def search(train: list[tuple], tests: list, clock: Callable[[], float], seconds: float, seed: int = 0,
           limits: Limits = Limits(), answers: int = 4) -> Iterator[Found]:
    """Programs for a task, until `seconds` of the clock have passed or there are `answers` different exact ones.

    `train`: (input, output) grids; `tests`: input grids. Exact programs give every train output. The seed orders what is
    equally cheap. Raises nothing on well-formed grids.
    """
    begun = clock()
    end = begun + seconds
    lenses = seen_through(train, tests, seed)
    given: dict[tuple, int] = {}
    patience = 3
    for stage in STAGES:
        for lens in lenses:
            while lens.pool.expanded < stage and not lens.pool.exhausted:
                for _ in lens.pool.expand():
                    pass
                if clock() >= end:
                    return
            for canvas in list(lens.pool.canvases.values()):
                if len(canvas.states) < 1.1 * canvas.solved_at + 1:
                    continue
                canvas.solved_at = len(canvas.states)
                for found in best_rules(lens, canvas.shapes, find_rules(canvas, lens.targets, limits), given):
                    yield Found(found[0], found[1], found[2], clock() - begun)
                if clock() >= end:
                    return
        simple = sum(1 for rank in given.values() if rank < SIMPLE)
        patience -= simple > 0
        if simple >= answers or patience == 0 or all(lens.pool.exhausted for lens in lenses):
            return


NEAR = 1_000_000
UNSEEN = 1.5
"""Cost of meeting, in a test input, a value that no train pair showed."""
THIN = 0.6
"""Cost of a leaf that the answer uses and that only one train pair supports."""
SIMPLE = 600
"""Explanations of at most this rank are worth stopping for; a longer one is more often a coincidence."""


def best_rules(lens: Lens, shapes: tuple, rules: list[Rule], given: dict[tuple, int]) -> list[tuple[str, int, bool]]:
    """Of the rules those that give an answer not given yet, or give it for a clearly better reason; at most six, the
    simplest, and what is left out then is not worth running later unless a clearly better reason comes up.

    The rank adds up the evidence: explanations that agree count together, each by 2 to the power of minus its cost.
    """
    weight: dict[tuple, float] = {}
    best: dict[tuple, tuple[float, Rule]] = {}
    for rule in rules:
        answer, unseen = lens.answer(rule, shapes)
        cost = rule.cost + (UNSEEN if unseen else 0.0) + THIN * thin_support(rule.tree, len(lens.targets), len(lens.inputs))
        if rule.unexplained:
            answer, cost = ("near", *answer), cost + 100 + rule.unexplained
        weight[answer] = weight.get(answer, 0.0) + 2.0 ** -min(2 * cost, 900)
        if answer not in best or cost < best[answer][0]:
            best[answer] = (cost, rule)
    results = []
    for answer, (cost, rule) in sorted(best.items(), key=lambda item: item[1][0]):
        exact = rule.unexplained == 0
        rank = int(-50 * np.log2(weight[answer])) + (0 if exact else NEAR)
        if rank < given.get(answer, 1 << 60) - 50:
            given[answer] = rank
            results.append((emit.program(rule.tree, lens.frame.before, lens.frame.after), rank, exact))
    return results[:6]


def seen_through(train: list[tuple], tests: list, seed: int) -> list[Lens]:
    """The task in every frame in which it looks different from the plain one."""
    lenses = [Lens(FRAMES[0], train, tests, seed)]
    for frame in FRAMES[1:]:
        try:
            lens = Lens(frame, train, tests, seed)
        except ValueError:
            continue
        if not any(all((a == b).all() for a, b in zip(lens.inputs, other.inputs)) for other in lenses):
            lenses.append(lens)
    return lenses
