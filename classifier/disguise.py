"""How much of a task stands in a program's source, in whatever disguise. Pure; nothing is executed.

Train outputs are looked for as nested literals, as runs of numbers however they are cut into rows, lists, calls or
statements, in texts with any separators or alphabet, in large integers, as run lengths, and as places that are painted.
Train inputs are looked for likewise (a table needs keys), and so are tests of their sizes, cells and sums.

Promises: linear in source and task but for the run lengths, which are bounded; a task is prepared once and remembered.
Leaves out: what stands in the source without regard to a task (`classifier.source`).
"""
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log1p

from classifier.expressions import Scan

Grid = list[list[int]]

GRAM = 6
"""Length of the runs of cells that are compared: short enough for small grids, long enough not to recur by chance."""

_DIGITS = bytes.maketrans(bytes(range(10)), b"0123456789")
_SPLITS = str.maketrans("", "", " ,;|\n\t[](){}/-_'\".")
_CELLS_MAX = 900


@dataclass(frozen=True)
class View:
    """One grid as the search for it wants it. `flat`, `down`: its cells by rows and by columns, one digit each;
    `grams`: its runs of `GRAM` cells that hold at least two colours; `pattern`: `flat` with colours named in order of
    appearance."""

    height: int
    width: int
    flat: str
    down: str
    grams: frozenset[str]
    colours: int
    pattern: str


@dataclass(frozen=True)
class Facts:
    """A task, prepared. `marks`: per pair, sets of places that a program painting the output would list, with colours:
    what differs from the input, what is not background, each colour's cells; `stats`: per pair, figures that tell its
    input from others, those that several inputs share left out; `keys`: for each way to key a table by an input's size
    or sums that tells most inputs apart, the keys."""

    inputs: tuple[View, ...]
    outputs: tuple[View, ...]
    grids: tuple[tuple[bytes, ...], ...]
    marks: tuple[tuple[dict[tuple[int, int], int], ...], ...]
    stats: tuple[frozenset[int], ...]
    keys: tuple[frozenset, ...]
    wanted: tuple[tuple[bytes, ...], ...]
    same_size: bool
    one_size: bool


def facts(train: Sequence[tuple[Grid, Grid]]) -> Facts:
    """The facts of a task's train pairs, remembered for the tasks seen last."""
    return _facts(tuple((tuple(map(bytes, given)), tuple(map(bytes, wanted))) for given, wanted in train))


@lru_cache(maxsize=256)
def _facts(train: tuple) -> Facts:
    inputs = tuple(_view(given) for given, _ in train)
    outputs = tuple(_view(wanted) for _, wanted in train)
    shapes = {(view.height, view.width) for view in outputs}
    stats = [_figures(view) for view in inputs]
    shared = Counter(figure for figures in stats for figure in figures)
    return Facts(inputs, outputs, tuple(given for given, _ in train),
                 tuple(_marks(given, wanted) for given, wanted in train),
                 tuple(frozenset(figure for figure in figures if shared[figure] == 1) for figures in stats),
                 _keys(inputs), tuple(wanted for _, wanted in train),
                 all((a.height, a.width) == (b.height, b.width) for a, b in zip(inputs, outputs)), len(shapes) == 1)


def _view(rows: tuple[bytes, ...]) -> View:
    flat = b"".join(rows).translate(_DIGITS).decode("ascii")
    width = len(rows[0])
    down = "".join(flat[at::width] for at in range(width))
    grams = frozenset(gram for at in range(len(flat) - GRAM + 1) if _busy(gram := flat[at:at + GRAM]))
    return View(len(rows), width, flat, down, grams, len(set(flat)), _pattern(flat))


def _busy(gram: str) -> bool:
    """At least two colours, and no mere alternation or single edge: those recur in any table."""
    return sum(a != b for a, b in zip(gram, gram[1:])) >= 2


def _pattern(text: str) -> str:
    names: dict[str, str] = {}
    return "".join([names.setdefault(sign, chr(65 + len(names))) for sign in text])


