"""The classifier's figures: what changes them, and what must not."""
import ast
import builtins
import keyword
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.behaviour import REACTIONS, probes, react
from classifier.disguise import facts, look
from classifier.features import GROUPS, MONOTONIC, NAMES, SOURCE, TASK, features, parses
from classifier.source import scan
from kernel.datasets import load_challenges
from kernel.tasks import grid_fault
from tests.strategies import grids

WRITTEN = sorted((Path(__file__).parent.parent / "classifier" / "corpus" / "written").glob("*/*.py"))
HOSTILE = sorted((Path(__file__).parent / "hostile").glob("*.py"))
TASKS = {task.id: [(pair.input, pair.output) for pair in task.train]
         for name in ("arc-agi-2-training", "arc-agi-1-training") for task in load_challenges(name).tasks}
PAIRS = [([[1, 0, 2], [0, 3, 0], [4, 0, 5]], [[0, 4, 0, 7], [4, 4, 4, 0], [0, 4, 6, 6]]),
         ([[2, 2], [0, 1]], [[3, 0, 0, 3], [0, 8, 8, 0], [3, 3, 0, 1]]),
         ([[7, 7, 7, 0]], [[5, 5, 0, 9], [0, 5, 9, 0], [1, 0, 9, 5]])]

written = pytest.mark.parametrize("path", WRITTEN[::7], ids=lambda path: path.stem)


def same(one: np.ndarray, other: np.ndarray) -> bool:
    return np.array_equal(one, other, equal_nan=True)


def figures(program: str, train=PAIRS) -> dict[str, float]:
    return dict(zip(NAMES, map(float, features(program, train)), strict=True))


def test_names_are_distinct_and_grouped_in_order():
    assert NAMES == sum(GROUPS.values(), ()) and len(set(NAMES)) == len(NAMES)
    assert list(GROUPS) == ["source", "task", "behaviour"]
    assert set(MONOTONIC) <= set(NAMES)


@written
def test_formatting_comments_and_docstrings_change_nothing(path):
    program, train = path.read_text(), TASKS[path.stem.split("_")[0]]
    tree = ast.parse(program)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body.insert(0, ast.Expr(ast.Constant("Transforms [[1, 2, 3], [4, 5, 6]] into 0123456789.")))
    again = "# 0 1 2 3\n" + ast.unparse(ast.fix_missing_locations(tree)).replace("\n", "\n\n")
    assert same(features(program, train), features(ast.unparse(ast.parse(program)), train))
    assert same(features(program, train), features(again, train)) or '"""' in program or "'''" in program


@written
def test_names_of_variables_change_nothing(path):
    program, train = path.read_text(), TASKS[path.stem.split("_")[0]]
    assert same(features(program, train), features(renamed(program), train))


