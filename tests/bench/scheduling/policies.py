"""Who chooses, by name: rules of thumb, the public baseline, the kit's chooser, and two that know what nobody knows.

Each has `kernel.schedule.chooser.Chooser`'s interface. The rules take the tasks by the length of their prompts,
shortest first, as the public baseline does. `bayes` is the kit's chooser handed the world's one true population,
difficulty's correlation, how partial fits go, how often fits are right, and each task's true cost. `clairvoyant` knows
every task's chance and how often its fits are right, though not which answer that is, and takes what its next fit is
worth.
"""
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from kernel.schedule.belief import Hypothesis, Prior, standardised
from kernel.schedule.chooser import Chooser
from kernel.schedule.worth import Worth, worth_of
from tests.bench.scheduling.simulate import Policy
from tests.bench.scheduling.world import Tasks, World

CHUNK = 16                             # samples of a request: four fill a GPU


class Rounds:
    """Passes over the tasks, shortest first; in each a task gets as many samples as the pass says, in requests of
    `CHUNK`. After the last pass that is given, nothing, or with `forever` the same pass again.

    A task is left when `stop` of its fits agree (with `agree`; else when it has so many), or when it has had `leave`
    samples without a fit or a partial fit.
    """

    def __init__(self, tasks: Tasks, passes: Sequence[int], *, forever: bool = False, stop: int | None = None,
                 agree: bool = False, leave: int | None = None):
        number = len(tasks)
        self._order = np.argsort(tasks.prompt_tokens, kind="stable")
        self._passes, self._forever = list(passes), forever
        self._stop, self._agree, self._leave = stop, agree, leave
        self._goal = 0
        self._sent = np.zeros(number, dtype=int)       # that came or are in flight
        self._came = np.zeros(number, dtype=int)
        self._signs = np.zeros(number, dtype=int)      # fits and partial fits
        self._answers: list[Counter[Hashable]] = [Counter() for _ in range(number)]
        self._left = np.zeros(number, dtype=bool)

    def next(self, samples_left: float) -> tuple[int, int] | None:
        while True:
            wanting = (self._sent < self._goal) & ~self._left
            if wanting.any():
                task = int(self._order[np.argmax(wanting[self._order])])
                samples = int(min(CHUNK, self._goal - self._sent[task], samples_left))
                self._sent[task] += samples
                return (task, samples) if samples else None
            if self._left.all() or not self._passes:
                return None
            self._goal += self._passes[0]
            if not (self._forever and len(self._passes) == 1):
                del self._passes[0]

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             cost: float | None = None) -> None:
        self._came[task] += misses + partials + len(answers)
        self._signs[task] += partials + len(answers)
        self._answers[task].update(answers)
        fits = self._answers[task]
        has = max(fits.values(), default=0) if self._agree else fits.total()
        if self._stop is not None and has >= self._stop:
            self._left[task] = True
        if self._leave is not None and self._came[task] >= self._leave and not self._signs[task]:
            self._left[task] = True

    def lost(self, task: int, samples: int) -> None:
        self._sent[task] -= samples


class Clairvoyant:
    """Knows every chance; see above."""

    STEPS = 20                         # to which a task's chance that a fit is right is rounded
    FIRM = 400.0                       # weight of what it knows of that, in fits
    LEAST = 4                          # samples of a request

    def __init__(self, tasks: Tasks):
        self._chance, self._cost = tasks.chance, tasks.tokens
        self._answers: list[Counter[Hashable]] = [Counter() for _ in range(len(tasks))]
        self._flight = np.zeros(len(tasks), dtype=int)
        self._worth = [self._known(float(right), tasks.world.scatter) for right in tasks.right]
        self._gain = np.array([worth.gain(()) for worth in self._worth])
        self._with_miss = 1 - self._chance

    def _known(self, right: float, scatter: float) -> Worth:
        share = min(max(round(right * self.STEPS) / self.STEPS, 0.01), 0.999)
        return worth_of((self.FIRM * share, self.FIRM * (1 - share)), scatter)

    def next(self, samples_left: float) -> tuple[int, int] | None:
        values = self._chance * self._gain * self._with_miss ** self._flight / self._cost
        task = int(np.argmax(values))
        if values[task] <= 0 or samples_left < 1:
            return None
        samples = int(min(max(self.LEAST, 1 / self._chance[task]), CHUNK, samples_left))
        self._flight[task] += samples
        return task, samples

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             cost: float | None = None) -> None:
        self._flight[task] -= misses + partials + len(answers)
        if answers:
            self._answers[task].update(answers)
            self._gain[task] = self._worth[task].gain(self._answers[task].values())

    def lost(self, task: int, samples: int) -> None:
        self._flight[task] -= samples


def true_prior(world: World) -> Prior:
    """What the world is, as the chooser may be told."""
    population = world.population
    hypothesis = Hypothesis(population.mean, population.spread, world.correlation, population.hopeless,
                            world.partials)
    return Prior((hypothesis,), right=(1e4, 1.0) if world.one_solves else population.right, scatter=world.scatter)


def bayes(tasks: Tasks) -> Policy:
    return Chooser(tasks.difficulty, tasks.tokens, true_prior(tasks.world))


def kit(tasks: Tasks) -> Policy:
    """As `kernel.schedule` makes it: difficulty as an order only, costs guessed from the prompt until samples come."""
    return Chooser(standardised(tasks.difficulty), np.sqrt(tasks.prompt_tokens), Prior())


POLICIES: dict[str, Callable[[Tasks], Policy]] = {
    "fixed 64": lambda tasks: Rounds(tasks, [64]),
    "fixed 96": lambda tasks: Rounds(tasks, [96]),
    "public baseline": lambda tasks: Rounds(tasks, [64, 32], stop=7),
    "uniform rounds": lambda tasks: Rounds(tasks, [CHUNK], forever=True),
    "stop at 7, rounds": lambda tasks: Rounds(tasks, [CHUNK], forever=True, stop=7),
    "rules of thumb": lambda tasks: Rounds(tasks, [CHUNK], forever=True, stop=5, agree=True, leave=256),
    "stop at first fit": lambda tasks: Rounds(tasks, [CHUNK], forever=True, stop=1),
    "kit": kit,
    "bayes": bayes,
    "clairvoyant": Clairvoyant,
}
"""`public baseline`: 64 attempts, stop at 7 fits, then 32 more in the place of its refinements. `rules of thumb`:
breadth before depth, stop at 5 that agree, leave after 256 without a partial fit."""
