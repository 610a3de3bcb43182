"""A SIMULATION of the tasks of a run and of a language model's samples for them, since no GPU run comes with the kit.

What it assumes, each a field of `World`: chances as in a fitted `Population`; a difficulty that can be seen beforehand
and goes with the chance; partial fits that go with the chance, as beta distributions
(`kernel.schedule.belief.Partials`); wrong fits that scatter as guests of a Chinese restaurant do; samples whose tokens
differ between tasks, and prompts of different lengths (median and spread of ARC-AGI-2 evaluation, where 95 % are below
14k). Each of difficulty, partial fits and costs can be switched off. What a task's samples come to depends on the seed
and on how many have come, not on who asks: policies are compared on the same luck.
"""
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from kernel.schedule.belief import SILENT, Partials
from tests.bench.scheduling.fit import HIGHEST, Population

WEAK, STRONG = 0.3, 0.6
"""Correlations of difficulty with log10 of the chance."""
TABLES = 8                             # wrong answers of a task; the last one holds all that is rarer
BLOCK = 32                             # fits drawn ahead


@dataclass(frozen=True)
class World:
    """The assumptions."""

    population: Population
    correlation: float = STRONG        # of difficulty with log10 of the chance; 0: difficulty says nothing
    partials: Partials = field(default_factory=lambda: Partials(scale=0.5, power=0.2, hopeless=0.03, weight=5.0))
    scatter: float = 1.0               # how readily wrong fits differ
    tokens: float = 600.0              # of a sample, on average over tasks
    token_spread: float = 0.5          # standard deviation of the logarithm, between tasks; 0: all alike
    prompt_tokens: float = 6200.0      # median
    prompt_spread: float = 0.5         # of the logarithm
    length: float = 0.5                # correlation of the prompt's length with difficulty and with tokens
    one_solves: bool = False           # the plain model: every fit is right

    def without(self, *, difficulty: bool = True, partials: bool = True, costs: bool = True) -> "World":
        """The same world with what is False switched off."""
        return replace(self, correlation=self.correlation if difficulty else 0.0,
                       partials=self.partials if partials else SILENT,
                       token_spread=self.token_spread if costs else 0.0)


@dataclass(frozen=True, eq=False)
class Tasks:
    """One draw of a world: arrays by task. `expected_tokens` is what the prompt's length tells of `tokens`."""

    world: World
    chance: np.ndarray
    right: np.ndarray
    partial: np.ndarray                # chance of a partial fit among samples that do not fit all pairs
    wrong: np.ndarray                  # (tasks, TABLES) cumulative shares of the wrong answers
    difficulty: np.ndarray             # standard normal, more is harder
    tokens: np.ndarray                 # of a sample, on average
    expected_tokens: np.ndarray
    prompt_tokens: np.ndarray
    seed: int

    def __len__(self) -> int:
        return len(self.chance)


def draw(world: World, number: int, seed: int) -> Tasks:
    """So many tasks of the world."""
    rng = np.random.default_rng([seed, 0])
    difficulty, noise, length, size = rng.standard_normal((4, number))
    population, share = world.population, world.correlation
    log_chance = population.mean + population.spread * (np.sqrt(1 - share ** 2) * noise - share * difficulty)
    hopeless = rng.random(number) < population.hopeless
    chance = np.where(hopeless, 0.0, np.minimum(10.0 ** log_chance, HIGHEST))
    right = np.ones(number) if world.one_solves else rng.beta(*population.right, number)
    mean = np.where(hopeless, world.partials.hopeless,
                    np.clip(world.partials.scale * chance ** world.partials.power, 1e-3, 0.9))
    partial = rng.beta(world.partials.weight * mean, world.partials.weight * (1 - mean))
    broken = rng.beta(1.0, world.scatter, (number, TABLES))
    wrong = 1 - np.cumprod(1 - broken, axis=1)
    wrong[:, -1] = 1.0
    along = world.length
    length = along * difficulty + np.sqrt(1 - along ** 2) * length
    size = along * length + np.sqrt(1 - along ** 2) * size
    spread = world.token_spread
    return Tasks(world, chance, right, partial, wrong, difficulty,
                 world.tokens * np.exp(spread * size - spread ** 2 / 2),
                 world.tokens * np.exp(spread * along * length - (spread * along) ** 2 / 2),
                 world.prompt_tokens * np.exp(world.prompt_spread * length), seed)


class Samples:
    """The samples of a task, each handed out once."""

    def __init__(self, tasks: Tasks, task: int):
        self._chance, self._right, self._partial = tasks.chance[task], tasks.right[task], tasks.partial[task]
        self._wrong = tasks.wrong[task]
        self._fits = np.random.default_rng([tasks.seed, 1, task])
        self._others = np.random.default_rng([tasks.seed, 2, task])
        self._ahead: list[tuple[int, int]] = []        # numbers of coming samples that fit, with their answers
        self._last = -1                                # the number of the last fit drawn
        self.handed = 0

    def take(self, number: int) -> tuple[int, int, Sequence[int]]:
        """What the next samples come to: misses, partial fits, and the answers of the fits (0 is the right one)."""
        self.handed += number
        answers = []
        while self._chance > 0 and (self._ahead or self._draw()) and self._ahead[-1][0] < self.handed:
            answers.append(self._ahead.pop()[1])
        partials = int(self._others.binomial(number - len(answers), self._partial))
        return number - len(answers) - partials, partials, answers

    def _draw(self) -> bool:
        numbers = self._last + np.cumsum(self._fits.geometric(self._chance, BLOCK))
        right = self._fits.random(BLOCK) < self._right
        answers = np.where(right, 0, 1 + np.searchsorted(self._wrong, self._fits.random(BLOCK)))
        self._last = int(numbers[-1])
        self._ahead = list(zip(numbers.tolist(), answers.tolist()))[::-1]
        return True


def solved(counts: Sequence[int], right: int) -> float:
    """The chance that the right answer is among the two with the most fits, ties by lot; `counts`: of the wrong."""
    if not right:
        return 0.0
    more, same = sum(count > right for count in counts), sum(count == right for count in counts)
    return min(1.0, max(0, 2 - more) / (same + 1))
