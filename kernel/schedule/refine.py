"""Refinement: which draft the next request should better, or whether fresh samples are worth more. Pure.

    drafts    programs that run, are not transductive, not yet perfect, and right on some train pair or at least of the
              right size there; those that do the same on every input are one
    REX       which draft: each is an arm, theta ~ Beta(1 + C h, 1 + C (1 - h) + N), the largest theta is refined
              (h train accuracy, N times refined, C = 20; Tang et al. 2024, as SOAR uses it)
    chances   whether to refine it: how often a sample of either kind fits all train pairs, on this task

Theta ranks drafts and is no chance of success: a draft with two of three pairs right has a theta of 0.6 where a
refinement of it may fit once in a thousand. So fresh sampling cannot be an arm among them. It is one beside them: both
kinds have a `_Chance`, in the same unit, and the larger one is asked for.

A kind's chance on a task is Beta: what the kind is worth in general, then the task's own fits and misses. In general:
some populations of tasks are conceivable (`FRESH`, `REFINED`), weighed by how well they foretold every sample of the
run so far. Such a weighing is not misled by samples going where fits are expected, as a plain share of fits would be:
that one makes refining look bad for being tried on the hard tasks. A refinement's odds also go with the draft's
accuracy, and either kind's samples may say something of the other; how much is part of a population, and so is learned.

Thompson sampling is over populations: one is drawn by weight for each kind, and under these two the task's expected
chances are compared. To draw each task's chance as well would be the usual way, and wasteful here: chances on ARC
spread over so many powers of ten that of two kinds, the better one 20 times better on average, the worse one would win
42 % of such draws, most of them on tasks that neither solves.

Saturation follows: with every fresh miss the fresh chance falls; once it is below what refining promises, refining has
its turn, and its misses give the turn back.

Promises: N counts what was asked and did not get lost, in flight included; the same calls with the same generator
choose the same; a restart that observes the journal in its order knows every program that came back, and every reply
without one; `Refining.drafts` a task are kept, not always the same ones after a restart. What it does to a run:
`build.py bench refine`.

Leaves out: which task is next and what samples cost (`kernel.schedule`), and the prompt (`kernel.prompts`).
"""
import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np

from kernel.candidates import Evaluation, pack, unpack
from kernel.sandbox import Outcome
from kernel.tasks import Task


@dataclass(frozen=True)
class Refining:
    """The knobs."""

    c: float = 20.0                    # REX's C: what a draft's accuracy weighs, in refinements
    drafts: int = 50                   # kept a task, those of which REX expects most
    doubted: float = 0.5               # a program whose p_transductive reaches this is taken for transductive
    losses: int = 3                    # requests for refinements of a task lost in a row, after which no more are made


@dataclass(frozen=True)
class Population:
    """How a kind's chances are spread over tasks: Beta(a, b), moved by what is known of the one task.

    A sample's odds are those of the task times `ratio` exp(slope (h - 1/2)) for a draft with accuracy h. Fits and
    misses of a task's fresh samples count for `kin` of the refined ones, and the other way round: with 1 they are the
    same but for the ratio, with 0 strangers. `weight` is what it is given before the run, relative.
    """

    a: float
    b: float
    weight: float
    ratio: float = 1.0
    slope: float = 0.0
    kin: float = 0.0


def _decades(value: float, centre: float, spread: float) -> float:
    """The density, not normed, of a value whose log10 is normal."""
    return math.exp(-0.5 * (math.log10(value / centre) / spread) ** 2)


FRESH = tuple(Population(a, b, _decades(a, 0.05, 0.5) * _decades(b, 1.0, 1.0))
              for a, b in product((0.02, 0.05, 0.1, 0.3, 1.0), np.logspace(-1, 3.5, 10)))
"""Fresh samples. Beta(0.05, 1) is about the published curve of SOAR-14B on ARC-AGI-1 public evaluation before training
on its tasks: some sample fits on 5, 13, 21, 31 and 35 % of tasks after 1, 10, 60, 1,000 and 3,000 (published: 4, 13,
19, 29 and 31 % solved). Other models and sets are allowed a power of ten either way and more."""

_APART = tuple(Population(a, b, _decades(a, 0.05, 0.5) * _decades(b, 60.0, 1.0), slope=slope)
               for a, b, slope in product((0.03, 0.1, 0.3), np.logspace(0, 3.5, 8), (0.0, 2.0, 4.0)))
_KIN = tuple(Population(a, 1.0, _decades(a, 0.05, 0.5) * _decades(ratio, 0.1, 1.0), ratio, slope, kin)
             for a, ratio, slope, kin in product((0.03, 0.1, 0.3), np.logspace(-2, 2, 9), (0.0, 2.0, 4.0),
                                                 (0.2, 1.0)))
REFINED = _APART + _KIN
"""Refinements: a matter of their own, or more or less of one with the task's fresh samples but for a ratio. That is
supposed to be 0.1, give or take a power of ten: until the run shows otherwise most requests are for fresh samples.

Published of the same run: after 3,000 fresh samples 300 refinements a task raise 31.4 to 35.8 %, and 3,000 to 39.1 %,
so they solve 6 and 11 % of the tasks left: Beta(0.05, 100) by the first, Beta(0.03, 40) by both."""


