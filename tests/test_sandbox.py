"""The sandbox as its callers and honest programs meet it: what counts as a grid, every job once, endings, deaths.

Hostile programs are in test_hostile.py, many of both at once in test_storm.py.
"""
import contextlib
import itertools
import json
import marshal
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.sandbox import Limits, Outcome, Sandbox, SandboxClosed
from kernel.sandbox.grids import NotAGrid, grid_from
from kernel.sandbox.inside import wire
from kernel.sandbox.pool import AHEAD
from kernel.sandbox.results import run_of
from kernel.sandbox.zygotes import Ended, Job, kind_of
from tests.sandbox_watch import (
    GRID, HONEST, answer, descriptors, is_dead, processes_of, running_programs, survivors, wait_until, zygotes,
)

IDENTITY = "def transform(grid):\n    return grid\n"
TRANSPOSE = "def transform(grid):\n    return np.array(grid).T\n"
LIMITS = Limits(wall_s=1.5, memory_mb=256)


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(workers=1, limits=LIMITS, cache_mb=0) as sandbox:
        yield sandbox


# What honest programs get

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


# What the caller gets

def test_run_many_gives_every_job_once_and_takes_no_more_than_it_needs():
    taken = []

    def jobs():
        for number in itertools.count():
            taken.append(number)
            yield number, "def transform(grid):\n    return [[grid[0][0] + 1]]\n", [[[number % 9]]]

    with Sandbox(workers=2, limits=LIMITS, cache_mb=0) as sandbox:
        runs = sandbox.run_many(jobs())
        seen = {}
        for run in itertools.islice(runs, 100):
            assert run.key not in seen
            seen[run.key] = run.outputs[0].grid
            assert len(taken) - len(seen) <= AHEAD * 2
        runs.close()
        assert all(grid == [[key % 9 + 1]] for key, grid in seen.items())
        finite = [run.key for run in sandbox.run_many((n, IDENTITY, [GRID]) for n in range(10))]
        assert sorted(finite) == list(range(10)) and list(sandbox.run_many([])) == []


def test_a_slow_job_does_not_hold_up_the_others():
    jobs = [("slow", "while True: pass", [GRID])] + [(n, IDENTITY, [GRID]) for n in range(20)]
    with Sandbox(workers=2, limits=LIMITS, cache_mb=0) as sandbox:
        keys = [run.key for run in sandbox.run_many(jobs)]
    assert keys[-1] == "slow" and sorted(keys[:-1]) == list(range(20))


def test_an_error_of_the_job_source_reaches_the_caller_and_the_sandbox_lives_on(sandbox):
    def jobs():
        yield 1, IDENTITY, [GRID]
        raise LookupError("no more")

    with pytest.raises(LookupError):
        list(sandbox.run_many(jobs()))
    with pytest.raises(TypeError, match="a program is text"):
        sandbox.run(None, [GRID])
    for wrong in ([object()], [[[np.int64(3)]]], [[[True]]], [[[0.0]]], [[(1, 2)]], [np.zeros((2, 2), int)]):
        with pytest.raises(TypeError):
            sandbox.run(IDENTITY, wrong)
    with pytest.raises(ValueError):
        sandbox.run(IDENTITY, [[[256]]])
    assert sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK


@pytest.mark.parametrize("wrong", [{"wall_s": 0}, {"memory_mb": -1}, {"wall_s": "5"}, {"wall_s": float("nan")},
                                   {"memory_mb": 256.5}, {"result_kb": 0.5}, {"source_kb": 1e3}, {"wall_s": 1e7}])
def test_limits_are_checked(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)


class Whole(int):
    pass


@pytest.mark.parametrize("inputs, words", [
    (None, "a list of grids"), ([None], "NoneType"), (GRID, "give .grid"), ((GRID,), "tuple"),
    ([tuple(GRID)], "tuple"), ([[(1, 2)]], "plain ints"),
    ([[[Whole(3)]]], "plain ints"), ([[[True]]], "plain ints"), ([[[1.0]]], "plain ints"), ({}, "dict"),
    ([[[10]]], "not 0 to 9"), ([[[-1]]], "not 0 to 9"), ([[["1"]]], "plain ints")])
def test_inputs_that_are_no_grids_are_refused_with_what_they_are(sandbox, inputs, words):
    with pytest.raises((TypeError, ValueError), match=words):
        sandbox.run(IDENTITY, inputs)


def test_arrays_for_inputs_are_told_what_to_do(sandbox):
    numpy = pytest.importorskip("numpy")
    with pytest.raises(TypeError, match="tolist"):
        sandbox.run(IDENTITY, [numpy.array(GRID)])
    with pytest.raises(TypeError, match="plain ints"):
        sandbox.run(IDENTITY, [list(map(list, numpy.array(GRID)))])


