"""The cache and asyncio: what counts as the same program, what is not run again, in what order things are asked for."""
import ast
import asyncio
import itertools
import sysconfig
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.sandbox import Counts, Limits, Outcome, Output, Run, Sandbox, SandboxClosed
from kernel.sandbox.cache import ENTRY_BYTES, OUTPUT_BYTES, Cache, normalised
from kernel.sandbox.pool import AHEAD
from tests.sandbox_watch import GRID, HONEST, answer

LIMITS = Limits(wall_s=3, memory_mb=256)
CHANCE = ("import time\ndef transform(grid):\n"
          "    return [[time.perf_counter_ns() // 1000 % 10 for _ in range(30)] for _ in range(9)]\n")


# The same program

def tree(source: str) -> str | None:
    """What Python makes of a source; None if it refuses it."""
    try:
        return ast.dump(ast.parse(source), include_attributes=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def test_what_is_left_of_real_sources_is_the_same_program():
    library = Path(sysconfig.get_paths()["stdlib"])
    sources = [path.read_text(errors="replace") for path in sorted(library.glob("*.py"))[::4]]
    sources += [path.read_text() for path in HONEST]
    shorter = 0
    for source in sources:
        less = normalised(source)
        if tree(source) is not None:
            assert tree(less) == tree(source)
        shorter += less != source
    assert shorter > len(sources) / 4


pieces = st.sampled_from(["#", "'", '"', "'''", '"""', "\\", "\n", " ", "\t", "x", "=", "1", "(", ")", "f'", "\r", "\0",
                          "\f", "{", "}"])


@given(st.lists(pieces, max_size=25).map("".join), st.lists(pieces, max_size=25).map("".join))
def test_sources_that_look_alike_mean_the_same(one, other):
    for source in (one, other):
        assert normalised(normalised(source)) == normalised(source)
        assert tree(normalised(source)) == tree(source)
    if normalised(one) == normalised(other):
        assert tree(one) == tree(other)


@pytest.mark.parametrize("one, other", [
    ("x = 1", "x = 1  # one"), ("x = 1\n\ny = 2", "x = 1   \n# two follows\ny = 2"), ("x = 1\r\ny = 2", "x = 1\ny = 2"),
    ("x = '#'\n", "x = '#'  # '\n"), ('"""a # b  \n"""\nx = 1', '"""a # b  \n"""\nx = 1 # c')])
def test_the_same_program(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize("one, other", [
    ("x = '# a'", "x = '# b'"), ('"""a \n"""', '"""a\n"""'), ("x = 1 + \\\n 2", "x = 1 + \\ \n 2"),
    ("x = 1\n", "\nx = 1\n"), ("x  = 1", "x = 1"), ("f'{x!r:#>4}'", "f'{x!r:#>5}'")])
def test_not_the_same_program(one, other):
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("quotes", ['\\"', "\\'", '\\"""', "\\'''", '"\\\n', "'''" + '"""\\'])
def test_a_source_of_open_quotes_is_read_once(quotes):
    """A source within JSON is full of them. Were the rest read again for each, this would take hours."""
    source = "x = 1  # one\n" + quotes * (10**6 // len(quotes))
    assert tree(normalised(source[:10**4])) == tree(source[:10**4])
    assert len(normalised(source)) > len(source) - 20


# What is remembered

def run_of(key, grids) -> Run:
    return Run(key, Outcome.OK, tuple(Output(Outcome.OK, grid) for grid in grids), 1.0)


def test_a_run_comes_back_as_it_was_and_untouched():
    cache = Cache(10**6)
    outputs = (Output(Outcome.OK, [[1, 2], [3, 4]]), Output(Outcome.RAISED, None, "KeyError: 1 (line 2)"))
    cache.put(b"a", Run("k", Outcome.RAISED, outputs, 0.5, "KeyError: 1 (line 2)"))
    first = cache.get(b"a", "other")
    assert first == Run("other", Outcome.RAISED, outputs, 0.0, "KeyError: 1 (line 2)")
    first.outputs[0].grid[0][0] = 9
    assert cache.get(b"a", "k").outputs == outputs and cache.get(b"b", "k") is None


def test_our_failures_are_not_remembered():
    cache = Cache(10**6)
    cache.put(b"a", Run("k", Outcome.INFRA, (), 0.0, "it is gone"))
    assert cache.get(b"a", "k") is None and len(cache) == cache.bytes == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 6), st.booleans()), max_size=60))
