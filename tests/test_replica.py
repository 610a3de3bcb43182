"""A replica: what becomes of it when its server dies, hangs, babbles or never comes up, with a scripted server in the
place of vLLM (`fake_vllm`). The same with real servers: `test_servers`."""
import asyncio
import json
import os
import signal
import socket
import sys
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bundle import REFINING, SAMPLING, ModelBundle
from kernel.engines.vllm import canary, kept, replica
from kernel.engines.vllm.course import Course, End, How, Patience
from kernel.engines.vllm.replica import ReplicaSettings
from kernel.engines.vllm.serve import RUNGS, Serving, rungs
from kernel.engines.vllm.warm import memory_room, warm
from kernel.prompts import KIT_PACK
from tests import fake_vllm
from tests.sandbox_watch import wait_until
from tests.server_watch import MARK, marked, running, stranger_on, token

QUICK = Patience(restarts_max=4, pause_s=0.01, pause_max_s=0.02, steady_s=1000.0, starts_per_rung=2)


@pytest.fixture
def settings(tmp_path):
    """Settings of a replica whose server behaves as the plan says; see `fake_vllm`."""
    def make(plan: list[str] | dict[str, str], index: int = 0, **more) -> ReplicaSettings:
        folder = tmp_path / str(index)
        folder.mkdir()
        (folder / "plan.json").write_text(json.dumps(plan))
        (folder / "config.json").write_text(json.dumps({"num_hidden_layers": 48}))
        bundle = ModelBundle(folder, "toy", 4096, SAMPLING, REFINING, "fp8", 0.5, KIT_PACK)
        environ = os.environ | {"FAKE_VLLM": str(folder), MARK: uuid.uuid4().hex}
        serving = Serving(Path(sys.executable), folder, "cpu", 4096, environ=environ, program=(fake_vllm.__file__,))
        chosen = {"start_s": 30.0, "canary_s": 30.0, "check_s": 0.02, "watch_s": 0.05, "patience": QUICK} | more
        return ReplicaSettings(index, bundle, serving, folder / "logs", folder / "cache", token(), **chosen)
    return make


def starts(settings: ReplicaSettings) -> list[tuple[str, int, int]]:
    """(rung, port, pid) of every server that was started."""
    lines = (settings.bundle.folder / "starts").read_text().splitlines()
    return [(rung, int(port), int(pid)) for rung, port, pid in map(str.split, lines)]


# Ready, and ended

def test_it_is_ready_on_its_port_with_a_model_of_its_own_and_leaves_nothing(settings):
    async def main():
        async with running(settings(["sane"]), settings(["sane"], index=1)) as watched:
            for one in watched:
                assert "8 of 8 canary replies hold a program" in await one.until("ready")
            first, second = (one.replica for one in watched)
            assert first.ready and second.ready
            assert first.url != second.url and first.model != second.model
            assert first.rung == "fp8"
        assert not first.ready and not first.gone

    asyncio.run(main())


def test_cancelled_while_it_starts_it_leaves_nothing(settings):
    async def main():
        one = settings(["silent"])
        async with running(one):
            while not (one.bundle.folder / "starts").exists():
                await asyncio.sleep(0.01)

    asyncio.run(main())


# Failures, each with what follows

@pytest.mark.parametrize("victim", ["server", "group", "keeper"])
def test_a_killed_server_is_started_again(settings, victim):
    async def main():
        one = settings(["sane"])
        async with running(one) as (watched,):
            await watched.until("ready")
            keeper = watched.replica.pid
            before = set(marked(one.serving.environ[MARK]))
            if victim == "group":
                os.killpg(keeper, signal.SIGKILL)
            else:
                os.kill(keeper if victim == "keeper" else starts(one)[0][2], signal.SIGKILL)
            assert "SIGKILL" in await watched.until("died")
            assert not watched.replica.ready
            await watched.until("ready")
            assert not before & set(marked(one.serving.environ[MARK]))
            assert [rung for rung, _, _ in starts(one)] == ["fp8", "fp8"]

    asyncio.run(main())


