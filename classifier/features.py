"""The figures that a program is judged by, in three groups of which each works without the next.

- `source`: from the program's text alone: how much of it is data, what it compares with constants, whether what it
  returns comes from its input. Counts of what a longer program has more of stand as shares or logarithms.
- `task`: how much of the train pairs stands in the text in any disguise (`classifier.disguise`), measured against the
  task.
- `behaviour`: what the program does off the train inputs (`classifier.behaviour`), from runs that somebody else made.

Promises: a program and its `ast.unparse` have the same figures, and so has one whose variables are called otherwise; a
figure is a finite number or NaN for "not known"; the order of names is fixed. Leaves out: what follows from them
(`classifier.train`).
"""
from collections.abc import Sequence
from math import log1p

import numpy as np

from classifier.behaviour import REACTIONS, Grid, react
from classifier.constants import leaves
from classifier.disguise import facts, look
from classifier.expressions import Scan
from classifier.source import parse, scan

_SHARES = ("fixed_loads", "fixed_stores", "constant_compares", "size_compares", "compares", "calls", "comprehensions",
           "lookups")
"""Counts that stand per hundred nodes of the syntax tree."""

_LOGARITHMS = ("statements", "literal_returns", "branch_returns", "unfed_returns",
               "unfed_branch_returns", "ifs", "longest_ladder", "longest_condition", "branches_on_data",
               "free_branches_on_data", "constant_bodies", "tests_of_data", "data_compares", "cell_compares",
               "size_compares", "fixed_stores", "fixed_constant_stores", "free_constant_stores", "wide_keys",
               "wide_values", "key_calls", "decodings", "lookups", "folded", "loops", "loop_depth", "loops_over_data",
               "tries")
"""Counts that stand as log(1 + n)."""

_CAPS = {"nodes": 700, "statements": 70, "loops": 12, "ifs": 15, "key_calls": 3,
         "unfed_returns": 6, "longest_ladder": 8, "tests_of_data": 12, "branches_on_data": 12}
"""Counts say no more beyond these: what people and models write by hand ends about there, and a library that was pasted
into a program says nothing about it."""

SOURCE = (*(f"{name}_share" for name in _SHARES), *_LOGARITHMS,
          "nodes", "data_share", "leaves", "largest_literal", "second_literal", "wide_literals", "largest_grid",
          "grids", "text_length", "digit_text", "largest_number_digits", "constants_share", "distinct_constants",
          "large_constants", "colours_among_constants", "unfed_return_share", "unfed_entry_share",
          "ladder_answers_share")

TASK = ("outputs_nested", "outputs_written", "output_grams_mean", "output_grams_max", "outputs_painted_mean",
        "outputs_painted_max", "outputs_any_mean", "outputs_any_max", "outputs_cropped", "keys_known", "inputs_written",
        "input_grams_mean", "input_grams_max", "sizes_tested", "sizes_told_apart", "cells_told_apart", "figures_known",
        "outputs_repeated", "output_area", "data_per_output_cell", "branches_per_pair",
        "settings_per_pair", "entries_like_pairs", "answers_per_pair")

EFFORT = ("statements", "nodes", "ifs", "loops", "loop_depth", "longest_condition", "distinct_constants")
"""Figures that say how much was written: no sign of a memory, but of a rule that is fitted too closely."""

GROUPS: dict[str, tuple[str, ...]] = {"source": SOURCE, "task": TASK, "behaviour": REACTIONS}
NAMES: tuple[str, ...] = SOURCE + TASK + REACTIONS

