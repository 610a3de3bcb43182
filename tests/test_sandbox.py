"""The sandbox as honest programs meet it: what counts as a grid, what they find, what they leave.

Hostile programs are in test_hostile.py, many of both at once in test_storm.py, what callers meet in test_pool.py.
"""
import os
import random

import pytest

from kernel.sandbox import Outcome, Sandbox
from kernel.sandbox.zygotes import kind_of
from tests.sandbox_watch import (
    GRID, IDENTITY, LIMITS, TRANSPOSE, HONEST, answer,
)


@pytest.mark.parametrize("returned, grid", [
    ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]), ("((1, 2), (3, 4))", [[1, 2], [3, 4]]), ("np.array(grid)", GRID),
    ("np.array(grid, dtype=np.uint8)", GRID), ("np.array(grid) / 1.0", GRID), ("[[True, False]]", [[1, 0]]),
    ("[[np.int64(3), np.float32(2), np.bool_(True), 1.0]]", [[3, 2, 1, 1]]), ("[np.array([1, 2]), [3, 4]]", GRID),
    ("np.array(grid, dtype=object)", GRID), ("[[0] * 30] * 30", [[0] * 30] * 30), ("[[np.array(7)]]", [[7]])])
def test_what_counts_as_a_grid(sandbox, returned, grid):
    run = sandbox.run(f"def transform(grid):\n    return {returned}\n", [GRID])
    assert (run.outcome, run.outputs[0].grid, run.outputs[0].message) == (Outcome.OK, grid, "")
    assert all(type(cell) is int for row in run.outputs[0].grid for cell in row)


@pytest.mark.parametrize("returned, words", [
    ("[]", "no rows"), ("[[]]", "row 1 is empty"), ("[[1, 2], [3]]", "row 2 has 1 cells and row 1 has 2"),
    ("[[0] * 31]", "31 cells, at most 30"), ("[[0]] * 31", "31 rows, at most 30"), ("[[0]] * 999", "999 items"),
    ("[[1, 10]]", "row 1, column 2 is 10"), ("[[-1]]", "is -1"), ("[[0.5]]", "0.5"), ("[[float('nan')]]", "nan"),
    ("[['3']]", "str"), ("[1, 2]", "row 1 is of type int"), ("'12'", "str"), ("7", "int"), ("{1: 2}", "dict"),
    ("(row for row in grid)", "generator"),
    ("np.zeros((2, 2, 2))", "(2, 2, 2)"), ("np.zeros((500, 500))", "(500, 500)"), ("None", "NoneType"),
    ("np.zeros(3)", "row 1"), ("[[10**30]]", "beyond a million"), ("[[None]]", "NoneType"),
    ("np.zeros((0, 3))", "no rows")])
def test_what_does_not_and_why(sandbox, returned, words):
    run = sandbox.run(f"def transform(grid):\n    return {returned}\n", [GRID])
    assert (run.outcome, run.outputs[0].grid) == (Outcome.BAD_OUTPUT, None)
    assert words in run.outputs[0].message == run.message


def test_each_output_has_its_own_outcome_and_the_run_the_worst(sandbox):
    program = """
def transform(grid):
    if grid[0][0] == 1: return None
    if grid[0][0] == 2: raise KeyError("two")
    if grid[0][0] == 4:
        while True: pass
    return grid
"""
    run = sandbox.run(program, [[[n]] for n in range(6)], key=("any", 7))
    O = Outcome
    assert [output.outcome for output in run.outputs] == [O.OK, O.BAD_OUTPUT, O.RAISED, O.OK, O.TIMEOUT, O.TIMEOUT]
    assert run.key == ("any", 7) and run.outcome is Outcome.TIMEOUT
    assert run.outputs[0].grid == [[0]] and run.outputs[3].grid == [[3]]
    assert run.outputs[2].message == "KeyError: 'two' (line 4)"
    assert run.outputs[5].message.startswith("not run: ")
    assert LIMITS.wall_s <= run.seconds < LIMITS.wall_s + 1


def test_the_source_runs_as_it_is_written(sandbox):
    program = '''"""A docstring."""
from __future__ import annotations
from dataclasses import dataclass
import functools

TEXT = """
    kept
  as it is"""

@dataclass
class Box:
    side: int = 2
    grids: List[Tuple[int, int]] = None

def twice(function):
    @functools.wraps(function)
    def wrapped(grid):
        return function(function(grid))
    return wrapped

@twice
def transform(grid):
    assert TEXT == "\\n    kept\\n  as it is" and Box().side == 2
    return [[(cell + 1) % 10 for cell in row] for row in grid]

if __name__ == "__main__":
    raise SystemExit("this is not a script")
'''
    assert sandbox.run(program, [GRID]).outputs[0].grid == [[3, 4], [5, 6]], sandbox.run(program, [GRID])


def test_names_that_models_take_for_granted_are_there(sandbox):
    program = """
def transform(grid: List[List[int]]) -> List[List[int]]:
    table: Dict[int, Any] = defaultdict(int)
    for cell in itertools.chain(*copy.deepcopy(grid)):
        table[cell] += 1
    assert Counter([1]) and deque([1]) and math.pi and re and Optional and product and reduce and random
    labels, count = scipy.ndimage.label(np.array(grid) > 1)
    return numpy.array([[count, math.floor(2.5)]])
"""
    assert sandbox.run(program, [GRID]).outputs[0].grid == [[1, 2]]
    algebra = "def transform(grid):\n    return [[np.linalg.matrix_rank(np.eye(3))]]"
    assert sandbox.run(algebra, [GRID]).outputs[0].grid == [[3]]