def _figures(view: View) -> frozenset[int]:
    """Sums and counts above 9 of a grid; smaller ones stand in any program."""
    cells = Counter(view.flat)
    figures = {sum(int(colour) * n for colour, n in cells.items()), view.height * view.width,
               len(view.flat) - cells["0"], *cells.values()}
    return frozenset(figure for figure in figures if figure > 9)


def _keys(inputs: Sequence[View]) -> tuple[frozenset, ...]:
    """The values over a task's inputs of each figure that tells at least three in five of them apart."""
    ways = [[view.height for view in inputs], [view.width for view in inputs],
            [(view.height, view.width) for view in inputs], [(view.width, view.height) for view in inputs],
            [view.height * view.width for view in inputs], [sum(map(int, view.flat)) for view in inputs],
            [len(view.flat) - view.flat.count("0") for view in inputs]]
    return tuple({frozenset(way): None for way in ways if len(set(way)) >= max(2, 0.6 * len(way))})


def _marks(given: tuple[bytes, ...], wanted: tuple[bytes, ...]) -> tuple[dict[tuple[int, int], int], ...]:
    cells = {(r, c): value for r, row in enumerate(wanted) for c, value in enumerate(row)}
    background = Counter(cells.values()).most_common(1)[0][0]
    sets = [{at: value for at, value in cells.items() if value != ground} for ground in {background, 0}]
    if len(given) == len(wanted) and len(given[0]) == len(wanted[0]):
        sets.append({at: value for at, value in cells.items() if given[at[0]][at[1]] != value})
    for colour in set(cells.values()) - {background}:
        sets.append({at: value for at, value in cells.items() if value == colour})
    return tuple(marks for marks in sets if len(marks) >= 2)


def look(found: Scan, task: Facts) -> dict[str, float]:
    """Figures between 0 and 1 (shares of pairs or cells) unless the name says otherwise; see `classifier.features`."""
    pairs = len(task.outputs)
    grids, flats, places = _literals(found, {view.height * view.width for view in task.outputs})
    hay = _haystack(found, flats, task)
    patterns = _patterns(found.texts)
    nested = [(view.height, view.width, view.flat) in grids for view in task.outputs]
    written = [_written(view, hay) or view.colours > 1 and len(view.flat) >= 9 and view.pattern in patterns
               for view in task.outputs]
    output_grams = [_grams(view, hay) for view in task.outputs]
    input_grams = [_grams(view, hay) for view in task.inputs]
    painted = _painted(found, places, task)
    cropped = _cropped(found, task)
    wholes = [max(parts) for parts in zip(nested, written, output_grams, painted, cropped)]
    sizes = set(found.size_tests)
    by_size = {(view.height, view.width) for view in task.inputs if view.height in sizes or view.width in sizes}
    told = _told_by_cells(found.cell_tests, task)
    numbers = set(found.numbers)
    area = min(len(view.flat) for view in task.outputs)
    return {
        "outputs_nested": sum(nested) / pairs,
        "outputs_written": sum(written) / pairs,
        "output_grams_mean": sum(output_grams) / pairs,
        "output_grams_max": max(output_grams),
        "outputs_painted_mean": sum(painted) / pairs,
        "outputs_painted_max": max(painted),
        "outputs_any_mean": sum(wholes) / pairs,
        "outputs_any_max": max(wholes),
        "outputs_cropped": sum(cropped) / pairs,
        "keys_known": _keys_known(found.keys, task.keys),
        "inputs_written": sum(_written(view, hay) for view in task.inputs) / pairs,
        "input_grams_mean": sum(input_grams) / pairs,
        "input_grams_max": max(input_grams),
        "sizes_tested": sum((view.height, view.width) in by_size for view in task.inputs) / pairs,
        "sizes_told_apart": len(by_size) / pairs,
        "cells_told_apart": told,
        "figures_known": sum(bool(figures & numbers) for figures in task.stats) / pairs,
        "outputs_repeated": 1 - len({view.flat for view in task.outputs}) / pairs,
        "output_area": log1p(area),
        "data_per_output_cell": min(4.0, found.leaves / area),
        "branches_per_pair": min(3.0, found.counts["branches_on_data"] / pairs),
        "settings_per_pair": min(3.0, found.counts["constant_bodies"] / pairs),
        "entries_like_pairs": float(any(len(keys) == pairs for keys in found.keys) or
                                    found.counts["longest_ladder"] == pairs),
        "answers_per_pair": min(3.0, found.counts["unfed_branch_returns"] / pairs),
    }