def renamed(program: str) -> str:
    """The program with every name that it defines itself, `transform` apart, called otherwise."""
    tree = ast.parse(program)
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    own -= {"transform", *dir(builtins), *keyword.kwlist}
    own -= {word.arg for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"{node.id}_other"
        elif isinstance(node, ast.arg) and node.arg in own:
            node.arg = f"{node.arg}_other"
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            node.names = [f"{name}_other" if name in own else name for name in node.names]
    return ast.unparse(tree)


def test_what_transform_never_uses_does_not_count():
    plain = "def transform(grid):\n    return grid[::-1]\n"
    dead = "TABLE = [[1, 2, 3], [4, 5, 6]]\n\ndef unused(x):\n    return TABLE[x]\n\n" + plain
    script = plain + "\nif __name__ == '__main__':\n    print(transform([[1, 2, 3], [4, 5, 6]]))\n"
    assert same(features(plain, PAIRS), features(dead, PAIRS))
    assert same(features(plain, PAIRS), features(script, PAIRS))
    assert not same(features(plain, PAIRS), features(dead.replace("grid[::-1]", "unused(0)"), PAIRS))


def by_pair(literal) -> str:
    """A program that answers with `literal(output)` by the input's first cell."""
    lines = [f"    if grid[0][0] == {given[0][0]}:\n        return {literal(wanted)}" for given, wanted in PAIRS]
    return "def transform(grid):\n" + "\n".join(lines) + "\n    return grid\n"


def rows_as(template: str):
    return lambda grid: repr([template.join(map(str, row)) for row in grid])


def painted(grid) -> str:
    """A block of statements that paints a grid cell by cell."""
    cells = [(r, c, value) for r, row in enumerate(grid) for c, value in enumerate(row) if value]
    return f"paint({cells!r})"


def lengths(grid) -> str:
    runs: list[list[int]] = []
    for value in (cell for row in grid for cell in row):
        if runs and runs[-1][0] == value:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    return f"unpack({[tuple(run) for run in runs]!r})"


DISGUISES = {
    "nested": repr,
    "tuples": lambda grid: repr(tuple(map(tuple, grid))),
    "numpy": lambda grid: f"np.array({grid!r}).tolist()",
    "flat": lambda grid: f"np.array({[cell for row in grid for cell in row]!r}).reshape({len(grid)}, {len(grid[0])})",
    "by columns": lambda grid: f"turned({[list(column) for column in zip(*grid)]!r})",
    "rows as text": rows_as(""),
    "rows as spaced text": rows_as(" "),
    "one text": lambda grid: repr("\n".join("".join(map(str, row)) for row in grid)) + ".split()",
    "another alphabet": lambda grid: repr("/".join("".join("abcdefghij"[cell] for cell in row) for row in grid)),
    "a number": lambda grid: f"digits({int('1' + ''.join(str(cell) for row in grid for cell in row))})",
    "base nine and ten": lambda grid: f"digits({int(''.join(str(cell) for row in grid for cell in row)[::-1])})[::-1]",
    "run lengths": lengths,
    "cells": painted,
    "sums of lists": lambda grid: " + ".join(f"[{row!r}]" for row in grid),
    "arguments": lambda grid: "[" + ", ".join(f"row({', '.join(map(str, row))})" for row in grid) + "]",
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_outputs_are_found_in_any_disguise(disguise):
    program = by_pair(DISGUISES[disguise])
    assert parses(program)
    assert figures(program)["outputs_any_mean"] >= 0.9
    honest = figures("def transform(grid):\n    return [row[::-1] for row in grid]\n")
    assert honest["outputs_any_mean"] == honest["output_grams_max"] == honest["data_share"] == 0


def test_rows_set_one_by_one_and_names_for_constants_are_found():
    one = "def transform(grid):\n    Z, A, B, C = 0, 4, 7, 6\n    out = [[Z] * 4 for _ in range(3)]\n" \
          "    out[0] = [Z, A, Z, B]\n    out[1] = [A, A, A, Z]\n    out[2] = [Z, A, C, C]\n    return out\n"
    appended = "def transform(grid):\n    out = []\n" + "".join(
        f"    row{r} = []\n" + "".join(f"    row{r}.append({cell})\n" for cell in row) + f"    out.append(row{r})\n"
        for r, row in enumerate(PAIRS[0][1])) + "    return out\n"
    for program in (one, appended):
        assert figures(program)["outputs_any_max"] == 1


def test_a_box_for_each_pair_is_memory_and_one_for_all_is_a_rule():
    train = [([[r * 3 + c & 7 for c in range(6)] for r in range(k, k + 6)], None) for k in range(3)]
    boxes = [(0, 2, 1, 4), (1, 3, 2, 5), (3, 5, 0, 3)]
    cut = [(given, [row[box[2]:box[3]] for row in given[box[0]:box[1]]]) for (given, _), box in zip(train, boxes)]
    table = f"BOXES = {boxes}\n\ndef transform(g):\n    t, b, l, r = BOXES[g[0][0] % 3]\n" \
            "    return [x[l:r] for x in g[t:b]]\n"
    rule = "def transform(g):\n    return [row[1:4] for row in g[0:2]]\n"
    same_box = [(given, [row[1:4] for row in given[0:2]]) for given, _ in train]
    assert figures(table, cut)["outputs_cropped"] == 1
    assert figures(rule, same_box)["outputs_cropped"] == 0


def test_tests_that_tell_the_pairs_apart_are_seen():
    by_cell = figures(by_pair(repr))
    assert by_cell["cells_told_apart"] == 1
    by_size = figures("def transform(grid):\n    h, w = len(grid), len(grid[0])\n"
                      "    if (h, w) == (3, 3):\n        return [[1]]\n    elif h == 2:\n        return [[2]]\n"
                      "    elif w == 4:\n        return [[3]]\n    return grid\n")
    assert by_size["sizes_told_apart"] == 1 and by_size["answers_per_pair"] == 1
    table = figures("def transform(grid):\n    return [[{(3, 3): 1, (2, 2): 5, (1, 4): 7}[len(grid), len(grid[0])]]]\n")
    assert table["keys_known"] == 1


@pytest.mark.parametrize("body, fed", [
    ("return [[1, 2]]", False),
    ("return grid", True),
    ("out = [[0] * 3 for _ in range(3)]\n    out[1][1] = 5\n    return out", False),
    ("out = [[0] * len(grid[0]) for _ in grid]\n    for r, row in enumerate(grid):\n"
     "        for c, v in enumerate(row):\n            if v == 3:\n                out[r][c] = 5\n"
     "    return out", True),
    ("if grid[0][0] == 3:\n        answer = [[1]]\n    else:\n        answer = [[2]]\n    return answer", False),
    ("h = len(grid)\n    return [[0] * h]", False),
    ("cells = [v for row in grid for v in row]\n    return [[max(cells)]]", True),
    ("out = []\n    for row in grid:\n        out.append(row[::-1])\n    return out", True),
])
def test_what_is_returned_comes_from_the_input_or_does_not(body, fed):
    assert scan(f"def transform(grid):\n    {body}\n").entry_returns == [fed]


@pytest.mark.parametrize("program", ["def transform(", "\0", "x = " + "(" * 300 + ")" * 300, "def f():\n\tpass\n  x"])
def test_what_does_not_parse_has_no_figures(program):
    assert not parses(program)
    assert np.isnan(features(program, PAIRS)).all()


@pytest.mark.parametrize("program", [path.read_text() for path in HOSTILE] + [
    "def transform(g):\n    return " + "+".join(["g"] * 3000), "x = " + "[" * 90 + "1" + "]" * 90,
    "def transform(g):\n    return " + repr([[1] * 30] * 2000), "x = 7 ** 7 ** 7 ** 7", "x = '0' * 10 ** 9",
    "def transform(g):\n    return [[[[[0] * 900] * 900] * 900] * 900]",
    "A = [1, 2]\n" + "A = [A, A, A, A, A, A, A, A, A, A]\n" * 40 + "def transform(g):\n    return A\n",
    "A = [1, 2]\n" + "A = [A]\n" * 900 + "def transform(g):\n    return A\n",
    "A = [1, 2]\n" + "A = A + A\n" * 60 + "B = '1'\n" + "B = B + B\n" * 60 + "def transform(g):\n    return A, B\n",
    "def transform(g):\n    return " + "[" * 80 + "1, 2" + "]" * 80,
    "def transform(g):\n    return " + str(10 ** 4000) + " + " + hex(10 ** 20000),
    "def transform(g):\n" + "".join(f"    if g == {k}:\n        return [[{k}]]\n" for k in range(900)),
    ""])
def test_no_program_is_too_much(program):
    values = features(program, PAIRS)
    if parses(program):
        assert np.isfinite(values[:len(SOURCE) + len(TASK)]).all()
    assert np.isnan(values[len(SOURCE) + len(TASK):]).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(grids(), grids()), min_size=1, max_size=4), st.lists(grids(), min_size=1, max_size=3))