def test_what_is_not_installed_is_missing_to_programs_and_no_failure_of_ours():
    """In an interpreter that finds no packages at all."""
    script = """import sys
from kernel.sandbox import Sandbox
with Sandbox() as sandbox:
    for source in ("import numpy as np", "x = np.zeros(3)", "from scipy import ndimage", "import math"):
        run = sandbox.run(source + "\\ndef transform(grid):\\n    return grid\\n", [[[1]]])
        print(run.outcome.name, run.message.split(":")[0])
"""
    done = subprocess.run([sys.executable, "-S", "-s", "-c", script], cwd=Path(__file__).parent.parent,
                          capture_output=True, text=True, env=os.environ | {"PYTHONPATH": ""}, timeout=60)
    assert done.stdout.splitlines() == ["RAISED ModuleNotFoundError", "RAISED NameError", "RAISED ModuleNotFoundError",
                                        "OK "], done.stderr
    assert "numpy" in done.stderr and done.stderr.count("lacks") <= 2


def test_a_program_that_is_killed_by_who_knows_whom_has_a_second_chance():
    """The kernel may have taken its memory; a program that kills itself does it twice."""
    with Sandbox(workers=1, limits=Limits(wall_s=60), cache_mb=0) as sandbox:
        future = sandbox.submit("k", "import time\ndef transform(grid):\n    time.sleep(2)\n    return grid\n", [GRID])
        seen = []
        assert wait_until(lambda: seen.extend(running_programs()) or seen)
        os.kill(seen[0][0], signal.SIGKILL)
        assert future.result(timeout=30).outcome is Outcome.OK
        itself = "import os, signal\ndef transform(grid):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        run = sandbox.run(itself, [GRID])
        assert run.outcome is Outcome.CRASHED and "SIGKILL" in run.message


@pytest.mark.parametrize("workers", [1, 2])
def test_a_callback_may_close_the_sandbox(workers):
    sandbox = Sandbox(workers=workers, limits=LIMITS, cache_mb=0)
    futures = [sandbox.submit(n, IDENTITY, [GRID]) for n in range(20)]
    for future in futures:
        future.add_done_callback(lambda _: sandbox.close())
    for future in futures:
        try:
            assert future.result(timeout=20).outcome is Outcome.OK
        except SandboxClosed:
            pass
    assert wait_until(lambda: not any(thread.is_alive() for thread in sandbox._threads))
    sandbox.close()


def test_a_fork_of_the_process_is_told_that_it_has_no_sandbox(sandbox):
    pid = os.fork()
    if pid == 0:
        try:
            sandbox.submit(1, IDENTITY, [GRID])
        except RuntimeError:
            os._exit(7)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK


def test_close_ends_everything_at_once():
    assert wait_until(lambda: not running_programs())          # of the tests before
    sandbox = Sandbox(workers=2, limits=Limits(wall_s=600), cache_mb=0)
    futures = [sandbox.submit(n, "while True: pass", [GRID]) for n in range(5)]
    assert wait_until(lambda: len(running_programs()) == 2)
    before = time.monotonic()
    sandbox.close()
    assert time.monotonic() - before < 5
    for future in futures:
        with pytest.raises(SandboxClosed):
            future.result(timeout=5)
    with pytest.raises(SandboxClosed):
        sandbox.run(IDENTITY, [GRID])
    sandbox.close()


def test_zygotes_killed_at_random_cost_no_job():
    chance = random.Random(5)
    taken, done, killed_at, settled = [], set(), [0], 0

    def jobs():
        for number in itertools.count():
            if number >= 300 and len(killed_at) > 12:
                return
            taken.append(number)
            program = TRANSPOSE if number % 3 == 0 else IDENTITY
            yield number, program, [[[number % 10, 1], [2, 3]]]

    with Sandbox(workers=2, limits=LIMITS, cache_mb=0) as sandbox:
        for run in sandbox.run_many(jobs()):
            first = run.key % 10
            assert run.outcome is Outcome.OK, run
            assert run.outputs[0].grid == ([[first, 2], [1, 3]] if run.key % 3 == 0 else [[first, 1], [2, 3]])
            done.add(run.key)
            # A job that loses two zygotes is INFRA by design: a kill waits for the jobs that the last one may have hit.
            if len(done) >= killed_at[-1] + 7 and done.issuperset(range(settled)):
                victim = chance.choice(zygotes())
                os.kill(victim, signal.SIGKILL)
                assert wait_until(lambda: is_dead(victim))
                killed_at.append(len(done))
                settled = len(taken)
    assert done == set(taken)
    assert wait_until(lambda: not survivors())