def _literals(found: Scan, areas: set[int]) -> tuple[set[tuple[int, int, str]], list[str], list[dict]]:
    """From the literals: the grids among them; what run lengths in them decode to; and the lists of places."""
    grids: set[tuple[int, int, str]] = set()
    flats: list[str] = []
    places: list[dict] = []
    todo = list(found.literals)
    while todo:
        part = todo.pop()
        if not part:
            continue
        kinds = set(map(type, part))
        if kinds == {tuple}:
            todo += part
            widths = set(map(len, part))
            if len(widths) == 1:
                _rectangle(part, widths.pop(), areas, grids, flats, places)
        elif kinds == {int}:
            if len(part) % 2 == 0 and len(part) >= 4:
                flats += _run_lengths(part[0::2], part[1::2], areas)
        else:
            todo += [one for one in part if type(one) is tuple]
    return grids, flats, places


def _rectangle(part: tuple, width: int, areas: set[int], grids: set, flats: list[str], places: list[dict]) -> None:
    """One literal whose members are tuples of one length."""
    cells = [cell for row in part for cell in row]
    if not cells or any(type(cell) is not int for cell in cells):
        return
    if all(0 <= cell <= 9 for cell in cells):
        grids.add((len(part), width, "".join(map(str, cells))))
    if width == 2:
        flats += _run_lengths(cells[0::2], cells[1::2], areas)
        places.append({(row[0], row[1]): None for row in part})
    elif width == 3 and all(0 <= row[2] <= 9 for row in part):
        places.append({(row[0], row[1]): row[2] for row in part})


def _run_lengths(first: Sequence[int], second: Sequence[int], areas: set[int]) -> Iterable[str]:
    for values, lengths in ((first, second), (second, first)):
        if min(lengths) > 0 and min(values) >= 0 and max(values) <= 9 and sum(lengths) in areas:
            yield "".join(str(value) * length for value, length in zip(values, lengths))


def _haystack(found: Scan, flats: Iterable[str], task: Facts) -> str:
    """Everything in the source that could be cells, as digits; what is none stands as a bar between them."""
    pieces = ["".join([chr(48 + number) if 0 <= number <= 9 else "|" for number in found.numbers])]
    pieces += [squeezed for text in found.texts if len(squeezed := text.translate(_SPLITS)) >= 4]
    pieces += flats
    areas = {len(view.flat) for view in task.outputs} | {view.width for view in task.outputs}
    for number in {abs(number) for number in found.numbers if abs(number) >= 100}:
        pieces += _decoded(number, areas)
    return "|".join(pieces)


def _decoded(number: int, areas: set[int]) -> Iterable[str]:
    """A number read as digits of some base. Base 10 always; others where as many cells come out as a grid or row
    has."""
    yield str(number)[:_CELLS_MAX] if number < 10 ** 900 else ""
    if number < 10 ** 6:
        return
    yield f"{number:x}"
    for base in (*range(2, 13), 16):
        digits = []
        left = number
        while left and len(digits) <= _CELLS_MAX:
            left, digit = divmod(left, base)
            digits.append(digit)
        for area in areas:
            if len(digits) <= area <= len(digits) + 12 and max(digits) <= 9:
                text = "".join(map(str, digits)) + "0" * (area - len(digits))
                yield text
                yield text[::-1]