def test_memory_stays_within_its_bound_and_the_newest_within_memory(steps):
    cache, order = Cache(4 * (ENTRY_BYTES + 2 * OUTPUT_BYTES)), []
    for number, grids, ask in steps:
        digest = bytes([number])
        if ask:
            found = cache.get(digest, "k")
            assert (found is not None) == (digest in order)
        else:
            cache.put(digest, run_of("k", [[[1]]] * grids))
            order = [known for known in order if cache.get(known, "k")]      # asked in order, so that it stays
        if cache.get(digest, "k"):
            order = [known for known in order if known != digest] + [digest]
        assert cache.bytes <= cache.bytes_most and len(order) == len(cache)
        assert (cache.bytes == 0) == (len(cache) == 0)


# What the sandbox does with it

def test_the_same_program_again_costs_nothing_and_it_is_said():
    with Sandbox(limits=LIMITS) as sandbox:
        first = sandbox.run(CHANCE, [GRID], key=1)
        again = sandbox.run(CHANCE + "# at last\n", [GRID], key=2)
        assert again.outputs == first.outputs and (again.key, again.seconds) == (2, 0.0)
        assert sandbox.run(CHANCE, [[[5]]]).outputs != first.outputs
        assert sandbox.counts == Counts(jobs=3, cached=1) and sandbox.counts.hit_rate == pytest.approx(1 / 3)
    with Sandbox(limits=LIMITS, cache_mb=0) as sandbox:
        assert sandbox.run(CHANCE, [GRID]).outputs != sandbox.run(CHANCE, [GRID]).outputs
        assert sandbox.counts == Counts(jobs=2, cached=0)


def test_a_loop_is_waited_for_once_however_often_it_is_given():
    slow = "def transform(grid):\n    while True: pass\n"
    with Sandbox(workers=2, limits=Limits(wall_s=0.5)) as sandbox:
        futures = [sandbox.submit(n, slow, [GRID]) for n in range(20)]
        assert [future.result().outcome for future in futures] == [Outcome.TIMEOUT] * 20
        assert [future.result().key for future in futures] == list(range(20))
        assert sandbox.counts == Counts(jobs=20, cached=19)


def test_when_the_one_that_runs_is_cancelled_those_that_wait_run_themselves():
    blocker = "def transform(grid):\n    while True: pass\n"
    with Sandbox(workers=1, limits=Limits(wall_s=1)) as sandbox:
        sandbox.submit("blocker", blocker, [GRID])
        first, *others = [sandbox.submit(n, CHANCE, [GRID]) for n in range(3)]
        assert first.cancel()
        assert [other.result().outcome for other in others] == [Outcome.OK] * 2
        assert [other.result().key for other in others] == [1, 2]


def test_what_the_first_to_ask_does_to_its_answer_changes_no_other():
    changes = "def transform(grid):\n    return [[1, 2]]\n"
    with Sandbox(limits=LIMITS) as sandbox:
        for _ in range(3):
            future = sandbox.submit("first", changes, [GRID])
            future.add_done_callback(lambda done: done.result().outputs[0].grid[0].append(9))
            others = [sandbox.submit(n, changes, [GRID]) for n in range(3)]
            assert [other.result().outputs[0].grid for other in others] == [[[1, 2]]] * 3
            changes += "\n\nx = 1"


def test_an_answer_is_kept_before_it_is_given():
    """Else whoever waits for it could change what is kept."""
    cache = Cache(10**6)
    with Sandbox(limits=LIMITS) as sandbox:
        sandbox._cache = cache
        sandbox.submit("blocker", "import time\ntime.sleep(0.2)", [GRID])
        future = sandbox.submit(1, CHANCE, [GRID])
        kept = []
        original = future.set_result
        future.set_result = lambda run: (kept.append(len(cache)), original(run))
        future.result()
    assert kept == [2]


def test_followers_may_be_cancelled_before_the_one_that_they_wait_for():
    with Sandbox(workers=1, limits=Limits(wall_s=1)) as sandbox:
        sandbox.submit("blocker", "while True: pass", [GRID])
        futures = [sandbox.submit(n, CHANCE, [GRID]) for n in range(5)]
        # The first is cancelled last, as may happen when someone leaves `run_many`; in a thread, should it never end.
        cancels = threading.Thread(target=lambda: [futures[n].cancel() for n in (1, 3, 0)], daemon=True)
        cancels.start()
        cancels.join(20)
        assert not cancels.is_alive()
        assert [futures[n].result(timeout=20).outcome for n in (2, 4)] == [Outcome.OK] * 2


def test_closing_ends_those_that_wait_too():
    sandbox = Sandbox(workers=1, limits=Limits(wall_s=600))
    futures = [sandbox.submit(n, "while True: pass", [GRID]) for n in range(4)]
    sandbox.close()
    for future in futures:
        with pytest.raises(SandboxClosed):
            future.result(timeout=5)


