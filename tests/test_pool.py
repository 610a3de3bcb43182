"""The sandbox as its callers meet it: every job once, what is refused, and whatever may die meanwhile."""
import contextlib
import itertools
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

from kernel.sandbox import Limits, Outcome, Sandbox, SandboxClosed
from kernel.sandbox.pool import AHEAD
from tests.sandbox_watch import (
    GRID, IDENTITY, LIMITS, TRANSPOSE, descriptors, is_dead, processes_of, running_programs, survivors, wait_until, zygotes,
)


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


def test_a_python_without_memfd_create_will_do(monkeypatch):
    monkeypatch.delattr(os, "memfd_create")
    with Sandbox(limits=LIMITS, cache_mb=0) as sandbox:
        for number in range(3):
            run = sandbox.run("def transform(grid):\n    return [[grid[0][0] + 1]]\n", [[[number]]])
            assert run.outputs[0].grid == [[number + 1]]
