"""Pairs to learn from: a task that one rule makes, and the program that solves it.

Promises: the program gives every output of its task, since it made them; each pair shows something (an output that is
neither its input nor one colour throughout, nor the output of another pair); the same seed gives the same examples, in
any number of processes. Leaves out: whether another, simpler program would do as well.
"""
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

import numpy as np

from kernel.tasks import Pair, Task
from models.tiny.rules import RULES, Rule, program_of
from models.tiny.scenes import SCENES, Look

SIDE_MAX = 20
"""Longest side of an output, in cells: longer ones cost more to learn from than they teach."""
_TRIES = 12
"""Inputs drawn for each pair that is needed, before the rule is given up for this task."""
_PAIRS = ((2, 0.5), (3, 0.4), (4, 0.1))
_BLOCK = 250
"""Examples drawn from one generator: the unit of work of a process."""


@dataclass(frozen=True)
class Example:
    """A task, its solution and the expression that it came from. `outputs`: the right answer for each test input."""

    task: Task
    outputs: tuple[list[list[int]], ...]
    program: str
    text: str


def draw_many(count: int, seed: int, processes: int = 1) -> list[Example]:
    """So many examples, the same for the same count and seed."""
    blocks = [(seed, block, min(_BLOCK, count - block * _BLOCK)) for block in range(-(-count // _BLOCK))]
    if processes == 1:
        drawn = map(_draw_block, blocks)
    else:
        # Forked children would inherit torch's threads; fresh interpreters do not.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            drawn = list(pool.map(_draw_block, blocks))
    return [example for block in drawn for example in block]


def _draw_block(block: tuple[int, int, int]) -> list[Example]:
    seed, number, count = block
    rng = np.random.default_rng([seed, number])
    examples: list[Example] = []
    weights = np.array([rule.weight for rule in RULES]) / sum(rule.weight for rule in RULES)
    while len(examples) < count:
        rule = RULES[int(rng.choice(len(RULES), p=weights))]
        example = draw(rule, rng, f"tiny-{seed}-{number}-{len(examples)}")
        if example is not None:
            examples.append(example)
    return examples


def draw(rule: Rule, rng: np.random.Generator, id: str) -> Example | None:
    """One task for a rule, or None where the inputs drawn do not show what it does."""
    palette = [int(c) for c in rng.permutation(np.arange(1, 10))]
    inside = palette[:int(rng.integers(1, 5))] if rng.random() < 0.7 else palette[:int(rng.integers(2, 4))]
    look = Look(tuple(inside), float(rng.uniform(0.3, 1.0)))
    text = rule.filled(rng, inside, palette[len(inside):])
    program = program_of(text)
    transform = _compiled(program)
    scene = SCENES[rule.scenes[int(rng.integers(len(rule.scenes)))]]
    size = _sizes(rule, rng)
    pairs: list[tuple[list, list]] = []
    wanted = int(rng.choice([n for n, _ in _PAIRS], p=[p for _, p in _PAIRS])) + 1
    for _ in range(_TRIES * wanted):
        given = scene(rng, *size(), look).tolist()
        made = _made(transform, given)
        if made is not None and made != given and all(made != other for _, other in pairs):
            pairs.append((given, made))
        if len(pairs) == wanted:
            task = Task(id, tuple(Pair(i, o) for i, o in pairs[:-1]), (pairs[-1][0],))
            return Example(task, (pairs[-1][1],), program, text)
    return None


def _sizes(rule: Rule, rng: np.random.Generator) -> Callable[[], tuple[int, int]]:
    """What draws the size of each of a task's inputs: one for all, or each its own. Small ones come more often."""
    least, most = rule.sides
    most = max(least, min(most, least + 1 + int(rng.gamma(1.3, 1.6))))

    def any_size() -> tuple[int, int]:
        h, w = (int(n) for n in rng.integers(least, most + 1, 2))
        return (h, h) if rule.square else (h, w)

    fixed = any_size()
    if rng.random() < 0.25:
        fixed = (fixed[0], fixed[0])
    return (lambda: fixed) if rng.random() < 0.6 else any_size


def _made(transform: Callable, given: list) -> list | None:
    """The output, where the program gives one that is worth showing."""
    try:
        made = transform(given)
    except (ValueError, IndexError, KeyError, ZeroDivisionError):
        return None                    # the primitive does not apply to this input
    array = np.array(made)
    if array.ndim != 2 or not 1 <= min(array.shape) or max(array.shape) > SIDE_MAX:
        return None
    return made if len(np.unique(array)) > 1 or array.size <= 4 else None


@cache
def _compiled(program: str) -> Callable:
    names: dict[str, object] = {}
    exec(compile(program, "<rule>", "exec"), names)
    return names["transform"]