@dataclass(eq=False)
class _Record:
    """What came of one kind on one task; `misses` under each population, since it says what a miss weighs."""

    misses: np.ndarray
    fits: int = 0


class _Chance:
    """One kind of sample: the populations, their weights so far, and a task's chance under each.

    `lent` are fits and misses of the other kind that count on the task as well, under each population or under all.
    """

    def __init__(self, populations: Sequence[Population]):
        self._a, self._b, self._ratio, self._slope, self.kin = (
            np.array([getattr(one, name) for one in populations]) for name in ("a", "b", "ratio", "slope", "kin"))
        self._log_weight = np.log([one.weight for one in populations])

    def record(self) -> _Record:
        """Of a task of which nothing is known."""
        return _Record(np.zeros(len(self._a)))

    def learn(self, record: _Record, fits: bool, lent: tuple = (0, 0), accuracy: float = 0.5) -> None:
        """One more sample on the record's task, of a draft of this accuracy."""
        chance = self.expected(record, lent, accuracy)
        self._log_weight += np.log(chance if fits else 1.0 - chance)
        self._log_weight -= self._log_weight.max()
        record.fits += fits
        record.misses += (not fits) * self._times(accuracy)

    def draw(self, rng: np.random.Generator) -> int:
        """A population, by weight."""
        upto = np.cumsum(np.exp(self._log_weight))
        return min(int(np.searchsorted(upto, rng.random() * upto[-1], "right")), len(upto) - 1)

    def expected(self, record: _Record, lent: tuple = (0, 0), accuracy: float = 0.5) -> np.ndarray:
        """The chance of a sample on the record's task. A miss from which twice as much was hoped says twice as much."""
        fits = self._times(accuracy) * (self._a + record.fits + lent[0])
        return fits / (fits + self._b + record.misses + lent[1])

    def _times(self, accuracy: float) -> np.ndarray:
        """By what the task's odds are multiplied for a draft of this accuracy."""
        return self._ratio * np.exp(self._slope * (accuracy - 0.5))


@dataclass(frozen=True)
class _Kept:
    """An evaluation with its grids packed: a tenth of the memory."""

    bare: Evaluation
    train: tuple[str, ...]
    tests: tuple[str, ...]

    @classmethod
    def of(cls, evaluation: Evaluation) -> "_Kept":
        return cls(replace(evaluation, train_grids=(), test_grids=()), tuple(map(pack, evaluation.train_grids)),
                   tuple(map(pack, evaluation.test_grids)))

    @property
    def behaviour(self) -> bytes:
        """Alike for programs that do the same on every input."""
        return hashlib.blake2b(repr((self.train, self.tests)).encode(), digest_size=16).digest()

    def whole(self) -> Evaluation:
        """The evaluation that was kept."""
        return replace(self.bare, train_grids=tuple(map(unpack, self.train)),
                       test_grids=tuple(map(unpack, self.tests)))


@dataclass(eq=False, slots=True)
class _Arm:
    """One behaviour. `kept` is the first program seen to have it, None once better ones have taken its place."""

    accuracy: float
    kept: _Kept | None = None
    came: int = 0                      # refinements of it that came back
    in_flight: int = 0

    @property
    def times(self) -> int:
        """REX's N."""
        return self.came + self.in_flight

    def landed(self, samples: int = 1) -> None:
        """So many are in flight no more; those from before a restart never were."""
        self.in_flight = max(0, self.in_flight - samples)

    def expected(self, c: float) -> float:
        """The mean of its theta."""
        return (1.0 + c * self.accuracy) / (2.0 + c + self.times)


@dataclass(eq=False)
class _Work:
    """What is known of one task. `sizes`: of its train outputs, rows and columns."""

    sizes: tuple[tuple[int, int], ...]
    fresh: _Record
    refined: _Record
    fresh_misses: int = 0
    losses: int = 0                    # in a row
    held: list[_Arm] = field(default_factory=list)
    by_behaviour: dict[bytes, _Arm] = field(default_factory=dict)
    by_id: dict[str, _Arm] = field(default_factory=dict)           # of the programs that were kept at some time


