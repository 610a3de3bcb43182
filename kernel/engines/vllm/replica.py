"""A replica: one model server of ours, started, proven, watched, and started again for as long as that makes sense.

    start -> up: our model answers on our port -> canary -> ready -> watched -> ended, why -> pause -> start ...

Promises: `ready` means that a server which has our model and writes sense listens at `url`; whatever happens to it
(it dies, hangs, never starts, babbles, a stranger takes its port) is told in one line, its processes are killed as a
group, and `course` says what follows; when `live` has ended, cancelled or given up, nothing of it runs. Leaves out:
the requests (`sampler`, which tells of its own by `began`, `heard` and `ended`).

The port: any that is free when the server starts, the preferred one if it is. vLLM 0.19.1 listens with SO_REUSEPORT, so
that a second server on the same port would go unnoticed and get half of the requests: hence a trial without that option
before, and a model id that no other server has, asked for again as long as the server lives.
"""
import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import httpx

from kernel.bundle import ModelBundle
from kernel.engines.vllm import canary, serve
from kernel.engines.vllm.course import Course, End, How, Patience
from kernel.engines.vllm.kept import Kept
from kernel.engines.vllm.line import Failed, Line
from kernel.engines.vllm.places import Tell

DYING_S = 5.0                            # after a failure that may be its death: for its process to end


@dataclass(frozen=True)
class ReplicaSettings:
    """One replica. `token` is new in every process of a kernel: with it no server of another run is taken for ours."""

    index: int
    bundle: ModelBundle
    serving: serve.Serving
    log_dir: Path                        # server-INDEX.log goes there
    cache_dir: Path                      # server-INDEX goes there; kept, it makes later starts faster
    token: str
    scratch_dir: Path = Path("/tmp")     # for what lives no longer than a server; short, since sockets lie in it
    seed: int = 0
    gpu: str | None = None               # as CUDA_VISIBLE_DEVICES names it
    port: int = 0                        # preferred; 0: whichever is free
    start_s: float = 1800.0              # until it answers; slow storage takes 10 minutes
    canary_s: float = 300.0
    stall_s: float = 120.0               # busy and silent for so long, it hangs; a prefill of 20k tokens takes 6 s
    check_s: float = 0.5                 # between two looks while it starts
    watch_s: float = 3.0                 # between two looks while it is ready
    patience: Patience = Patience()


class Look(Enum):
    """What answers at the port."""

    OURS = "our model"
    NOBODY = "nobody"
    DEAD = "a server whose engine is dead"
    OTHER = "another program"