def test_a_job_that_loses_two_zygotes_is_ours_to_answer_for():
    assert wait_until(lambda: not running_programs())          # of the tests before
    with Sandbox(workers=1, limits=Limits(wall_s=60), cache_mb=0) as sandbox:
        future = sandbox.submit("k", "while True: pass", [GRID, GRID])
        for _ in range(2):
            seen = []
            assert wait_until(lambda: seen.extend(running_programs()) or seen)
            zygote = seen[0][1]
            os.kill(zygote, signal.SIGKILL)
            assert wait_until(lambda: is_dead(zygote))
        run = future.result(timeout=20)
        assert run.outcome is Outcome.INFRA and [output.outcome for output in run.outputs] == [Outcome.INFRA] * 2
        assert sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK


def test_nothing_survives_the_death_of_the_supervisor():
    script = ("from kernel.sandbox import Sandbox, Limits\n"
              "sandbox = Sandbox(workers=2, limits=Limits(wall_s=600), cache_mb=0)\n"
              "for n in range(2): sandbox.submit(n, 'while True: pass', [[[1]]])\ninput()")
    root = Path(__file__).parent.parent
    with subprocess.Popen([sys.executable, "-c", script], cwd=root, stdin=subprocess.PIPE) as supervisor:
        assert wait_until(lambda: len(processes_of(supervisor.pid)) >= 4)
        supervisor.kill()
        supervisor.wait()
        assert wait_until(lambda: processes_of(supervisor.pid) == [])


def test_what_callbacks_do_costs_no_other_job():
    """One closes the sandbox, from the thread of its own worker; one ends the thread that it runs in."""
    def ends(_):
        raise SystemExit

    sandbox = Sandbox(workers=1, limits=LIMITS)
    first, second = sandbox.submit(1, "import time\ntime.sleep(0.2)\n" + IDENTITY, [GRID]), None
    first.add_done_callback(ends)
    second = sandbox.submit(2, "import time\ntime.sleep(0.2)\n" + IDENTITY, [GRID])         # waits for the first
    second.add_done_callback(ends)
    assert second.result(timeout=20).outcome is sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK
    closing = sandbox.submit(3, "import time\ntime.sleep(0.2)\ntime.sleep(0.1)\n" + IDENTITY, [GRID])
    closing.add_done_callback(lambda _: sandbox.close())
    last = sandbox.submit(4, "while True: pass", [GRID])
    with pytest.raises(SandboxClosed):
        last.result(timeout=20)
    assert wait_until(lambda: not any(thread.is_alive() for thread in sandbox._threads))
    sandbox.close()


def test_a_fork_of_the_supervisor_has_no_sandbox_and_harms_none():
    script = """
import os
from kernel.sandbox import Limits, Sandbox, SandboxClosed
sandbox = Sandbox(limits=Limits(wall_s=60), cache_mb=0)
future = sandbox.submit(1, "import time\\ntime.sleep(1)\\ndef transform(grid):\\n    return grid", [[[1]]])
while not sandbox.layers:
    pass
pid = os.fork()
if pid == 0:
    try:
        sandbox.run("", [[[1]]])
    except SandboxClosed:
        sandbox.close()
        os._exit(3)
    os._exit(4)
ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(ended, future.result().outcome.name, len(sandbox._zygotes))
sandbox.close()
"""
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], cwd=root, capture_output=True, text=True,
                          timeout=60)
    assert done.stdout == "3 OK 1\n" and done.stderr == "", done


@pytest.mark.parametrize("ready", [
    "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())",
    "resource.setrlimit(resource.RLIMIT_NOFILE, (256,) * 2)\nfiles = [os.dup(0) for _ in range(243)]",
    "resource.setrlimit(resource.RLIMIT_NOFILE, (4096,) * 2)\nfiles = [os.dup(0) for _ in range(3000)]"])
def test_a_supervisor_may_be_in_any_state(ready):
    script = f"""
import os, resource, signal
from kernel.sandbox import Limits, Sandbox
{ready}
with Sandbox(limits=Limits(wall_s=1), cache_mb=0) as sandbox:
    print(*[sandbox.run(program, [[[1]]]).outcome.name for program in ("x = 1", "while True: pass")])
"""
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.stdout == "RAISED TIMEOUT\n" and done.stderr == "", done


def test_a_supervisor_without_descriptors_left_loses_none():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with Sandbox(limits=LIMITS, cache_mb=0) as sandbox:
        assert sandbox.run("import numpy\n" + IDENTITY, [GRID]).outcome is Outcome.OK
        before = descriptors()
        resource.setrlimit(resource.RLIMIT_NOFILE, (before + 40, hard))
        try:
            for free in (0, 3, 6):
                taken = []
                with contextlib.suppress(OSError):
                    while True:
                        taken.append(os.dup(0))
                for descriptor in taken[:free]:
                    os.close(descriptor)
                assert sandbox.run(IDENTITY, [GRID]).outcome in (Outcome.INFRA, Outcome.OK)
                for descriptor in taken[free:]:
                    os.close(descriptor)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK
        assert descriptors() <= before + 6


