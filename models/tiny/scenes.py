"""Input grids of many kinds, on which rules show what they do.

Each scene is a function of a generator, a size and a `Look` (what the grids of one task have in common), and gives one
2-D array of colours 0 to 9, 0 the background. Grids are as random as their kind allows; whether a rule does anything on
them is for `models.tiny.examples` to see. Promises: the same generator state gives the same grid.
"""
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Look:
    """What the inputs of one task share: their colours (not 0) and how full they are (share of cells, 0 to 1)."""

    colours: tuple[int, ...]
    density: float


Scene = Callable[[np.random.Generator, int, int, Look], np.ndarray]


def noise(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Any colour anywhere."""
    return np.where(rng.random((h, w)) < look.density, rng.choice(look.colours, (h, w)), 0)


def duo(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Background and one colour."""
    return np.where(rng.random((h, w)) < look.density, look.colours[0] if len(look.colours) < 3
                    else rng.choice(look.colours), 0)


def sparse(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A few coloured cells, some of them in line with one another."""
    grid = np.zeros((h, w), dtype=int)
    for _ in range(int(rng.integers(2, 3 + h * w // 12))):
        i, j, colour = int(rng.integers(h)), int(rng.integers(w)), int(rng.choice(look.colours))
        grid[i, j] = colour
        if rng.random() < 0.5:
            step = int(rng.integers(2, max(3, min(h, w))))
            di, dj = ((0, step), (step, 0), (step, step), (step, -step))[int(rng.integers(4))]
            if i + di < h and 0 <= j + dj < w:
                grid[i + di, j + dj] = colour
    return grid


def dots(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A few cells of the task's first colour."""
    return np.where(sparse(rng, h, w, look) > 0, look.colours[0], 0)


def shapes(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """One to five separate objects of one colour each: boxes, frames, crosses, blobs, single cells."""
    grid = np.zeros((h, w), dtype=int)
    for _ in range(int(rng.integers(2, 6))):
        part = _object(rng, max(1, h - 1), max(1, w - 1))
        i, j = int(rng.integers(h - part.shape[0] + 1)), int(rng.integers(w - part.shape[1] + 1))
        if not grid[max(0, i - 1):i + part.shape[0] + 1, max(0, j - 1):j + part.shape[1] + 1].any():
            grid[i:i + part.shape[0], j:j + part.shape[1]] = part * int(rng.choice(look.colours))
    return grid


def one(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Objects as in `shapes`, all of the task's first colour."""
    return np.where(shapes(rng, h, w, look) > 0, look.colours[0], 0)


def speckled(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Objects among single cells."""
    grid = shapes(rng, h, w, look)
    return np.where((grid == 0) & (rng.random((h, w)) < 0.1), rng.choice(look.colours, (h, w)), grid)


def hollow(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Frames, some with a gap, and other lines, mostly of the task's first colour."""
    grid = np.zeros((h, w), dtype=int)
    several = rng.random() < 0.3
    for _ in range(int(rng.integers(1, 4))):
        a, b = int(rng.integers(min(3, h), min(h, 6) + 1)), int(rng.integers(min(3, w), min(w, 6) + 1))
        i, j = int(rng.integers(h - a + 1)), int(rng.integers(w - b + 1))
        if grid[i:i + a, j:j + b].any():
            continue
        box = np.ones((a, b), dtype=int)
        box[1:-1, 1:-1] = 0
        if rng.random() < 0.3:
            box[0, int(rng.integers(b))] = 0
        grid[i:i + a, j:j + b] = box * (int(rng.choice(look.colours)) if several else look.colours[0])
    return np.where((grid == 0) & (rng.random((h, w)) < 0.06), look.colours[0], grid)


def rooms(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Areas between full lines of the task's first colour, some with one cell of another colour."""
    grid = np.zeros((h, w), dtype=int)
    grid[int(rng.integers(1, h - 1))] = look.colours[0]
    grid[:, int(rng.integers(1, w - 1))] = look.colours[0]
    others = look.colours[1:] or (look.colours[0] % 9 + 1,)
    for _ in range(int(rng.integers(1, 4))):
        i, j = int(rng.integers(h)), int(rng.integers(w))
        if grid[i, j] == 0:
            grid[i, j] = int(rng.choice(others))
    return grid


def bars(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Rows and columns that repeat: a small noisy grid with each line drawn one to three times."""
    rows = np.sort(rng.integers(max(1, h // 2), size=h))
    columns = np.sort(rng.integers(max(1, w // 2), size=w))
    small = rng.choice(look.colours if rng.random() < 0.5 else (0, *look.colours), (h, w))
    return small[rows][:, columns]


def tiles(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A small tile repeated whole."""
    a, b = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    return np.tile(noise(rng, a, b, look), (max(1, h // a), max(1, w // b)))


def lattice(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Boxes of one colour each between full lines of the task's first colour."""
    side = int(rng.integers(1, 4))
    rows, columns = max(2, (h + 1) // (side + 1)), max(2, (w + 1) // (side + 1))
    others = (0, *(look.colours[1:] or (look.colours[0] % 9 + 1,)))
    small = rng.choice(others, (rows, columns))
    grid = np.full((rows * (side + 1) - 1, columns * (side + 1) - 1), look.colours[0])
    for i, j in np.ndindex(rows, columns):
        grid[i * (side + 1):, j * (side + 1):][:side, :side] = small[i, j]
    return grid


def mirrored(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A pattern with mirror symmetry in which a rectangle of the task's first colour hides a part."""
    quarter = rng.choice(look.colours[1:] or (look.colours[0] % 9 + 1,), ((h + 1) // 2, (w + 1) // 2))
    if h == w and rng.random() < 0.5:
        quarter = np.triu(quarter) + np.triu(quarter, 1).T
    top = np.concatenate([quarter, quarter[:, ::-1][:, w % 2:]], 1)
    return _hide(rng, np.concatenate([top, top[::-1][h % 2:]], 0), look.colours[0])


def tiled(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A repeating pattern in which a rectangle of the task's first colour hides a part."""
    a, b = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    tile = rng.choice(look.colours[1:] or (look.colours[0] % 9 + 1,), (a, b))
    return _hide(rng, tile[np.arange(h) % a][:, np.arange(w) % b], look.colours[0])


def stripes(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Diagonal stripes of three colours, of which most cells are missing."""
    i, j = np.indices((h, w))
    order = rng.permutation(np.resize(np.array(look.colours), 3) if len(look.colours) >= 3 else (1, 2, 4))
    grid = order[(i + j) % 3]
    place = int(rng.integers(h + w - 3))
    return np.where((i + j >= place) & (i + j < place + 3), grid, 0)


def framed(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """A noisy picture on a ground of the task's first colour, or within a frame of it."""
    a, b = int(rng.integers(3, max(4, h - 2))), int(rng.integers(3, max(4, w - 2)))
    i, j = int(rng.integers(h - a + 1)), int(rng.integers(w - b + 1))
    ground = look.colours[0]
    others = look.colours[1:] or (ground % 9 + 1,)
    if rng.random() < 0.5:
        grid = np.where(rng.random((h, w)) < 0.8, ground, 0)
        grid[i:i + a, j:j + b] = rng.choice(others, (a, b))
        return grid
    grid = np.zeros((h, w), dtype=int)
    grid[i:i + a, j:j + b] = ground
    grid[i + 1:i + a - 1, j + 1:j + b - 1] = rng.choice((0, *others), (a - 2, b - 2))
    return grid


def halves(rng: np.random.Generator, h: int, w: int, look: Look) -> np.ndarray:
    """Two patterns of one colour each, as wide as the grid and beside or below each other, often with a line between.

    `look.density` decides the layout, so that all grids of a task have the same one.
    """
    first, second = look.colours[0], look.colours[1 % len(look.colours)]
    a, b = (np.where(rng.random((h, w)) < 0.5, colour, 0) for colour in (first, second))
    layout = int(look.density * 1000)
    line = [np.full((1, w) if layout % 2 else (h, 1), look.colours[-1])] if layout % 4 < 2 else []
    return np.concatenate([a, *line, b], 0 if layout % 2 else 1)


def _object(rng: np.random.Generator, h: int, w: int) -> np.ndarray:
    """A small shape of ones within h x w."""
    a, b = int(rng.integers(1, min(h, 5) + 1)), int(rng.integers(1, min(w, 5) + 1))
    part = np.ones((a, b), dtype=int)
    kind = rng.random()
    if kind < 0.25 and min(a, b) > 2:
        part[1:-1, 1:-1] = 0
    elif kind < 0.6 and min(a, b) > 1:
        part = (rng.random((a, b)) < 0.7) * 1
        part[a // 2], part[:, b // 2] = 1, 1
    return part


def _hide(rng: np.random.Generator, grid: np.ndarray, colour: int) -> np.ndarray:
    h, w = grid.shape
    a, b = int(rng.integers(2, max(3, h // 2))), int(rng.integers(2, max(3, w // 2)))
    i, j = int(rng.integers(h - a + 1)), int(rng.integers(w - b + 1))
    out = grid.copy()
    out[i:i + a, j:j + b] = colour
    return out


SCENES: dict[str, Scene] = {scene.__name__: scene for scene in (
    noise, duo, sparse, dots, shapes, one, speckled, hollow, rooms, bars, tiles, lattice, mirrored, tiled, stripes,
    framed, halves)}