def test_a_job_that_was_cancelled_five_hundred_times_runs_once_more_for_all_the_rest():
    blocker = "def transform(grid):\n    while True: pass\n"
    with Sandbox(workers=1, limits=Limits(wall_s=1)) as sandbox:
        sandbox.submit("blocker", blocker, [GRID])
        futures = [sandbox.submit(n, CHANCE, [GRID]) for n in range(500)]
        assert all(future.cancel() for future in futures[:-3])
        assert len({str(future.result().outputs) for future in futures[-3:]}) == 1
        assert sandbox.counts.cached == 2


def test_those_that_wait_for_a_crash_share_it():
    crash = "import os, time\ndef transform(grid):\n    time.sleep(0.3)\n    os._exit(3)\n"
    with Sandbox(workers=2, limits=LIMITS) as sandbox:
        runs = [future.result() for future in [sandbox.submit(n, crash, [GRID]) for n in range(9)]]
        assert [run.key for run in runs] == list(range(9)) and {run.outcome for run in runs} == {Outcome.CRASHED}
        assert sandbox.counts == Counts(jobs=9, cached=8)


def test_what_crashed_is_run_again():
    with Sandbox(limits=LIMITS) as sandbox:
        for _ in range(2):
            assert sandbox.run("import os\ndef transform(grid):\n    os._exit(3)\n", [GRID]).outcome is Outcome.CRASHED
        assert sandbox.counts == Counts(jobs=2, cached=0)


# From asyncio

def test_a_sandbox_in_an_async_with():
    async def once():
        async with Sandbox(limits=LIMITS) as sandbox:
            return sandbox, await sandbox.arun("def transform(grid):\n    return grid\n", [GRID])

    sandbox, run = asyncio.run(once())
    assert run.outputs[0].grid == GRID
    with pytest.raises(SandboxClosed):
        sandbox.run("x", [GRID])


def test_one_program_from_asyncio_while_others_run():
    async def several():
        with Sandbox(workers=2, limits=LIMITS) as sandbox:
            programs = [path.read_text() for path in HONEST[:6]]
            return programs, await asyncio.gather(*[sandbox.arun(program, [GRID], key=program) for program in programs])

    programs, runs = asyncio.run(several())
    assert [run.key for run in runs] == programs
    assert [run.outputs[0].grid for run in runs] == [answer(program, GRID) for program in programs]


@pytest.mark.parametrize("asynchronous", [False, True])
def test_jobs_are_asked_for_when_there_is_room(asynchronous):
    taken = []

    def jobs():
        for number in itertools.count():
            taken.append(number)
            yield number, f"def transform(grid):\n    return [[{number % 10}]]\n", [GRID]

    async def jobs_in_time():
        for job in jobs():
            await asyncio.sleep(0)
            yield job

    async def hundred():
        seen = {}
        with Sandbox(workers=2, limits=LIMITS) as sandbox:
            runs = sandbox.arun_many(jobs_in_time() if asynchronous else jobs())
            async for run in runs:
                seen[run.key] = run.outputs[0].grid
                assert len(taken) - len(seen) <= AHEAD * 2 + 1
                if len(seen) == 100:
                    break
            await runs.aclose()
        return seen

    seen = asyncio.run(hundred())
    assert len(seen) == 100 and all(grid == [[key % 10]] for key, grid in seen.items())


def test_a_slow_source_holds_up_no_run():
    async def first_result():
        more = asyncio.Event()

        async def jobs():
            yield "first", "def transform(grid):\n    return grid\n", [GRID]
            await more.wait()                  # would wait for ever if the first were not given out meanwhile
            yield "second", "def transform(grid):\n    return grid\n", [[[7]]]

        keys = []
        with Sandbox(limits=LIMITS) as sandbox:
            async for run in sandbox.arun_many(jobs()):
                keys.append(run.key)
                more.set()
        return keys

    assert asyncio.run(asyncio.wait_for(first_result(), 30)) == ["first", "second"]


def test_an_error_of_the_job_source_reaches_who_iterates():
    def jobs():
        yield 1, "def transform(grid):\n    return grid\n", [GRID]
        raise LookupError("no more")

    async def all_of():
        with Sandbox(limits=LIMITS) as sandbox:
            return [run async for run in sandbox.arun_many(jobs())]

    with pytest.raises(LookupError):
        asyncio.run(all_of())


def test_many_threads_may_ask_for_the_same():
    results = []
    with Sandbox(workers=2, limits=LIMITS) as sandbox:
        def ask(number):
            for again in range(20):
                results.append((sandbox.run(f"def transform(grid):\n    return [[{again % 7}]]\n", [GRID]), again))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sandbox.counts.jobs == 120 and sandbox.counts.cached == 120 - 7
    assert all(run.outputs[0].grid == [[again % 7]] for run, again in results)