def test_a_stopped_server_hangs_when_it_is_busy_and_silent(settings):
    async def main():
        one = settings(["sane"])
        async with running(one) as (watched,):
            await watched.until("ready")
            watched.replica.began()
            os.kill(starts(one)[0][2], signal.SIGSTOP)
            watched.clock.ahead_s += 60                  # of 120 that it may be silent, with a token in between
            watched.replica.heard(1)
            watched.clock.ahead_s += 119
            watched.replica.began()                      # one more request is no sign of life
            watched.clock.ahead_s += 2
            assert "no token for 12" in await watched.until("hung")
            watched.replica.ended()
            watched.replica.ended()
            await watched.until("ready")

    asyncio.run(main())


def test_a_stopped_server_without_work_is_found_by_its_silence(settings):
    async def main():
        one = settings(["sane"], stall_s=60.0)
        async with running(one) as (watched,):
            await watched.until("ready")
            os.kill(starts(one)[0][2], signal.SIGSTOP)
            watched.clock.ahead_s += 61
            assert "no answer for 6" in await watched.until("hung")

    asyncio.run(main())


def test_a_busy_server_that_writes_is_left_alone(settings):
    async def main():
        async with running(settings(["sane"])) as (watched,):
            await watched.until("ready")
            watched.replica.began()
            for _ in range(5):
                watched.clock.ahead_s += 110
                watched.replica.heard(1)
                await watched.looks(1)
            watched.replica.ended()
            for _ in range(2):
                watched.clock.ahead_s += 110             # and then there is nothing to do
                await watched.looks(1)
            assert watched.kinds == ["ready"]

    asyncio.run(main())


def test_an_engine_that_is_dead_behind_a_living_server_counts_as_death(settings):
    async def main():
        async with running(settings(["dead", "sane"])) as (watched,):
            assert "its engine is dead" in await watched.until("died")
            await watched.until("ready")

    asyncio.run(main())


def test_babble_goes_down_the_ladder_to_a_rung_that_makes_sense(settings):
    async def main():
        one = settings({"fp8": "babbles", "fp8-edges": "babbles", "bf16": "sane"})
        async with running(one) as (watched,):
            assert "0 of 9 canary replies hold a program, 8 needed; one begins 'grid" in await watched.until("babbles")
            assert "fp8-edges from now on, instead of fp8" in await watched.until("rung")
            assert "bf16 from now on, instead of fp8-edges" in await watched.until("rung")
            assert "KV cache bf16" in await watched.until("ready")
            assert watched.replica.rung == "bf16"
            os.kill(starts(one)[-1][2], signal.SIGKILL)
            await watched.until("ready")
            assert [rung for rung, _, _ in starts(one)] == ["fp8", "fp8-edges", "bf16", "bf16"]

    asyncio.run(main())


def test_a_model_that_babbles_on_every_rung_is_given_up(settings):
    async def main():
        one = settings(["babbles"])
        async with running(one) as (watched,):
            await watched.ended()
            assert watched.replica.gone and not watched.replica.ready
            assert watched.kinds == ["babbles", "rung", "babbles", "rung", "babbles", "gone"]
            assert "babbles on every rung" in watched.told[-1][1]
            assert not marked(one.serving.environ[MARK])

    asyncio.run(main())


@pytest.mark.parametrize("how, words", [("dies", "ValueError: the weights are damaged"),
                                        ("refuses", "the canary got no answer")])
def test_a_server_that_dies_at_every_start_is_tried_on_all_rungs_and_given_up(settings, how, words):
    async def main():
        one = settings([how])
        async with running(one) as (watched,):
            await watched.ended()
            assert watched.replica.gone
            assert [rung for rung, _, _ in starts(one)] == ["fp8", "fp8", "fp8-edges", "fp8-edges", "bf16"]
            assert watched.told[-1][0] == "gone" and "5 failures in a row" in watched.told[-1][1]
            assert words in watched.told[-1][1]

    asyncio.run(main())


def test_a_server_that_never_comes_up_is_killed_and_tried_again(settings):
    async def main():
        one = settings(["silent", "sane"], start_s=50.0)
        async with running(one) as (watched,):
            while not (one.bundle.folder / "starts").exists():
                await asyncio.sleep(0.01)
            watched.clock.ahead_s += 51
            assert "no answer after 50 s" in await watched.until("never-ready")
            await watched.until("ready")

    asyncio.run(main())


@pytest.mark.parametrize("python, folder, words", [
    ("/nowhere/python", None, "exit status 127; /nowhere/python: No such file or directory"),
    (None, "nowhere", "config.json: No such file or directory; a checkpoint is needed")])
