"""What the made tasks are drawn from: random grids of a few kinds, and the register of rules.

Promises: grids are well formed (1 to 30 on a side, colours 0 to 9); the same rng gives the same grids. Leaves out: the
rules themselves (`rules_plain`, `rules_numpy`).
"""
import random
from collections.abc import Callable
from dataclasses import dataclass

from classifier.corpus.example import Grid

Draw = Callable[[random.Random], dict[str, object]]


@dataclass(frozen=True)
class Rule:
    """A rule: a function (grid, *, settings) -> grid, what draws its settings, the kind of its grids. A `rare` one is
    honest and yet answers from a table of whole outputs, as a few real tasks want it."""

    function: Callable[..., Grid]
    draw: Draw
    grids: str
    writing: str
    rare: bool = False


def register(rules: list[Rule], writing: str) -> Callable[..., Callable]:
    """A decorator that puts a function among the rules: `@rule(draw, grids="noise")`."""
    def rule(draw: Draw = lambda rng: {}, grids: str = "noise", rare: bool = False) -> Callable:
        def keep(function: Callable[..., Grid]) -> Callable[..., Grid]:
            rules.append(Rule(function, draw, grids, writing, rare))
            return function
        return keep
    return rule


def two(rng: random.Random) -> tuple[int, int]:
    a, b = rng.sample(range(1, 10), 2)
    return a, b


def palette(rng: random.Random, count: int) -> list[int]:
    return [rng.randint(1, 9) for _ in range(count)]


def template(rng: random.Random, height: int, width: int, colour: int | None = None) -> Grid:
    colour = colour or rng.randint(1, 9)
    made = [[colour if rng.random() < 0.6 else 0 for _ in range(width)] for _ in range(height)]
    made[height // 2][width // 2] = colour
    return made


def noise(rng: random.Random, h: int, w: int) -> Grid:
    colours = rng.sample(range(1, 10), rng.randint(1, 4))
    density = rng.uniform(0.15, 0.7)
    return [[rng.choice(colours) if rng.random() < density else 0 for _ in range(w)] for _ in range(h)]


def full(rng: random.Random, h: int, w: int) -> Grid:
    colours = rng.sample(range(10), rng.randint(2, 5))
    return [[rng.choice(colours) for _ in range(w)] for _ in range(h)]


def dots(rng: random.Random, h: int, w: int) -> Grid:
    grid = [[0] * w for _ in range(h)]
    for _ in range(rng.randint(1, 5)):
        grid[rng.randrange(h)][rng.randrange(w)] = rng.randint(1, 9)
    return grid


def blocks(rng: random.Random, h: int, w: int) -> Grid:
    grid = [[0] * w for _ in range(h)]
    for _ in range(rng.randint(2, 5)):
        top, left = rng.randrange(h), rng.randrange(w)
        bottom, right, v = min(h, top + rng.randint(1, 4)), min(w, left + rng.randint(1, 4)), rng.randint(1, 9)
        for r in range(top, bottom):
            for c in range(left, right):
                grid[r][c] = v
    return grid


def frames(rng: random.Random, h: int, w: int) -> Grid:
    """Hollow rectangles on black."""
    grid = [[0] * w for _ in range(h)]
    for _ in range(rng.randint(1, 3)):
        top, left = rng.randrange(max(1, h - 3)), rng.randrange(max(1, w - 3))
        bottom, right, v = min(h - 1, top + rng.randint(2, 5)), min(w - 1, left + rng.randint(2, 5)), rng.randint(1, 9)
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                grid[r][c] = v if r in (top, bottom) or c in (left, right) else 0
    return grid


KINDS: dict[str, Callable[[random.Random, int, int], Grid]] = {
    "noise": noise, "full": full, "dots": dots, "blocks": blocks, "frames": frames}


def draw_grid(rng: random.Random, kind: str, size: tuple[int, int] | None) -> Grid:
    """A grid of a kind; "small" is 2 to 4 on a side, "divided" has two equal halves beside a column of 5."""
    if kind == "divided":
        h, w = rng.randint(3, 7), rng.randint(3, 6)
        a, b = noise(rng, h, w), noise(rng, h, w)
        return [p + [5] + q for p, q in zip(a, b)]
    if kind == "small":
        return rng.choice([noise, full])(rng, rng.randint(2, 4), rng.randint(2, 4))
    h, w = size or (rng.randint(3, 14), rng.randint(3, 14))
    return KINDS[kind](rng, h, w)