@pytest.mark.parametrize("path", HONEST, ids=[path.stem for path in HONEST])
def test_honest_programs_give_what_they_give_without_isolation(sandbox, path):
    program = path.read_text()
    chance = random.Random(3)
    inputs = [[[chance.choice((0, 0, 1, 2, 3, 8)) for _ in range(width)] for _ in range(height)]
              for height, width in ((1, 1), (1, 30), (30, 1), (7, 10), (30, 30))] + [[[0] * 9] * 9]
    run = sandbox.run(program, inputs)
    assert [output.grid for output in run.outputs] == [answer(program, grid) for grid in inputs], run


def test_chance_is_seeded_and_order_of_sets_too(sandbox):
    program = """
import random
def transform(grid):
    return [[random.randint(0, 9) for _ in range(9)], list(np.random.randint(0, 10, 9)),
            [hash(word) % 10 for word in "abcdefghi"]]
"""
    first = sandbox.run(program, [GRID, GRID])
    with Sandbox(limits=LIMITS) as other:
        second = other.run(program, [GRID, GRID])
    assert first.outcome is Outcome.OK and first.outputs == second.outputs
    assert first.outputs[0].grid[:2] != first.outputs[1].grid[:2]


def test_a_program_cannot_reach_inputs_environment_or_the_next_program(sandbox, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    inputs = [[[1]], [[1]]]
    mutating = "def transform(grid):\n    grid[0][0] += 1\n    return grid\n"
    assert [output.grid for output in sandbox.run(mutating, inputs).outputs] == [[[2]], [[2]]]
    assert inputs == [[[1]], [[1]]]
    with Sandbox(limits=LIMITS) as fresh:
        looks = "import os\ndef transform(grid):\n    return [[int('SECRET_TOKEN' in os.environ)]]\n"
        assert fresh.run(looks, [GRID]).outputs[0].grid == [[0]]
        fresh.run("import math\nmath.floor = None\n" + IDENTITY, [GRID])
        assert fresh.run("def transform(grid):\n    return [[math.floor(3.5)]]\n", [GRID]).outputs[0].grid == [[3]]


def test_a_program_leaves_nothing_in_memory_for_the_next(sandbox):
    looks = """
import sys
def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    memory = frame.f_locals["results"].memory
    found = memory.tobytes().strip(bytes(1)) != b""
    memory[1000:1005] = memory[9000:9005] = memory[-5:] = b"hello"
    return [[int(found)]]
"""
    sandbox.run(IDENTITY, [[[n % 10] * 30] * 30 for n in range(120)])
    for _ in range(3):
        assert sandbox.run(looks, [GRID]).outputs[0].grid == [[0]]


def test_inputs_of_every_number(sandbox):
    assert sandbox.run(IDENTITY, []).outcome is Outcome.OK
    assert sandbox.run("1 / 0", []).outcome is Outcome.RAISED
    many = [[[n % 10] * 30] * 30 for n in range(120)]
    assert [output.grid for output in sandbox.run(IDENTITY, many).outputs] == many


@pytest.mark.parametrize("program, words", [
    ("def transform(grid:", "SyntaxError"), ("def other(grid): return grid", "no transform"),
    ("transform = 3", "not callable"),
    ("import nothing_of_this_name", "ModuleNotFound"),
    ("raise SystemExit(0)", "SystemExit"), ("x = 1\ny = 1 / 0\n" + IDENTITY, "(line 2)")])
def test_a_source_that_does_not_load_raises_on_every_input(sandbox, program, words):
    run = sandbox.run(program, [GRID, GRID])
    assert [output.outcome for output in run.outputs] == [Outcome.RAISED] * 2 and words in run.message


@pytest.mark.parametrize("source, kind", [
    (IDENTITY, "bare"), ("import math, re\nfrom collections import Counter", "bare"), (TRANSPOSE, "numpy"),
    ("import numpy as n", "numpy"), ("import pandas", "scipy"), ("import math, sympy", "numpy"),
    ("import random, numpy", "scipy"), ("import random", "bare"),
    ("from scipy import ndimage", "scipy"), ("x = ndimage.label", "scipy")])
def test_the_lightest_zygote_that_will_do(source, kind):
    assert kind_of(source) == kind


def test_children_are_confined_and_it_is_said_how_far(sandbox):
    sandbox.run(IDENTITY, [GRID])
    assert sandbox.layers and sandbox.layers["rlimits"] and sandbox.layers["nproc"]
    program = """
import os, resource
def is_open(descriptor):
    try:
        return bool(os.fstat(descriptor))
    except OSError:
        return False
def transform(grid):
    return [[int(os.getuid() == 0), int(resource.getrlimit(resource.RLIMIT_FSIZE)[1] == 0),
             int(os.getsid(0) == os.getpid()), sum(map(is_open, range(99))) <= 4]]
"""
    facts = sandbox.run(program, [GRID]).outputs[0]
    assert facts.grid == [[int(os.getuid() == 0 and not sandbox.layers["uid"]), 1, 1, 1]], facts
