"""The search engine: programs that do what the search says, streams that repeat, processes that die."""
import ast
import itertools
import os
import queue
import signal
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from kernel.datasets import load_challenges
from kernel.engines import Finished, Request, Sampled
from kernel.engines.search import SearchEngine, kinds
from kernel.engines.search.emit import needed, program, sources
from kernel.engines.search.library import MODULES, REGISTRY, frames
from kernel.engines.search.rules import Leaf, Limits, Split, find_rules, paint
from kernel.engines.search.states import Pool, output_ratio
from kernel.engines.search.synthesize import SIMPLE, search

EASY = ("007bbfb7", "00d62c1b", "0520fde7", "1cf80156", "3c9b0459", "68b16354", "a5313dff", "ce22a75a")
"""Tasks of ARC-AGI-1 training that the search settles within a second."""


@pytest.fixture(scope="module")
def training():
    return {task.id: task for task in load_challenges("arc-agi-1-training").tasks}


def pairs(task):
    return [(pair.input, pair.output) for pair in task.train]


def ticks():
    """A clock that counts how often it is read, so that a search is cut at the same point on any machine."""
    return itertools.count().__next__


def run(source, grid):
    """The program on its own: nothing given but the language."""
    space = {}
    exec(compile(source, "<program>", "exec"), space)
    return space["transform"](grid)


@pytest.mark.parametrize("task_id", EASY)
def test_exact_programs_give_every_train_output(training, task_id):
    task = training[task_id]
    found = list(search(pairs(task), list(task.tests), ticks(), 150))
    exact = [f for f in found if f.exact]
    assert exact and min(f.rank for f in exact) < SIMPLE
    for f in exact:
        assert [run(f.program, pair.input) for pair in task.train] == [pair.output for pair in task.train]


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_a_longer_search_continues_a_shorter_one(training, data):
    task = training[data.draw(st.sampled_from(sorted(training)[:40]))]
    short = data.draw(st.integers(10, 60))
    one = list(search(pairs(task), list(task.tests), ticks(), short))
    other = list(search(pairs(task), list(task.tests), ticks(), short + 40))
    assert [f.program for f in other[:len(one)]] == [f.program for f in one]


def test_the_seed_decides_the_order_alone(training):
    task = training["00d62c1b"]
    streams = [[f.program for f in search(pairs(task), list(task.tests), ticks(), 60, seed)] for seed in (1, 1, 2)]
    assert streams[0] == streams[1] and streams[0] and streams[2]


def test_programs_are_self_contained(training):
    task = training["00d62c1b"]
    for found in search(pairs(task), list(task.tests), ticks(), 60):
        tree = ast.parse(found.program)
        imports = [n for n in ast.walk(tree) if isinstance(n, (ast.Import, ast.ImportFrom))]
        imported = {alias.asname or alias.name for n in imports for alias in n.names}
        assert imported <= {"np", "ndimage"}
        functions = [n.name for n in tree.body if isinstance(n, ast.FunctionDef)]
        assert functions[-1] == "transform" and len(set(functions)) == len(functions)
        called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        assert set(functions) - {"transform"} <= called | {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}


def test_names_of_the_library_are_unique_and_complete():
    nodes = [n for m in MODULES for n in ast.parse(Path(m.__file__).read_text()).body]
    names = [n.name for n in nodes if isinstance(n, ast.FunctionDef)]
    assert len(set(names)) == len(names)
    assert set(REGISTRY) <= set(names)
    for name in REGISTRY:              # everything that a primitive needs travels with it
        space = {}
        pieces = {"np": "import numpy as np", "ndimage": "from scipy import ndimage"}
        exec("\n\n".join(pieces.get(n) or sources()[n][0] for n in needed({name})), space)
        assert callable(space[name])


def small_grids():
    sides = st.tuples(st.integers(1, 7), st.integers(1, 7))
    return sides.flatmap(lambda s: st.lists(st.lists(st.integers(0, 4), min_size=s[1], max_size=s[1]),
                                            min_size=s[0], max_size=s[0])).map(np.array)