MONOTONIC: dict[str, int] = {
    **dict.fromkeys(("data_share", "literal_returns", "unfed_returns", "unfed_branch_returns", "free_branches_on_data",
                     "data_compares", "cell_compares", "free_constant_stores", "wide_keys", "wide_values",
                     "unfed_entry_share", "leaves", "largest_literal", "largest_grid", "digit_text",
                     "largest_number_digits", "constants_share", "distinct_constants"), +1),
    **dict.fromkeys(("statements", "nodes", "ifs", "loops", "loop_depth", "longest_condition"), +1),
    **dict.fromkeys(TASK, +1), "outputs_repeated": -1, "output_area": 0,
    **dict.fromkeys(("tests_from_memory", "probes_from_memory", "tests_echoed", "failed", "tests_failed", "one_answer",
                     "size_off", "noise_ignored"), +1),
    **dict.fromkeys(("colours_follow", "mirror_follows", "turn_follows", "distinct_share"), -1),
}
"""Figures that can only speak for (+1) or against (-1) a program being transductive, whatever a corpus happens to
hold."""


def parses(program: str) -> bool:
    """Whether the program is Python at all."""
    return parse(program) is not None


def features(program: str, train: Sequence[tuple[Grid, Grid]] = (), tests: Sequence[Grid] = (),
             runs: Sequence[Grid | None] | None = None) -> np.ndarray:
    """The figures of one program: float32 of len(NAMES). `train` holds (input, output) pairs, `tests` inputs, `runs`
    one output or None per probe of `classifier.behaviour.probes(train, tests)`.

    NaN throughout where the program does not parse, in the groups task and behaviour without train pairs, in behaviour
    without runs. Raises ValueError when runs and probes differ in number.
    """
    values = np.full(len(NAMES), np.nan, dtype=np.float32)
    found = scan(program)
    if found is None:
        return values
    values[:len(SOURCE)] = _source(found)
    if train:
        seen = look(found, facts(train))
        values[len(SOURCE):len(SOURCE) + len(TASK)] = [seen[name] for name in TASK]
        if runs is not None:
            reactions = react(train, tests, runs)
            values[len(SOURCE) + len(TASK):] = [reactions[name] for name in REACTIONS]
    return values


def _source(found: Scan) -> list[float]:
    counts = found.counts
    nodes = max(1, counts["nodes"])
    values = [100 * counts[name] / nodes for name in _SHARES]
    values += [log1p(min(counts[name], _CAPS.get(name, counts[name]))) for name in _LOGARITHMS]
    sizes = sorted(map(leaves, found.literals), reverse=True) + [0, 0]
    grids = [area for literal in found.literals if (area := _grid_area(literal))]
    returns = max(1, counts["returns"])
    entry = found.entry_returns
    digits = sum(map(_digits, found.texts))
    largest = max(map(abs, found.numbers), default=0)
    distinct = set(found.numbers)
    values += [log1p(min(nodes, _CAPS["nodes"])), counts["data_nodes"] / nodes, log1p(found.leaves),
               log1p(sizes[0]), log1p(sizes[1]),
               log1p(sum(size >= 8 for size in sizes)), log1p(max(grids, default=0)), log1p(len(grids)),
               log1p(counts["text"]), log1p(digits), log1p(largest.bit_length() * 0.30103), counts["constants"] / nodes,
               log1p(len(distinct)), log1p(sum(abs(number) > 9 for number in distinct)),
               len(distinct & set(range(1, 10))) / 9, counts["unfed_returns"] / returns,
               entry.count(False) / len(entry) if entry else 0.0,
               counts["unfed_branch_returns"] / max(1, counts["ifs"])]
    return values


def _grid_area(literal: tuple) -> int:
    """Cells of a literal that is a grid of at least two rows and columns, or of the largest such grid right inside
    it."""
    if len(literal) < 2 or not all(type(part) is tuple for part in literal):
        return 0
    widths = {len(row) for row in literal}
    if len(widths) == 1 and min(widths) >= 2 and all(type(cell) is int for row in literal for cell in row):
        return len(literal) * widths.pop()
    return max(map(_grid_area, literal))


def _digits(text: str) -> int:
    """Characters of a text that reads as cells: mostly digits."""
    digits = sum(sign.isdigit() for sign in text)
    return digits if 2 * digits >= len(text) else 0