class Refiner:
    """The drafts of one run and its choice between them and fresh samples. For the samples of one engine of draws."""

    def __init__(self, tasks: Iterable[Task], settings: Refining = Refining()):
        self._settings = settings
        self._fresh, self._refined = _Chance(FRESH), _Chance(REFINED)
        self._work = {task.id: _Work(tuple((len(pair.output), len(pair.output[0])) for pair in task.train),
                                     self._fresh.record(), self._refined.record()) for task in tasks}

    def observe(self, evaluation: Evaluation) -> None:
        """Learn what a sample came to: `candidate.parents` tells a refinement from a fresh one. INFRA says nothing of a
        program, which is just no longer in flight; passed over are tasks that are not of this run."""
        work = self._work.get(evaluation.candidate.task_id)
        if work is None:
            return
        if evaluation.outcome == Outcome.INFRA.name:
            if (parents := evaluation.candidate.parents) and (arm := work.by_id.get(parents[0])):
                arm.landed()
            return
        fits = evaluation.perfect and not self._transductive(evaluation)
        if parents := evaluation.candidate.parents:
            self._refinement_came(work, work.by_id.get(parents[0]), fits)
        else:
            self._fresh_came(work, fits)
        if self._is_draft(work, evaluation):
            self._keep(work, evaluation)

    def choose(self, task_id: str, rng: np.random.Generator) -> Evaluation | None:
        """The draft that the next request for the task should better; None: fresh samples. Counts nothing: what is
        asked is told to `sent`."""
        work = self._work[task_id]
        if not work.held or work.losses >= self._settings.losses:
            return None
        arm = self._rex(work.held, rng)
        f, r = self._fresh.draw(rng), self._refined.draw(rng)
        to_fresh = self._refined.kin[r] * work.refined.fits, self._refined.kin[r] * work.refined.misses[r]
        fresh = self._fresh.expected(work.fresh, to_fresh)[f]
        refined = self._refined.expected(work.refined, self._to_refined(work), arm.accuracy)[r]
        return arm.kept.whole() if refined > fresh else None

    def draft(self, task_id: str, rng: np.random.Generator) -> Evaluation | None:
        """The draft that REX would refine, whatever fresh samples are worth; None where there is none."""
        held = self._work[task_id].held
        return self._rex(held, rng).kept.whole() if held else None

    def sent(self, task_id: str, draft: Evaluation | None, samples: int) -> None:
        """So many samples have been asked for: of this draft that `choose` gave, or fresh ones, which are counted when
        they come."""
        if draft is not None:
            self._work[task_id].by_id[draft.candidate.id].in_flight += samples

    def missed(self, task_id: str, draft: str | None, samples: int = 1) -> None:
        """So many replies held no program: nothing will be observed of them. `draft`: id of the candidate that they
        were to better, None for fresh ones. To leave this out makes the kind that does so more often look better than
        it is, and keeps them in flight for ever."""
        work = self._work[task_id]
        for _ in range(samples):
            if draft is None:
                self._fresh_came(work, False)
            else:
                self._refinement_came(work, work.by_id.get(draft), False)

    def lost(self, task_id: str, draft: Evaluation | None, samples: int) -> None:
        """So many samples will not come, as their request failed. A task whose refinements are lost again and again,
        say because the longer prompt does not fit the model, is left to fresh samples."""
        if draft is not None:
            work = self._work[task_id]
            work.by_id[draft.candidate.id].landed(samples)
            work.losses += 1

    def _fresh_came(self, work: _Work, fits: bool) -> None:
        self._fresh.learn(work.fresh, fits)
        work.fresh_misses += not fits

    def _refinement_came(self, work: _Work, arm: _Arm | None, fits: bool) -> None:
        """`arm` None: of a draft that is not known, as from a journal that was cut; it counts as of accuracy 1/2."""
        self._refined.learn(work.refined, fits, self._to_refined(work), arm.accuracy if arm else 0.5)
        work.losses = 0
        if arm is not None:
            arm.came += 1
            arm.landed()

    def _to_refined(self, work: _Work) -> tuple[np.ndarray, np.ndarray]:
        """What the task's fresh samples say of its refinements."""
        return self._refined.kin * work.fresh.fits, self._refined.kin * work.fresh_misses

    def _transductive(self, evaluation: Evaluation) -> bool:
        return evaluation.p_transductive is not None and evaluation.p_transductive >= self._settings.doubted

    def _is_draft(self, work: _Work, evaluation: Evaluation) -> bool:
        if evaluation.outcome != Outcome.OK.name or evaluation.perfect or self._transductive(evaluation):
            return False
        return any(evaluation.train_correct) or any(
            (len(grid), len(grid[0])) == size for grid, size in zip(evaluation.train_grids, work.sizes, strict=True))

    def _keep(self, work: _Work, evaluation: Evaluation) -> None:
        """Make it an arm unless its behaviour is one; of more than fit the one of which REX expects least goes, of
        equals the latest."""
        kept = _Kept.of(evaluation)
        arm = work.by_behaviour.setdefault(kept.behaviour, _Arm(evaluation.accuracy))
        if arm.kept is not None:
            return
        held, c = work.held, self._settings.c
        if len(held) == self._settings.drafts:
            least = min(reversed(held), key=lambda one: one.expected(c))
            if arm.expected(c) <= least.expected(c):
                if not arm.times:
                    del work.by_behaviour[kept.behaviour]          # nothing to remember of it
                return
            held.remove(least)
            least.kept = None
        arm.kept = kept
        held.append(arm)
        work.by_id[evaluation.candidate.id] = arm

    def _rex(self, arms: Sequence[_Arm], rng: np.random.Generator) -> _Arm:
        h = np.array([arm.accuracy for arm in arms])
        n = np.array([arm.times for arm in arms])
        c = self._settings.c
        return arms[int(np.argmax(rng.beta(1.0 + c * h, 1.0 + c * (1.0 - h) + n)))]