def test_what_can_never_start_is_given_up_with_the_reason(settings, python, folder, words, tmp_path):
    async def main():
        one = settings(["sane"])
        serving = replace(one.serving, python=Path(python or sys.executable),
                          folder=tmp_path / folder if folder else one.serving.folder)
        async with running(replace(one, serving=serving)) as (watched,):
            await watched.ended()
            assert words in watched.told[-1][1]

    asyncio.run(main())


# The port

def test_a_stranger_on_the_port_is_left_alone(settings):
    async def main():
        with socket.socket() as stranger:
            stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            stranger.bind(("127.0.0.1", 0))
            stranger.listen()
            taken = stranger.getsockname()[1]
            async with running(settings(["sane"], port=taken)) as (watched,):
                await watched.until("ready")
                assert watched.replica.port != taken

    asyncio.run(main())


def test_the_preferred_port_is_used_when_it_is_free(settings):
    async def main():
        port = replica.free_port(0)
        async with running(settings(["sane"], port=port)) as (watched,):
            await watched.until("ready")
            assert watched.replica.url == f"http://127.0.0.1:{port}/v1"

    asyncio.run(main())


def test_a_server_with_another_model_is_no_server_of_ours(settings):
    async def main():
        async with running(settings(["other", "sane"])) as (watched,):
            assert "another program answers on port" in await watched.until("stranger")
            await watched.until("ready")
            assert watched.kinds == ["stranger", "ready"]
            assert watched.replica.rung == "fp8"

    asyncio.run(main())


def test_a_stranger_who_comes_to_share_the_port_is_noticed(settings):
    async def main():
        async with running(settings(["sane"])) as (watched,):
            await watched.until("ready")
            before = watched.replica.port
            with stranger_on(before, share=True):
                assert f"another program answers on port {before}" in await watched.until("stranger")
                await watched.until("ready")
                assert watched.replica.port != before

    asyncio.run(main())


def test_a_stranger_who_takes_the_port_while_the_server_starts_is_noticed(settings, monkeypatch):
    async def main():
        with stranger_on(0) as taken:
            ports = iter([taken])
            free_port = replica.free_port
            monkeypatch.setattr(replica, "free_port", lambda preferred: next(ports, None) or free_port(preferred))
            async with running(settings(["sane"])) as (watched,):
                assert f"another program answers on port {taken}" in await watched.until("stranger")
                await watched.until("ready")
                assert watched.replica.port != taken

    asyncio.run(main())


# The course

ENDS = st.builds(End, st.sampled_from(How), st.just("why"), st.sampled_from([0.0, 50.0, 500.0]))


@given(st.sampled_from(RUNGS), st.integers(0, 5), st.integers(1, 3), st.lists(st.tuples(ENDS, st.booleans())))
def test_a_course_only_goes_down_and_always_ends(top, restarts_max, starts_per_rung, ends):
    patience = Patience(restarts_max, 1.0, 8.0, 100.0, starts_per_rung)
    course, row, babbles = Course(rungs(top), patience), 0, 0
    for end, was_ready in ends:
        if was_ready:
            course.ready()
        before = course.rung
        step = course.after(end)
        assert step.rung == course.rung
        assert RUNGS.index(step.rung) - RUNGS.index(before) == step.fell
        assert 0 <= step.pause_s <= 8.0
        if end.how is How.BABBLES:
            babbles += 1
            assert (step.given_up is not None) == (before == "bf16")
        else:
            row = 1 if end.ready_s >= 100.0 else row + 1
            assert (step.given_up is not None) == (row > restarts_max)
        if step.given_up:
            return
    assert babbles <= 2


def test_pauses_double_up_to_the_longest_and_begin_anew_after_a_steady_time():
    course = Course(RUNGS, Patience(10, 2.0, 9.0, 100.0, 2))
    course.ready()
    pauses = [course.after(End(How.DIED, "why", ready_s)).pause_s for ready_s in (5.0, 5.0, 5.0, 5.0, 100.0, 5.0)]
    assert pauses == [2.0, 4.0, 8.0, 9.0, 2.0, 4.0]
    assert course.rung == "fp8"                          # it worked there


def test_a_stranger_is_not_held_against_the_rung():
    course = Course(RUNGS, Patience(starts_per_rung=1))
    assert course.after(End(How.STRANGER, "why")).rung == "fp8"
    assert course.after(End(How.DIED, "why")).rung == "fp8-edges"