def test_a_start_that_fails_for_a_moment_costs_no_job():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with Sandbox(limits=LIMITS, cache_mb=0) as sandbox:
        taken = []
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors() + 20, hard))
        try:
            with contextlib.suppress(OSError):
                while True:
                    taken.append(os.dup(0))
            future = sandbox.submit("k", IDENTITY, [GRID])
            with pytest.raises(TimeoutError):
                future.result(timeout=0.1)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            for descriptor in taken:
                os.close(descriptor)
        assert future.result(timeout=20).outcome is Outcome.OK


# What the supervisor believes

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({"is": "a thing"}),
    lambda inner: st.lists(inner, max_size=35) | st.dictionaries(st.text(max_size=2), inner, max_size=2), max_leaves=60)


@settings(max_examples=150, deadline=None)
@given(json_values | st.lists(st.lists(st.integers(-1, 10) | st.floats(0, 9) | st.booleans(), max_size=3), max_size=3))
def test_the_judge_lets_nothing_but_grids_pass(value):
    try:
        grid = grid_from(value)
    except NotAGrid as error:
        assert str(error) and len(str(error)) < 300
        return
    assert 1 <= len(grid) <= 30 and 1 <= len(grid[0]) <= 30 and {len(row) for row in grid} == {len(grid[0])}
    assert all(type(cell) is int and 0 <= cell <= 9 for row in grid for cell in row)
    assert grid == value


small_grids = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4)


@given(st.text(max_size=30), st.lists(small_grids, max_size=4))
def test_a_job_arrives_as_it_was_sent(program, inputs):
    assert marshal.loads(wire.pack_job(program, inputs)) == (program, inputs)
    assert wire.pack_job(program, [[row[:] for row in grid] for grid in inputs]) == wire.pack_job(program, inputs)


def left(records: list[tuple[bytes, bytes]]) -> bytes:
    """The results' memory after a child has left these records."""
    body = b"".join(tag + wire.number(len(data)) + data for tag, data in records)
    return wire.number(len(records)) + wire.number(len(body)) + body


tags = (st.sampled_from([wire.GRID, wire.VALUE, wire.LOADED, wire.RAISED, wire.MEMORY, wire.DENIED])
        | st.binary(max_size=1))
shapes = st.tuples(st.integers(0, 40), st.integers(0, 40))
bodies = (st.binary(max_size=12) | json_values.map(lambda value: json.dumps(value).encode())
          | shapes.map(lambda shape: bytes(shape) + bytes(shape[0] * shape[1])))
anything = st.binary(max_size=60) | st.lists(st.tuples(tags, bodies), max_size=4).map(left)


@settings(max_examples=300)
@given(anything, st.integers(0, 3), st.integers(0, 255).map(lambda code: code << 8) | st.integers(1, 64), st.booleans(),
       st.data())
def test_whatever_a_child_leaves_it_is_no_error_of_ours(results, inputs, status, late, data):
    if results and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(results) - 1))
        results = results[:at] + data.draw(st.binary(min_size=1, max_size=1)) + results[at + 1:]
    results = results.ljust(wire.HEADER_BYTES, b"\0")
    run = run_of(Job("key", "bare", b"", inputs), Ended(status, late, 0.5, results), LIMITS)
    assert (run.key, len(run.outputs), run.seconds) == ("key", inputs, 0.5) and run.outcome is not Outcome.INFRA
    for output in run.outputs:
        assert output.outcome is not Outcome.INFRA and (output.grid is None) == (output.outcome is not Outcome.OK)
        if output.grid is not None:
            assert grid_from(output.grid) == output.grid


@given(st.lists(small_grids, min_size=1, max_size=4), st.integers(0, 4))
def test_what_was_left_before_a_program_hung_counts(grids, done):
    records = [(wire.GRID, bytes((len(grid), len(grid[0]))) + bytes(itertools.chain(*grid))) for grid in grids
               if len(set(map(len, grid))) == 1][:done]
    run = run_of(Job("key", "bare", b"", len(records) + 2), Ended(9, True, 1.5, left(records)), LIMITS)
    assert [bytes(itertools.chain(*output.grid)) for output in run.outputs[:-2]] == [body[2:] for _, body in records]
    assert [output.outcome for output in run.outputs[-2:]] == [Outcome.TIMEOUT] * 2
