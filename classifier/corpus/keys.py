"""How a hard-coder recognises a train pair: expressions over the input whose values tell the pairs apart.

Promises: every key and every condition given out tells the train inputs apart, whatever the task.
All expressions are over a name `grid` that holds rows of integers; `np` stands for numpy. Leaves out: what is
returned once a pair is recognised (`memory`), and the program around it (`hardcoders`).
"""
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.corpus.example import Grid, Pair


@dataclass(frozen=True)
class Key:
    """An expression of `grid`, and the same thing as a function; values are hashable and printed by repr."""

    family: str
    text: str
    of: Callable[[Grid], object]


def cells(grid: Grid) -> list[int]:
    return [v for row in grid for v in row]


def mixed(grid: Grid, base: int, modulus: int) -> int:
    """The rolling number that the `rolling` key's expression computes."""
    total = 0
    for v in cells(grid):
        total = (total * base + v + 1) % modulus
    return total


def first_coloured(grid: Grid) -> tuple[int, int]:
    """Row and column of the first cell that is not 0; (-1, -1) where there is none."""
    return next(((r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v), (-1, -1))


def plain_keys() -> list[Key]:
    """The keys without a parameter. Several writings of one key stand side by side, as programmers differ."""
    flat = "[v for row in grid for v in row]"
    return [
        Key("shape", "(len(grid), len(grid[0]))", lambda g: (len(g), len(g[0]))),
        Key("shape", "np.array(grid).shape", lambda g: (len(g), len(g[0]))),
        Key("shape", "len(grid)", len),
        Key("shape", "len(grid[0])", lambda g: len(g[0])),
        Key("shape", "len(grid) * len(grid[0])", lambda g: len(g) * len(g[0])),
        Key("sum", "sum(sum(row) for row in grid)", lambda g: sum(cells(g))),
        Key("sum", "sum(map(sum, grid))", lambda g: sum(cells(g))),
        Key("sum", "int(np.sum(grid))", lambda g: sum(cells(g))),
        Key("sum", "sum(grid[0])", lambda g: sum(g[0])),
        Key("sum", "sum(grid[-1])", lambda g: sum(g[-1])),
        Key("sum", "tuple(sum(row) for row in grid)", lambda g: tuple(sum(row) for row in g)),
        Key("sum", "sum((r + 1) * v for r, row in enumerate(grid) for v in row)",
            lambda g: sum((r + 1) * v for r, row in enumerate(g) for v in row)),
        Key("colours", f"len(set({flat}))", lambda g: len(set(cells(g)))),
        Key("colours", f"tuple(sorted(set({flat})))", lambda g: tuple(sorted(set(cells(g))))),
        Key("colours", "max(max(row) for row in grid)", lambda g: max(cells(g))),
        Key("colours", "int(np.count_nonzero(grid))", lambda g: sum(v > 0 for v in cells(g))),
        Key("colours", "sum(v != 0 for row in grid for v in row)", lambda g: sum(v > 0 for v in cells(g))),
        Key("colours", "int(np.bincount(np.array(grid).ravel(), minlength=10)[1:].argmax()) + 1",
            lambda g: max(range(1, 10), key=lambda v: (cells(g).count(v), -v))),
        Key("place", "next(((r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v), (-1, -1))",
            first_coloured),
        Key("place", "(grid[0][0], grid[0][-1], grid[-1][0], grid[-1][-1])",
            lambda g: (g[0][0], g[0][-1], g[-1][0], g[-1][-1])),
        Key("place", "tuple(grid[0])", lambda g: tuple(g[0])),
        Key("place", "tuple(grid[-1])", lambda g: tuple(g[-1])),
        Key("place", "tuple(row[0] for row in grid)", lambda g: tuple(row[0] for row in g)),
        Key("place", "tuple(grid[len(grid) // 2])", lambda g: tuple(g[len(g) // 2])),
        Key("text", "str(grid)", str),
        Key("text", "''.join(str(v) for row in grid for v in row)", lambda g: "".join(map(str, cells(g)))),
        Key("text", "'/'.join(''.join(map(str, row)) for row in grid)",
            lambda g: "/".join("".join(map(str, r)) for r in g)),
        Key("text", "bytes(v for row in grid for v in row)", lambda g: bytes(cells(g))),
        Key("text", "np.array(grid, dtype=np.uint8).tobytes()", lambda g: bytes(cells(g))),
        Key("tuple", "tuple(tuple(row) for row in grid)", lambda g: tuple(map(tuple, g))),
        Key("tuple", "tuple(map(tuple, grid))", lambda g: tuple(map(tuple, g))),
        Key("tuple", "tuple(v for row in grid for v in row)", lambda g: tuple(cells(g))),
        # Tuples of integers hash alike in every process of 64-bit CPython; strings do not.
        Key("hash", "hash(tuple(tuple(row) for row in grid))", lambda g: hash(tuple(map(tuple, g)))),
        Key("hash", "hash(tuple(tuple(row) for row in grid)) % 100003", lambda g: hash(tuple(map(tuple, g))) % 100003),
    ]


def drawn_keys(train: Sequence[Pair], rng: random.Random) -> list[Key]:
    """Keys with a parameter drawn for the task: a cell, a colour's count, a rolling number, two halves of a key."""
    height = min(len(i) for i, _ in train)
    width = min(len(i[0]) for i, _ in train)
    colours = sorted({v for i, _ in train for v in cells(i)})
    found = []
    for _ in range(12):
        r, c, v = rng.randrange(height), rng.randrange(width), rng.choice(colours)
        r2, c2 = rng.randrange(height), rng.randrange(width)
        found += [
            Key("cell", f"grid[{r}][{c}]", lambda g, r=r, c=c: g[r][c]),
            Key("cell", f"(grid[{r}][{c}], grid[{r2}][{c2}])",
                lambda g, a=(r, c, r2, c2): (g[a[0]][a[1]], g[a[2]][a[3]])),
            Key("cell", f"10 * grid[{r}][{c}] + grid[{r2}][{c2}]",
                lambda g, a=(r, c, r2, c2): 10 * g[a[0]][a[1]] + g[a[2]][a[3]]),
            Key("colours", f"sum(row.count({v}) for row in grid)", lambda g, v=v: cells(g).count(v)),
            Key("colours", f"int((np.array(grid) == {v}).sum())", lambda g, v=v: cells(g).count(v)),
            Key("place", f"tuple(grid[{r}])", lambda g, r=r: tuple(g[r])),
            Key("place", f"tuple(row[{c}] for row in grid)", lambda g, c=c: tuple(row[c] for row in g)),
            Key("sum", f"sum(row[{c}] for row in grid)", lambda g, c=c: sum(row[c] for row in g)),
        ]
    base, modulus = rng.choice([11, 31, 37, 131]), rng.choice([9973, 65521, 1000003])
    weights = f"sum(v * {base} ** k for k, v in enumerate([v for row in grid for v in row][:12])) % {modulus}"
    found.append(Key("hash", weights, lambda g: sum(v * base ** k for k, v in enumerate(cells(g)[:12])) % modulus))
    return found


def separates(key: Key, train: Sequence[Pair]) -> bool:
    """Whether unlike inputs have unlike keys. Inputs with one output too: what changes them to it may differ."""
    seen: dict[object, Grid] = {}
    return all(seen.setdefault(key.of(i), i) == i for i, _ in train)


def choose(train: Sequence[Pair], rng: random.Random, families: Sequence[str]) -> Key:
    """A key of one of these families that separates the train pairs; a whole-input key where none does."""
    own = [k for k in plain_keys() + drawn_keys(train, rng) if k.family in families]
    rng.shuffle(own)
    whole = [k for k in plain_keys() if k.family in ("text", "tuple")]
    rng.shuffle(whole)
    joined = [Key("joined", f"({a.text}, {b.text})", lambda g, a=a, b=b: (a.of(g), b.of(g)))
              for a, b in zip(own, own[1:])]
    return next(k for k in own + joined + whole if separates(k, train))


def conditions(train: Sequence[Pair], rng: random.Random, families: Sequence[str]) -> list[str]:
    """One boolean expression per pair, true for its own input and for no other."""
    key = choose(train, rng, families)
    if families == ("whole",):
        forms = [lambda i: f"grid == {i}", lambda i: f"np.array_equal(grid, {i})",
                 lambda i: f"np.array_equal(np.array(grid), np.array({i}))",
                 lambda i: f"[list(row) for row in grid] == {i}"]
        form = rng.choice(forms)
        return [form(i) for i, _ in train]
    if families == ("cell",):
        return [cell_condition(train, k, rng) for k in range(len(train))]
    return [f"{key.text} == {key.of(i)!r}" for i, _ in train]


def cell_condition(train: Sequence[Pair], which: int, rng: random.Random) -> str:
    """One pair by one cell, by two or three where one does not do, by its whole content where none do."""
    mine = train[which][0]
    others = [i for i, _ in train if i != mine]
    places = [(r, c) for r in range(min(len(i) for i, _ in train)) for c in range(min(len(i[0]) for i, _ in train))]
    rng.shuffle(places)
    for r, c in places:
        if all(o[r][c] != mine[r][c] for o in others):
            return f"grid[{r}][{c}] == {mine[r][c]}"
    for size in (2, 3):
        for _ in range(60):
            some = rng.sample(places, min(size, len(places)))
            if not any(all(o[r][c] == mine[r][c] for r, c in some) for o in others):
                return " and ".join(f"grid[{r}][{c}] == {mine[r][c]}" for r, c in some)
    return f"grid == {mine}"


def thresholds(train: Sequence[Pair], rng: random.Random) -> tuple[list[int], str, list[int]] | None:
    """A statistic that puts the pairs in a row: (order of the pairs, its expression, bounds between neighbours).

    None where no statistic is a whole number that differs from pair to pair.
    """
    own = [k for k in plain_keys() + drawn_keys(train, rng) if k.family in ("shape", "sum", "colours")]
    rng.shuffle(own)
    for key in own:
        values = [key.of(i) for i, _ in train]
        if all(type(v) is int for v in values) and len(set(values)) == len(values):
            order = sorted(range(len(values)), key=values.__getitem__)
            ranked = [values[k] for k in order]
            return order, key.text, [rng.randint(a + 1, b) for a, b in zip(ranked, ranked[1:])]
    return None