# The canary

@pytest.mark.parametrize("reply, holds", [
    (fake_vllm.PROGRAM, True), ("grid grid", False), ("```python\ndef transform(grid)\n    return\n```", False),
    ("```python\ndef transform(grid):\n    return grid\n", True), ("", False),
    ("```python\ndef transform(grid):\n    return '\\d'\n```", True)])
def test_a_reply_counts_when_a_program_that_parses_is_in_it(reply, holds):
    assert canary.holds_program(reply) == holds


def test_the_canarys_tasks_are_tasks():
    tasks = canary.canary_tasks()
    assert len({task.id for task in tasks}) == 4
    for task in tasks:
        assert len(task.train) == 4 and len(task.tests) == 1
        assert any(pair.input != pair.output for pair in task.train)
        assert all(0 <= cell <= 9 for pair in task.train for grid in (pair.input, pair.output) for row in grid
                   for cell in row)


# The log

LOG = """(EngineCore pid=7) INFO 11-21 12:16:58 [core.py:1] starting
(EngineCore pid=7) ERROR 11-21 12:16:58 [core.py:12]     raise SafetensorError
(EngineCore pid=7) ERROR 11-21 12:16:58 [core.py:12] safetensors_rust.SafetensorError: header too large
Traceback (most recent call last):
RuntimeError: Engine core initialization failed. See root cause above.
RuntimeError: Engine core initialization failed. See root cause above.
bye
"""


@pytest.mark.parametrize("text, lines", [
    (LOG, ["safetensors_rust.SafetensorError: header too large",
           "RuntimeError: Engine core initialization failed. See root cause above."]),
    ("one\n\ntwo\n\n", ["two"]), ("", []), ("(W pid=1) INFO 11-21 12:00:00 [a.py:3] torch.cuda: out of memory\n",
                                           ["torch.cuda: out of memory"])])
def test_the_telling_lines_of_a_log(text, lines):
    assert kept.telling(text) == lines


# Warm weights

def test_weights_are_read_once_and_no_more_than_there_is_room_for(tmp_path, monkeypatch):
    for name, size in (("model-1.safetensors", 3_000_000), ("model-2.safetensors", 2_000_001), ("other.bin", 999)):
        (tmp_path / name).write_bytes(bytes(size))
    monkeypatch.setattr("kernel.engines.vllm.warm.PIECE_BYTES", 1_000_000)

    def read(room_bytes: int) -> list:
        seen = []
        warmed = asyncio.run(warm(tmp_path, room_bytes=room_bytes, progress=lambda *at: seen.append(at)))
        assert warmed.total_bytes == 5_000_001 and warmed.files == 2
        assert seen == sorted(seen) and (not seen or seen[-1] == (warmed.read_bytes, min(room_bytes, 5_000_001)))
        return [warmed.read_bytes, len(seen)]

    assert read(1 << 40) == [5_000_001, 6]
    assert read(3_500_000) == [3_500_000, 4]
    assert read(0) == [0, 0]
    assert read(-5) == [0, 0]


def test_a_file_that_shrinks_or_cannot_be_read_is_left_to_the_server(tmp_path):
    (tmp_path / "gone.safetensors").symlink_to(tmp_path / "nowhere")
    (tmp_path / "there.safetensors").write_bytes(bytes(10))
    warmed = asyncio.run(warm(tmp_path, room_bytes=100, progress=lambda *_: None))
    assert (warmed.read_bytes, warmed.files) == (10, 1)


def test_the_room_is_a_part_of_the_free_memory(tmp_path):
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:       2000 kB\nMemFree:         100 kB\nMemAvailable:   1000 kB\n")
    assert memory_room(meminfo) == 819_200
    assert 0 < memory_room()


def test_cancelled_it_stops(tmp_path, monkeypatch):
    (tmp_path / "a.safetensors").write_bytes(bytes(50_000_000))
    monkeypatch.setattr("kernel.engines.vllm.warm.PIECE_BYTES", 1_000_000)
    seen = []

    async def main():
        reading = asyncio.create_task(warm(tmp_path, room_bytes=1 << 40, parallel=1, progress=lambda *at: (
            seen.append(at), reading.cancel())))
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(main())
    assert 1 <= len(seen) < 50
    assert wait_until(lambda: not any(thread.name.startswith("warm") for thread in threading.enumerate()))