@settings(max_examples=40, deadline=None)
@given(small_grids(), small_grids())
def test_states_are_values_of_their_kind_and_inputs_stay_unchanged(grid, other):
    """Every primitive on any grid: no state of a wrong shape or colour, and nothing written into its argument."""
    before = grid.tolist()
    pool = Pool([grid, other], [grid])
    for _ in range(12):
        for state in pool.expand():
            for k, value in enumerate(state.values):
                if state.kind in (kinds.Grid, kinds.View):
                    assert value.ndim == 2 and 0 <= value.min() and value.max() <= 9
                if state.kind is kinds.Objects:
                    assert set(np.unique(value[1])) - {0} == set(range(1, value[1].max() + 1))
                if state.kind is kinds.Numbers:
                    assert len(value) == state.arguments[0].values[k][1].max()
    assert grid.tolist() == before


@settings(max_examples=60, deadline=None)
@given(small_grids())
def test_frames_translate_back(grid):
    for there, back in (("common_to_zero", "common_from_zero"), ("by_frequency", "from_frequency")):
        seen = getattr(frames, there)(grid)
        assert (getattr(frames, back)(seen, grid) == grid).all()


@settings(max_examples=25, deadline=None)
@given(small_grids(), small_grids(), st.integers(1, 4), st.integers(5, 9))
def test_rules_explain_and_the_emitted_program_agrees(first, second, old, new):
    """A recoloured grid is explained, and the source paints what the rule paints, on train and test inputs alike."""
    outputs = [np.where(first == old, new, first)]
    pool = Pool([first, second], outputs)
    for _ in range(2):
        list(pool.expand())
    rules = [rule for shapes, canvas in pool.canvases.items() for rule in find_rules(canvas, outputs, Limits(rules=5))]
    assert any(rule.unexplained == 0 for rule in rules)
    for rule in rules:
        if isinstance(rule.tree, (Leaf, Split)):
            source = program(rule.tree)
            for k, grid in enumerate((first, second)):
                painted, _ = paint(rule.tree, k, pool_shape(rule, k))
                assert run(source, grid.tolist()) == painted.tolist()


def pool_shape(rule, k):
    state = rule.tree.plane if isinstance(rule.tree, Split) else rule.tree.action
    return state.values[k].shape


def test_output_ratio():
    small, large = np.zeros((2, 3)), np.zeros((4, 9))
    assert output_ratio([small], [large]) == (2, 3)
    assert output_ratio([np.zeros((5, 11))], [np.zeros((2, 3))]) == (2, 3)
    assert output_ratio([small, small], [large, small]) is None
    assert output_ratio([small], [small]) is None


def listen(events, until_s=60):
    """Events up to the next Finished."""
    seen, end = [], time.monotonic() + until_s
    while time.monotonic() < end:
        event = events.get(timeout=until_s)
        seen.append(event)
        if isinstance(event, Finished):
            return seen
    raise AssertionError("never finished")



@pytest.fixture
def engine():
    engine, events = SearchEngine(workers=1), queue.Queue()
    engine.start(events)
    yield engine, events
    engine.close()


def test_the_engine_streams_programs_and_knows_when_it_has_no_more(training, engine):
    engine, events = engine
    engine.submit(Request(1, training["3c9b0459"], samples=50, seconds=3.0, seed=0))
    seen = listen(events)
    assert seen[-1].error is None and seen[-1].exhausted
    candidates = [e.candidate for e in seen if isinstance(e, Sampled)]
    assert candidates and len({c.id for c in candidates}) == len(candidates)
    assert all(c.engine == "search" and c.task_id == "3c9b0459" for c in candidates)
    engine.submit(Request(2, training["3c9b0459"], samples=1, seconds=3.0, seed=0))
    again = [e.candidate for e in listen(events) if isinstance(e, Sampled)]
    assert [c.id for c in again] == [c.id for c in candidates[:1]]


def test_a_killed_process_costs_one_request_and_the_next_is_served(training, engine):
    engine, events = engine
    engine.submit(Request(1, training["0a938d79"], samples=500, seconds=60.0, seed=0))
    while not (processes := [p.pid for p in engine._processes]):
        time.sleep(0.01)
    os.kill(processes[0], signal.SIGKILL)
    assert listen(events)[-1].error
    engine.submit(Request(2, training["3c9b0459"], samples=50, seconds=3.0, seed=0))
    assert listen(events)[-1].error is None


def test_closing_leaves_no_process_however_busy(training):
    engine, events = SearchEngine(workers=2), queue.Queue()
    engine.start(events)
    for k in range(2):
        engine.submit(Request(k, training["0a938d79"], samples=500, seconds=60.0, seed=0))
    while len(engine._processes) < 2:
        time.sleep(0.01)
    pids = [p.pid for p in engine._processes]
    engine.close()
    engine.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
