"""Real servers: vLLM with the stand-in, killed, stopped, crowded, damaged. Each ends as `replica` says, and nothing of
them is left. One pair of servers is shared by the tests that only hurt it, since a start takes half a minute."""
import asyncio
import json
import os
import shutil
import signal
import socket
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from kernel.bundle import ModelBundle
from kernel.engines.vllm.course import Patience
from kernel.engines.vllm.keeper import descendants
from kernel.engines.vllm.replica import ReplicaSettings, free_port
from kernel.engines.vllm.serve import Serving
from tests import made
from tests.server_watch import MARK, Watched, command_line, marked, running, stranger_on, token

pytestmark = pytest.mark.server
LEAST = Patience(restarts_max=1, pause_s=0.1, pause_max_s=0.1, steady_s=1000.0, starts_per_rung=1)


def settings(folder: Path, bundle: ModelBundle, index: int = 0, **more) -> ReplicaSettings:
    """A replica that serves the bundle on a CPU; caches are shared by all tests of a run of pytest, as by restarts."""
    serving = Serving(made.serve_python(), bundle.folder, "cpu", bundle.context, top_rung=bundle.kv_cache, sequences=16,
                      kv_cpu_mb=256, environ=os.environ | {MARK: uuid.uuid4().hex})
    return ReplicaSettings(index, bundle, serving, folder / "logs", folder.parent / "vllm-cache", token(),
                           **more)


class Pair:
    """Two servers in a loop of their own, and a stranger who had the first one's preferred port before."""

    def __init__(self, folder: Path):
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.stranger = socket.create_server(("127.0.0.1", 0))
        self.taken = self.stranger.getsockname()[1]
        bundle = ModelBundle.load(made.tiny_model())
        self.settings = [settings(folder, bundle, 0, port=self.taken), settings(folder, bundle, 1, port=free_port(0))]
        self.watched = self.do(self._start())

    async def _start(self) -> list[Watched]:
        self._context = running(*self.settings)
        return await self._context.__aenter__()

    def do(self, coroutine):
        """Run a coroutine in the loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def close(self) -> None:
        """Stop both; a process that is left is a failure."""
        self.do(self._context.__aexit__(None, None, None))
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.stranger.close()

    def processes(self, index: int) -> tuple[int, int]:
        """The pids of a server and of its engine, once it is up."""
        self.do(self.watched[index].up())
        below = {pid: command_line(pid) for pid in descendants(self.watched[index].replica.pid)}
        (server,) = [pid for pid, line in below.items() if "api_server" in line]
        (engine,) = [pid for pid, line in below.items() if "EngineCore" in line]
        return server, engine


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    pair = Pair(tmp_path_factory.mktemp("pair"))
    yield pair
    pair.close()


def test_two_servers_start_at_once_each_with_its_own(pair):
    for index, watched in enumerate(pair.watched):
        told = pair.do(watched.until("ready"))
        assert "KV cache fp8" in told, told
        log = (pair.settings[index].log_dir / f"server-{index}.log").read_text()
        assert "Using fp8 data type to store kv cache" in log
    first, second = (watched.replica for watched in pair.watched)
    assert first.port != pair.taken and second.port == pair.settings[1].port
    assert first.model != second.model and first.ready and second.ready


def test_kill_9_of_a_server_whose_port_a_stranger_takes_meanwhile(pair):
    watched, killed = pair.watched[1], pair.processes(1)
    before = watched.replica.port
    os.kill(killed[0], signal.SIGKILL)
    pair.do(watched.until("died"))
    with stranger_on(before):
        pair.do(watched.until("ready"))
    assert watched.replica.port != before
    assert not set(killed) & set(marked(pair.settings[1].serving.environ[MARK]))
    assert pair.watched[0].kinds.count("died") == 0              # the other one went on


def test_kill_9_of_an_engine(pair):
    watched, killed = pair.watched[0], pair.processes(0)
    os.kill(killed[1], signal.SIGKILL)
    pair.do(watched.until("died"))
    pair.do(watched.until("ready"))
    assert not set(killed) & set(marked(pair.settings[0].serving.environ[MARK]))


def test_a_stopped_engine_is_found_by_its_silence(pair):
    watched, (_, engine) = pair.watched[1], pair.processes(1)
    watched.replica.began()
    os.kill(engine, signal.SIGSTOP)
    watched.clock.ahead_s += 1 + pair.settings[1].stall_s
    assert "no token for 12" in pair.do(watched.until("hung"))
    watched.replica.ended()
    pair.do(watched.until("ready"))
    assert engine not in marked(pair.settings[1].serving.environ[MARK])


def altered(folder: Path, change) -> ModelBundle:
    """The stand-in with every file of weights changed: `change` gets its header and its bytes."""
    source = made.tiny_model()
    shutil.copytree(source, folder)
    for file in folder.glob("model*.safetensors"):
        data = bytearray(file.read_bytes())
        change(json.loads(data[8:8 + int.from_bytes(data[:8], "little")]), data)
        file.write_bytes(data)
    return replace(ModelBundle.load(folder), canary_share=0.5)


def without_head(header: dict, data: bytearray) -> None:
    """With a head of nothing but zeros every token is as likely as any other: the purest babble."""
    start, end = header["lm_head.weight"]["data_offsets"]
    base = 8 + int.from_bytes(data[:8], "little")
    data[base + start:base + end] = bytes(end - start)


def cut_short(header: dict, data: bytearray) -> None:
    """What a copy that was interrupted leaves."""
    del data[len(data) // 2:]


def test_a_model_that_babbles_and_one_that_is_damaged_are_given_up(tmp_path):
    """Side by side. The first from its second rung on, so that two servers start, each with another KV cache."""
    babbling = settings(tmp_path, altered(tmp_path / "babbles", without_head), 0)
    babbling = replace(babbling, serving=replace(babbling.serving, top_rung="fp8-edges"))
    damaged = settings(tmp_path, altered(tmp_path / "damaged", cut_short), 1, patience=LEAST)

    async def main():
        async with running(babbling, damaged) as (babbler, corpse):
            await corpse.ended()
            await babbler.ended()
            assert babbler.kinds == ["babbles", "rung", "babbles", "gone"], babbler.told
            assert "bf16 from now on, instead of fp8-edges" in babbler.told[1][1]
            assert corpse.kinds == ["died", "rung", "died", "gone"], corpse.told
            assert "Safetensor" in corpse.told[-1][1], corpse.told
            assert babbler.replica.gone and corpse.replica.gone

    asyncio.run(main())
