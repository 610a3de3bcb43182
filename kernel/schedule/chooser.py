"""The chooser: which task the next samples of a language model go to, and how many.

    value of a sample = chance that it fits (`belief`) x what a fit is worth now (`worth`) / what the sample costs

The next request goes to the highest value. As long as a task has no fit its chance falls with every miss, so that what
is best for the next sample is best altogether; the first samples go to the easiest tasks, those that show nothing are
left for others, a fit makes its task worth more at once if votes are split and next to nothing if they agree. Rules of
thumb such as "stop at five that agree" are what this comes to, not rules here.

Promises: asked the same questions in the same order it gives the same answers; nothing is asked of a closed task; a
decision looks at all tasks and costs microseconds for each. Pure. Leaves out: deadlines and drafts (`schedule`).
"""
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from kernel.schedule.belief import Belief, Prior
from kernel.schedule.worth import worth_of


@dataclass(frozen=True)
class Choice:
    """The knobs of the choice."""

    least: int = 16                        # samples of a request: below, reading the prompt anew costs too much
    most: int = 64
    share: float = 0.25                    # of the samples that a task has had: the next request, between those two
    cost_samples: float = 8.0              # how many samples the cost that was expected of a task weighs
    learns_cost: bool = True
    counts_partials: bool = True


class Chooser:
    """Hands out samples for one engine. `difficulty` and `cost` (of a sample, relative): (tasks,)."""

    def __init__(self, difficulty: np.ndarray, cost: np.ndarray, prior: Prior = Prior(), settings: Choice = Choice()):
        tasks = len(difficulty)
        self._settings = settings
        self._belief = Belief(difficulty, prior)
        self._worth = worth_of(prior.right, prior.scatter)
        self._groups: list[Counter[Hashable]] = [Counter() for _ in range(tasks)]
        self._gain = np.full(tasks, self._worth.gain(()))
        self._closed = np.zeros(tasks, dtype=bool)
        self._expected_cost = np.array(cost, dtype=float)
        self._paid, self._paid_for = np.zeros(tasks), np.zeros(tasks)

    def next(self, samples_left: float) -> tuple[int, int] | None:
        """The task and the number of samples to ask for next; they count as in flight from now on.

        `samples_left`: how many one request could still bring before the end. None when there is nothing worth asking.
        How many tasks are in flight at once is bounded by how many requests are: to allow only tasks that are in flight
        already would never let go of them, as long as their requests overlap.
        """
        values = self.values()
        if not len(values) or samples_left < 1:
            return None
        task = int(np.argmax(values))
        if values[task] <= 0:
            return None
        belief, settings = self._belief, self._settings
        had = (belief.misses[task] + belief.partials[task] + belief.fits[task] + belief.refined[task]
               + belief.in_flight[task])
        samples = int(min(max(settings.least, settings.share * had), settings.most, samples_left))
        belief.saw(task, in_flight=samples)
        return task, samples

    def values(self) -> np.ndarray:
        """(tasks,) what the next sample of each task is worth per unit of cost; 0 for one that is closed."""
        return np.where(self._closed, 0.0, self._belief.chance() * self._gain / self.costs())

    def costs(self) -> np.ndarray:
        """(tasks,) what a sample of each task costs: as expected, corrected by what samples have cost so far."""
        expected = self._expected_cost
        if not self._settings.learns_cost or not self._paid_for.any():
            return expected
        level = self._paid.sum() / (self._paid_for @ expected)
        weight = self._settings.cost_samples
        return (weight * level * expected + self._paid) / (weight + self._paid_for)

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             refined: int = 0, cost: float | None = None) -> None:
        """What came of samples in flight: with no train pair right (or no program), with some, with all, each of these
        with what tells its outputs on the tests from others'; refinements without all; and what a sample cost on
        average."""
        came = misses + partials + len(answers) + refined
        if not self._settings.counts_partials:
            misses, partials = misses + partials, 0
        self._belief.saw(task, misses=misses, partials=partials, fits=len(answers), refined=refined,
                         in_flight=-min(came, self._belief.in_flight[task]))
        if answers:
            self._groups[task].update(answers)
            self._gain[task] = self._worth.gain(self._groups[task].values())
        if cost is not None:
            self.paid(task, cost, came)

    def found(self, task: int, answer: Hashable) -> None:
        """Somebody else has a program that fits: it votes too."""
        self._groups[task][answer] += 1
        self._gain[task] = self._worth.gain(self._groups[task].values())

    def paid(self, task: int, cost: float, samples: int = 1) -> None:
        """So many samples have cost so much each. What is no cost (0, infinite) is passed over."""
        if samples and 0 < cost < np.inf:
            self._paid[task] += cost * samples
            self._paid_for[task] += samples

    def lost(self, task: int, samples: int) -> None:
        """So many samples in flight will not come."""
        self._belief.saw(task, in_flight=-min(samples, self._belief.in_flight[task]))

    def close(self, task: int) -> None:
        """Nothing more is to be asked for it."""
        self._closed[task] = True

    def fits(self, task: int) -> int:
        """Samples that fit all train pairs."""
        return int(self._belief.fits[task])