class Replica:
    """A place that we run; see `places.Place`. `clock`: seconds that only go forward."""

    def __init__(self, settings: ReplicaSettings, clock: Callable[[], float]):
        self.name = f"server-{settings.index}"
        self.model = f"{settings.bundle.name}-{settings.token}-{settings.index}"
        self.url = ""
        self.ready = self.gone = False
        self.changed = asyncio.Event()
        self.port = settings.port
        self.pid: int | None = None      # of the process group, while a server runs
        self._settings = settings
        self._clock = clock
        self._course = Course(serve.rungs(settings.serving.top_rung), settings.patience)
        self._busy = 0
        self._beat_s = clock()

    @property
    def rung(self) -> str:
        """How the server keeps its KV cache."""
        return self._course.rung

    def began(self) -> None:
        """A request has been sent. One more among others is no sign of life."""
        if not self._busy:
            self._beat_s = self._clock()
        self._busy += 1

    def heard(self, tokens: int) -> None:
        """Tokens have come: it lives."""
        self._beat_s = self._clock()

    def ended(self) -> None:
        """A request is over."""
        self._busy -= 1

    async def live(self, tell: Tell) -> None:
        """Keep a server running until cancelled or given up."""
        while not self.gone:
            try:
                end = await self._one_life(tell)
            except serve.ServeError as error:                # no second try would find another checkpoint
                self._give_up(tell, str(error))
                return
            except OSError as error:                         # no process, file or port was to be had
                end = End(How.DIED, f"it could not be started: {error}")
            rung = self.rung
            step = self._course.after(end)
            tell(end.how.value.replace(" ", "-"), end.why)
            if step.given_up is not None:
                self._give_up(tell, step.given_up)
            else:
                if step.fell:
                    tell("rung", f"its KV cache is kept as {step.rung} from now on, instead of {rung}")
                await asyncio.sleep(step.pause_s)

    async def _one_life(self, tell: Tell) -> End:
        """Start a server and stay with it until its end. Raises OSError and ServeError."""
        settings, serving = self._settings, self._settings.serving
        self.port = free_port(settings.port)
        self.url = f"http://{serve.HOST}:{self.port}/v1"
        cache = settings.cache_dir / self.name
        for folder in (settings.log_dir, cache):
            folder.mkdir(parents=True, exist_ok=True)
        command = serve.command(serving, rung=self.rung, port=self.port, model=self.model, seed=settings.seed)
        began_s = self._clock()
        scratch = settings.scratch_dir / f"arc-{settings.token}-{settings.index}"
        kept = await Kept.start(command, serve.environment(serving, cache=cache, gpu=settings.gpu), scratch=scratch,
                                log=settings.log_dir / f"{self.name}.log")
        self.pid = kept.pid
        try:
            end, proof = await self._prove(kept)
            if end is not None:
                return end
            ready_since_s = self._clock()
            self._course.ready()
            self._beat_s = ready_since_s
            self._set(ready=True)
            tell("ready", f"after {ready_since_s - began_s:.0f} s on port {self.port}, KV cache {self.rung}; {proof}")
            how, why = await self._watch(kept)
            return End(how, why, self._clock() - ready_since_s)
        finally:
            self._set(ready=False)
            await kept.end()
            self.pid = None

    async def _prove(self, kept: Kept) -> tuple[End | None, str]:
        """Wait until it is up and ask the canary: an end, or None and the verdict in words."""
        settings, began_s = self._settings, self._clock()
        async with self._client() as client:
            while (look := await self._look(client)) is not Look.OURS:
                if look is Look.OTHER:
                    return End(How.STRANGER, f"another program answers on port {self.port}"), ""
                if kept.exited.done():
                    return End(How.DIED, f"at its start: {kept.why()}"), ""
                if self._clock() - began_s > settings.start_s:
                    return End(How.NEVER_READY, f"no answer after {settings.start_s:.0f} s: {kept.why()}"), ""
                await asyncio.wait({kept.exited}, timeout=settings.check_s)
        line = Line(self.url, "none", connect_s=10.0, silence_s=settings.stall_s, tell=None)
        try:
            async with asyncio.timeout(settings.canary_s):
                verdict = await canary.ask(line, self.model, settings.bundle, settings.seed, self.heard)
        except (Failed, TimeoutError) as error:
            await asyncio.wait({kept.exited}, timeout=DYING_S)
            how = How.DIED if kept.exited.done() else How.NEVER_READY
            return End(how, f"the canary got no answer ({error or 'not in time'}): {kept.why()}"), ""
        finally:
            await line.close()
        return (None if verdict.sane else End(How.BABBLES, str(verdict))), str(verdict)

    async def _watch(self, kept: Kept) -> tuple[How, str]:
        """Stay with a ready server until something is wrong: what, and why."""
        stall_s, answered_s = self._settings.stall_s, self._clock()
        async with self._client() as client:
            while True:
                await asyncio.wait({kept.exited}, timeout=self._settings.watch_s)
                if kept.exited.done():
                    return How.DIED, kept.why()
                look, now_s = await self._look(client), self._clock()
                if look is Look.OURS:
                    answered_s = now_s
                elif look is Look.OTHER:
                    return How.STRANGER, f"another program answers on port {self.port}"
                elif look is Look.DEAD:
                    return How.DIED, f"its engine is dead: {kept.why()}"
                if self._busy and now_s - self._beat_s > stall_s:
                    return How.HUNG, f"no token for {now_s - self._beat_s:.0f} s, {self._busy} requests in flight"
                if now_s - answered_s > stall_s:
                    return How.HUNG, f"no answer for {now_s - answered_s:.0f} s"

    def _client(self) -> httpx.AsyncClient:
        """A new connection for every look: a stranger that shares the port shows on some of them."""
        return httpx.AsyncClient(trust_env=False, timeout=max(2.0, self._settings.watch_s),
                                 limits=httpx.Limits(max_keepalive_connections=0))

    async def _look(self, client: httpx.AsyncClient) -> Look:
        try:
            models = await client.get(f"{self.url}/models")
            health = await client.get(f"{self.url.removesuffix('/v1')}/health")
        except httpx.HTTPError:                            # nothing that speaks HTTP, or not in time
            return Look.NOBODY
        try:
            ours = self.model in [model["id"] for model in models.json()["data"]]
        except (ValueError, KeyError, TypeError):
            ours = False
        # vLLM's health is 200 or 503. Another status is a stranger's, who got the second question and not the first.
        return {200: Look.OURS, 503: Look.DEAD}.get(health.status_code, Look.OTHER) if ours else Look.OTHER

    def _set(self, *, ready: bool) -> None:
        self.ready = ready
        self.changed.set()

    def _give_up(self, tell: Tell, why: str) -> None:
        tell("gone", why)
        self.gone = True
        self.changed.set()


def free_port(preferred: int) -> int:
    """A port of this machine that nobody listens on; the preferred one if it is such."""
    for port in (preferred, 0):
        with socket.socket() as trial:
            try:
                trial.bind((serve.HOST, port))           # without SO_REUSEPORT: fails beside any listener
                return trial.getsockname()[1]
            except OSError:
                continue
    raise OSError("no port is free")
