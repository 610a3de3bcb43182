"""One model server of ours for as long as a bench needs it: started with the kit's own options, ended as a group.

Leaves out, unlike `kernel.engines.vllm.replica`: canary, restarts and watching. A bench whose server dies ends.
"""
import asyncio
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from kernel.engines.vllm import serve
from kernel.engines.vllm.kept import Kept
from kernel.engines.vllm.replica import free_port
from tests.bench.serving import figures


START_S = 1800.0                           # to load and compile, on slow storage


class NoServer(Exception):
    """The server did not start, or ended. One line: why, and where its log is."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    base: str                          # http://HOST:PORT
    model: str
    start_s: float                     # from its start until it answered

    @property
    def url(self) -> str:
        """Where its OpenAI API begins."""
        return f"{self.base}/v1"

    def counters(self) -> dict[str, float]:
        """What it has counted so far; see `figures`. Raises NoServer."""
        try:
            return figures.counters(httpx.get(f"{self.base}/metrics", timeout=60, trust_env=False).text)
        except httpx.HTTPError as error:
            raise NoServer(f"the server says nothing of its counters: {error!r}") from None


@contextmanager
def running(serving: serve.Serving, *, rung: str, folder: Path, gpu: str | None) -> Iterator[Server]:
    """A server until the block ends; its log and cache lie in the folder. Raises NoServer when it has not answered
    after START_S, and serve.ServeError for a checkpoint that is none."""
    port, model = free_port(0), f"bench-{secrets.token_hex(4)}"
    command = serve.command(serving, rung=rung, port=port, model=model, seed=0)
    environ = serve.environment(serving, cache=folder / f"cache-{rung}", gpu=gpu)
    log = folder / f"server-{rung}.log"
    with tempfile.TemporaryDirectory(prefix="arc-bench-") as scratch, asyncio.Runner() as runner:
        began_s = time.monotonic()
        kept = runner.run(Kept.start(command, environ, log=log, scratch=Path(scratch, "tmp")))
        try:
            base = f"http://{serve.HOST}:{port}"
            runner.run(_answers(kept, base, model, log))
            yield Server(base, model, round(time.monotonic() - began_s, 1))
        finally:
            runner.run(kept.end())


async def _answers(kept: Kept, base: str, model: str, log: Path) -> None:
    """Wait until the model answers there."""
    try:
        async with asyncio.timeout(START_S), httpx.AsyncClient(trust_env=False, timeout=10) as client:
            while not kept.exited.done():
                try:
                    if model in (await client.get(f"{base}/v1/models")).text:
                        return
                except httpx.HTTPError:
                    pass
                await asyncio.wait({kept.exited}, timeout=0.5)
    except TimeoutError:
        raise NoServer(f"no answer from the server after {START_S:.0f} s: {kept.why()} (its log: {log})") from None
    raise NoServer(f"the server ended at its start: {kept.why()} (its log: {log})")