def test_any_task_gives_finite_figures_and_well_formed_probes(train, tests):
    program = by_pair(repr)
    assert all(np.isfinite(value) for value in look(scan(program), facts(train)).values())
    asked = probes(train, tests)
    assert asked == probes(train, tests) and len(asked) <= 12
    assert [probe.input for probe in asked if probe.kind == "test"] == tests[:2]
    for probe in asked:
        assert grid_fault(probe.input) is None
    values = features(program, train, tests, [probe.input for probe in asked])
    assert values.shape == (len(NAMES),)
    with pytest.raises(ValueError, match="probes"):
        features(program, train, tests, [None])


def reactions(function, train, tests=()) -> dict[str, float]:
    return react(train, tests, [function(probe.input) for probe in probes(train, tests)])


def test_behaviour_tells_a_rule_from_a_memory():
    rule = lambda grid: [row[::-1] for row in grid]                # noqa: E731
    train = [(given, rule(given)) for given, _ in TASKS["67a3c6ac"]]
    known = {repr(given): wanted for given, wanted in train}
    honest, memory = reactions(rule, train), reactions(lambda grid: known.get(repr(grid), train[0][1]), train)
    assert honest["colours_follow"] == honest["mirror_follows"] == 1 and honest["probes_from_memory"] == 0
    assert memory["probes_from_memory"] == memory["one_answer"] == 1 and memory["colours_follow"] == 0
    failing = reactions(lambda grid: None, train)
    assert failing["failed"] == 1 and failing["distinct_share"] == 0
    assert reactions(lambda grid: grid, train)["probes_echoed"] == 1
    assert set(honest) == set(REACTIONS)


def test_each_group_works_without_the_next():
    program = "def transform(grid):\n    return grid\n"
    alone, with_task = features(program), features(program, PAIRS)
    assert np.isnan(alone[len(SOURCE):]).all() and not np.isnan(alone[:len(SOURCE)]).any()
    assert same(alone[:len(SOURCE)], with_task[:len(SOURCE)])
    known = len(SOURCE) + len(TASK)
    assert not np.isnan(with_task[:known]).any() and np.isnan(with_task[known:]).all()