def _patterns(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(_pattern(squeezed) for text in texts
                     if 9 <= len(squeezed := "".join(text.translate(_ROWS).split())) <= _CELLS_MAX)


_ROWS = str.maketrans({"|": " ", "/": " ", ",": " ", ";": " "})


def _written(view: View, hay: str) -> bool:
    """The whole grid, cell by cell, by rows or by columns; grids that are too plain to tell do not count."""
    return view.colours > 1 and len(view.flat) >= 6 and (view.flat in hay or view.down in hay)


def _grams(view: View, hay: str) -> float:
    """The share of a grid's telling runs of cells that stand in the source."""
    if not view.grams or len(hay) < GRAM:
        return 0.0
    return sum(gram in hay for gram in view.grams) / len(view.grams)


def _painted(found: Scan, places: list[dict], task: Facts) -> list[float]:
    """Per pair, how well some list of places, or all that is painted at fixed places, agrees with what has to be
    painted: twice the places in common over the places in both (the F1 score), a wrong colour not counting."""
    painted: dict[tuple[int, int], int | None] = {}
    for top, bottom, left, right, value in found.boxes[:200]:
        if bottom is not None and right is not None and 0 < (bottom - top) * (right - left) <= _CELLS_MAX:
            painted |= {(r, c): value for r in range(top, bottom) for c in range(left, right)}
    painted |= {(r, c): value for r, c, value in found.cells}
    lists = [one for one in [painted, *places] if len(one) >= 2][:60]
    if not lists:
        return [0.0] * len(task.marks)
    return [max((_f1(marks, listed) for marks in sets for listed in lists), default=0.0) for sets in task.marks]


def _f1(marks: dict, listed: dict) -> float:
    common = sum(at in marks and value in (None, marks[at]) for at, value in listed.items())
    return 2 * common / (len(marks) + len(listed))


def _cropped(found: Scan, task: Facts) -> list[bool]:
    """Per pair, whether its output is cut out of its input by a box that stands in the source. One box that does for
    every pair is a rule, and counts as none."""
    fours = [part for literal in found.literals for part in _fours(literal)]
    boxes = {(top, bottom, left, right) for top, bottom, left, right in found.crops[:60]}
    for a, b, c, d in fours[:60]:
        boxes |= {(a, b, c, d), (a, b + 1, c, d + 1), (a, c, b, d), (a, c + 1, b, d + 1), (a, a + c, b, b + d)}
    used = [{box for box in boxes if _cuts(box, given, wanted)} for given, wanted in zip(task.grids, task.wanted)]
    if not all(used) or not set.intersection(*used):
        return [bool(one) for one in used]
    return [False] * len(used)


def _fours(literal: tuple) -> Iterable[tuple]:
    if len(literal) == 4 and all(type(part) is int for part in literal):
        yield literal
    elif len(literal) <= 60:
        for part in literal:
            if type(part) is tuple:
                yield from _fours(part)


def _cuts(box: tuple[int, int, int, int], given: tuple[bytes, ...], wanted: tuple[bytes, ...]) -> bool:
    top, bottom, left, right = box
    return bottom - top == len(wanted) and right - left == len(wanted[0]) and len(wanted) < len(given) \
        and top >= 0 <= left and tuple(row[left:right] for row in given[top:bottom]) == wanted


def _keys_known(tables: list[tuple], ways: tuple[frozenset, ...]) -> float:
    """How well the keys of some table agree with what tells the inputs apart: those in common over the larger
    number."""
    best = 0.0
    for keys in map(set, tables):
        for way in ways:
            if len(common := keys & way) >= 2:
                best = max(best, len(common) / max(len(keys), len(way)))
    return best


def _told_by_cells(tests: list[tuple[int, int, int]], task: Facts) -> float:
    """The share of pairs that tests of single cells tell from some other pair."""
    told = set()
    for r, c, value in set(tests[:200]):
        hits = [at for at, grid in enumerate(task.grids)
                if -len(grid) <= r < len(grid) and -len(grid[0]) <= c < len(grid[0]) and grid[r][c] == value]
        if len(hits) < len(task.grids):
            told.update(hits)
    return len(told) / len(task.grids)
