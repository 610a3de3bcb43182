"""The sampler: spreads requests over places, asks in chunks, and asks again elsewhere what a place did not finish.

Everything here happens in one asyncio loop and between two of its steps, so nothing needs a lock.

    waiting --(a ready place with fewer than `active` requests that want samples, best the task's last)--> at a place
    at a place: chunks of `chunk` samples, the request with the fewest in flight first, up to `sequences` samples
    the place fails, is not ready, or is gone --> waiting again; chunks that are still alive there go on

Promises: every request is Finished once; a reply is reported when it finishes and never twice; what a place did not
finish is asked for again under the same index and seed. A request's seconds count from its first chunk on, while it is
at a place; when they are over nothing more is asked for, and what is in flight has `grace_s` to finish before it is
called off. A place that failed rests, twice as long each time in a row. A request on which places fail `tries` times
without a reply is given up, since it may be what they fail on; a place that cannot be reached is not held against it.
A request with a draft is asked for a better program than that one, in the same series of numbers and seeds; what the
prompt says of the draft and the parent that its candidates name are one evaluation's.

Leaves out: what one server is sent and says (`line`), and what starts and heals servers (`places`).
"""
import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from kernel.bundle import Sampling
from kernel.candidates import Candidate
from kernel.engines import Finished, Happening, Request, Sample, Sampled
from kernel.engines.vllm.endpoints import Endpoint
from kernel.engines.vllm.jobs import Job, Series, first_seed
from kernel.engines.vllm.line import Choice, Failed, Line, Refused
from kernel.engines.vllm.places import Place, Tell
from kernel.prompts import Message, PromptPack, PromptTooLong, fitted
from kernel.replies import read

log = logging.getLogger(__name__)

_CLOSED = "the engine has stopped"


@dataclass(frozen=True)
class Settings:
    """How places are asked."""

    chunk: int = 8                     # samples in one request to a server
    active: int = 3                    # requests that are fed at a place: their prompts stay in its prefix cache
    requests: int = 6                  # a place has at most: those, and what waits for its last samples or its turn
    sequences: int = 64                # samples in flight at a place; a last chunk may go beyond
    grace_s: float = 60.0              # for what is in flight when a request's seconds are over
    connect_s: float = 5.0             # to reach a place
    silence_s: float = 300.0           # of a stream, before it counts as broken
    rest_s: float = 0.5                # after a place's first failure in a row; doubles
    rest_max_s: float = 30.0
    tries: int = 4                     # places that may fail on a request, without a reply in between
    key: str = "none"                  # sent to endpoints as the bearer token
    prompts: int = 512                 # kept as they fitted a place, those used last


Before = Callable[[Tell], Awaitable[None]]
"""What is done once, before the places start."""


@dataclass(eq=False)
class _Lane:
    """A place and what the sampler has there."""

    place: Place
    chunk: int
    line: Line | None = None
    jobs: list[Job] = field(default_factory=list)
    in_flight: int = 0
    failures: int = 0                  # in a row
    rest_until: float = 0.0            # on the loop's clock
    dead: bool = False                 # its `live` has ended

    @property
    def gone(self) -> bool:
        return self.dead or self.place.gone

    @property
    def fed(self) -> int:
        """Requests that still want samples; the others wait for their last ones, and are in nobody's way."""
        return sum(job.wants for job in self.jobs)

    def open(self, now_s: float) -> bool:
        return self.place.ready and not self.gone and now_s >= self.rest_until


class Sampler:
    """Serves requests until cancelled. `emit` takes the engine's events; `name` is the engine's. Fresh samples are
    drawn as `sampling` says, refinements as `refining` does."""

    def __init__(self, name: str, places: Sequence[Place], pack: PromptPack, sampling: Sampling, refining: Sampling,
                 settings: Settings, emit: Callable[[object], None]):
        self._name = name
        self._pack = pack
        self._sampling = sampling
        self._refining = refining
        self._settings = settings
        self._emit = emit
        self._lanes = [_Lane(place, settings.chunk) for place in places]
        self._waiting: list[Job] = []
        self._chunks: dict[asyncio.Task, Job] = {}
        self._clocks: dict[Job, asyncio.TimerHandle] = {}
        self._series: dict[str, Series] = {}                             # task -> its samples
        self._last: dict[str, _Lane] = {}                                # task -> where it was last
        self._prompts: dict[tuple, asyncio.Task] = {}        # (place, rung, task, draft) -> messages; last used, last
        self._stopped = False
        self._time: Callable[[], float] = asyncio.get_running_loop().time

    async def run(self, before: Before | None) -> None:
        """Keep the places and serve what is submitted; ends when cancelled, with every open request Finished. `before`
        comes before all places."""
        tasks: list[asyncio.Task] = []
        try:
            if before is not None:
                await before(lambda kind, text: self._emit(Happening(kind, self._name, text)))
            tasks += [asyncio.create_task(self._live(lane)) for lane in self._lanes]
            tasks += [asyncio.create_task(self._watch(lane)) for lane in self._lanes]
            # Not `gather`, which when cancelled cancels its tasks: with `_stop` that is twice, and the second one
            # would interrupt a place that is clearing up.
            ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
            for task in ended:
                task.result()
        finally:
            await self._stop(tasks)

    def submit(self, request: Request) -> None:
        """Take a request; call it in the loop."""
        if self._stopped:
            self._emit(Finished(request, 0.0, error=_CLOSED))
            return
        task_id = request.task.id
        series = self._series.setdefault(task_id, Series(first_seed(request.seed, task_id)))
        series.next = max(series.next, request.drawn)
        self._waiting.append(Job(request, series, request.samples))
        self._pump()

    async def _stop(self, tasks: list[asyncio.Task]) -> None:
        """Call everything off; what is open is Finished with an error."""
        self._stopped = True
        for job in [*self._waiting, *(job for lane in self._lanes for job in lane.jobs)]:
            job.over, job.error = True, job.error or _CLOSED
        everything = [*tasks, *self._chunks, *self._prompts.values()]
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
        self._pump()
        await asyncio.gather(*(lane.line.close() for lane in self._lanes if lane.line), return_exceptions=True)

    async def _live(self, lane: _Lane) -> None:
        try:
            await lane.place.live(lambda kind, text: self._tell(lane, kind, text))
        except Exception as error:                       # the boundary of one place: the others go on
            log.exception("place %s", lane.place.name)
            self._tell(lane, "gone", f"{type(error).__name__}: {error}")
        finally:
            lane.dead = True
        self._pump()

    async def _watch(self, lane: _Lane) -> None:
        was_ready = lane.place.ready
        while True:
            await lane.place.changed.wait()
            lane.place.changed.clear()
            if lane.place.ready and not was_ready:       # started anew: what was before does not count
                lane.failures, lane.rest_until = 0, 0.0
            was_ready = lane.place.ready
            self._pump()

    def _tell(self, lane: _Lane, kind: str, text: str) -> None:
        self._emit(Happening(kind, lane.place.name, text))

    def _pump(self) -> None:
        """Do whatever can be done now; called after everything that happens."""
        now_s = self._time()
        for lane in self._lanes:
            if not lane.open(now_s):
                for job in lane.jobs:
                    self._send_away(job, now_s)
                lane.jobs.clear()
        if all(lane.gone for lane in self._lanes):
            for job in self._waiting:
                job.over, job.error = True, job.error or "no server is left"
        self._end([job for job in self._waiting if job.done])
        self._settle(now_s)
        for lane in self._lanes:
            if lane.open(now_s):
                self._launch(lane)

    def _send_away(self, job: Job, now_s: float) -> None:
        """From its place to those that wait; its clock stands still."""
        job.leave(now_s)
        if not job.over and (handle := self._clocks.pop(job, None)) is not None:
            handle.cancel()
        self._waiting.append(job)

    def _settle(self, now_s: float) -> None:
        """Give jobs that wait a place, in the order they came."""
        for job in list(self._waiting):
            free = [lane for lane in self._lanes if lane.open(now_s) and lane.fed < self._settings.active]
            if not free or job.over:
                continue
            last = self._last.get(job.request.task.id)
            lane = last if last in free else min(free, key=lambda lane: lane.fed)
            self._waiting.remove(job)
            lane.jobs.append(job)
            self._last[job.request.task.id] = lane

    def _begin(self, job: Job) -> None:
        """Its first chunk at this place is sent: its clock runs on."""
        now_s = self._time()
        job.arrive(now_s)
        left_s = max(0.0, job.request.seconds - job.spent_s(now_s))
        self._clocks[job] = asyncio.get_running_loop().call_later(left_s, self._time_is_up, job)

    def _time_is_up(self, job: Job) -> None:
        job.over = True
        self._clocks[job] = asyncio.get_running_loop().call_later(self._settings.grace_s, self._call_off, job)
        self._pump_job(job)

    def _call_off(self, job: Job) -> None:
        for task, of in self._chunks.items():
            if of is job:
                task.cancel()

    def _launch(self, lane: _Lane) -> None:
        """Send chunks while there is room, first for the job with the fewest samples in flight."""
        while lane.in_flight < self._settings.sequences:
            wanting = [job for job in lane.jobs if job.wants]
            if not wanting:
                return
            job = min(wanting, key=lambda job: len(job.in_flight))
            if not job.running:
                self._begin(job)
            indices = job.take(lane.chunk)
            left = set(indices)
            lane.in_flight += len(left)
            task = asyncio.create_task(self._chunk(lane, job, indices, left))
            self._chunks[task] = job
            task.add_done_callback(partial(self._chunk_ended, lane, job, left))

    def _chunk_ended(self, lane: _Lane, job: Job, left: set[int], task: asyncio.Task) -> None:
        """Whatever became of a chunk, what did not finish goes back. Not the chunk's own last step: one that is called
        off before its first step has none."""
        del self._chunks[task]
        lane.in_flight -= len(left)
        job.give_back(left)
        self._pump_job(job)

    async def _chunk(self, lane: _Lane, job: Job, indices: range, left: set[int]) -> None:
        """Ask for these samples; those that have finished are no longer in `left`."""
        try:
            await self._draw(lane, job, indices, left)
        except (PromptTooLong, Refused) as error:
            job.over, job.error = True, job.error or f"{lane.place.name}: {error}"
            self._call_off(job)
        except Failed as error:
            self._failed(lane, job, error)
        except Exception as error:                       # the boundary of one place: the others go on
            log.exception("place %s, task %s", lane.place.name, job.request.task.id)
            self._failed(lane, job, Failed(f"{type(error).__name__}: {error}", suspect=True))

    async def _draw(self, lane: _Lane, job: Job, indices: range, left: set[int]) -> None:
        """Stream one chunk; each reply leaves `left` when it has been reported."""
        place, seed = lane.place, job.series.seed + indices.start
        place.began()
        try:
            line = await self._line(lane)
            messages = await self._prompt(lane, line, job.request)
            began_s = self._time()
            async for choice in line.draw(place.model, messages, self._drawn_as(job.request), seed=seed,
                                          n=len(indices), heard=place.heard):
                index = indices.start + choice.index
                left.remove(index)
                job.in_flight.remove(index)
                lane.in_flight -= 1
                lane.failures = job.failures = 0
                self._report(lane, job, index, choice, self._time() - began_s)
                if job.done:                             # Finished now, even if the stream does not come to an end
                    self._pump_job(job)
                elif lane.open(self._time()):
                    self._launch(lane)
        finally:
            place.ended()
        if len(left) == len(indices):
            raise Failed("a stream ended without a finished reply", suspect=True)
        if len(indices) > 1 < lane.chunk and left == set(indices[1:]):
            lane.chunk = 1
            self._tell(lane, "plain", f"asked for {len(indices)} replies at once it gives one: asked for one at a time")

    def _report(self, lane: _Lane, job: Job, index: int, choice: Choice, seconds: float) -> None:
        reply, seed, task_id = read(choice.text), job.series.seed + index, job.request.task.id
        sample = Sample(index, seed, choice.prompt_tokens, choice.completion_tokens, choice.finish, reply.recovered,
                        lane.place.name, lane.place.rung, seconds)
        candidate = None
        if reply.program is not None:
            candidate = Candidate(task_id, self._name, f"{index}-{seed:x}", reply.program,
                                  found_s=job.spent_s(self._time()), parents=job.parents)
        self._emit(Sampled(job.request, candidate, sample))

    async def _line(self, lane: _Lane) -> Line:
        """The line to a place, a new one where its url has changed with a restart."""
        if lane.line is None or lane.line.url != lane.place.url:
            old, settings = lane.line, self._settings
            others = isinstance(lane.place, Endpoint)
            lane.line = Line(lane.place.url, settings.key if others else "none", settings.connect_s, settings.silence_s,
                             (lambda text: self._tell(lane, "plain", text)) if others else None)
            if old is not None:
                await old.close()
        return lane.line

    def _drawn_as(self, request: Request) -> Sampling:
        return self._sampling if request.draft is None else self._refining

    async def _prompt(self, lane: _Lane, line: Line, request: Request) -> list[Message]:
        """The prompt as it fits this place and rung (a lower one has less room), found out once while it is kept.

        Raises PromptTooLong, Refused, Failed.
        """
        draft_id = request.draft.candidate.id if request.draft is not None else None
        key = lane.place.name, lane.place.rung, request.task.id, draft_id
        asked = self._prompts.pop(key, None) or asyncio.create_task(self._fit(lane, line, request))
        self._prompts[key] = asked
        while len(self._prompts) > self._settings.prompts and self._prompts[oldest := next(iter(self._prompts))].done():
            del self._prompts[oldest]                    # one not done is waited for, and `_stop` has to find it
        try:
            return await asyncio.shield(asked)
        except PromptTooLong:
            raise
        except Exception:                                # the place failed, or will not have it: another time it may
            if self._prompts.get(key) is asked:
                del self._prompts[key]
            raise

    async def _fit(self, lane: _Lane, line: Line, request: Request) -> list[Message]:
        sampling = self._drawn_as(request)
        fit = await fitted(self._pack, request.task, lambda chat: line.fits(lane.place.model, chat, sampling),
                           draft=request.draft)
        if fit.dropped:
            which = ("pair " if len(fit.dropped) == 1 else "pairs ") + ", ".join(map(str, sorted(fit.dropped)))
            what = "its prompt" if request.draft is None else f"the prompt to refine {request.draft.candidate.key}"
            self._tell(lane, "shortened", f"task {request.task.id}: {what} would not fit; asked without train {which}")
        return fit.messages

    def _failed(self, lane: _Lane, job: Job, error: Failed) -> None:
        """A place failed on a chunk: it rests; the request counts it once a stay there."""
        now_s, settings = self._time(), self._settings
        if error.suspect and job in lane.jobs and not job.over:
            job.failures += 1
            if job.failures >= settings.tries:
                job.over, job.error = True, f"given up after {job.failures} failures, the last: {error}"
        if not lane.open(now_s):                         # it is known, and the job has been sent away
            return
        if not lane.failures:
            self._tell(lane, "failed", str(error))
        lane.failures += 1
        rest_s = min(settings.rest_max_s, settings.rest_s * 2 ** (lane.failures - 1))
        lane.rest_until = now_s + rest_s
        asyncio.get_running_loop().call_later(rest_s, self._pump)
        self._pump()                                     # at once: what else fails here belongs to the same stay

    def _pump_job(self, job: Job) -> None:
        """`_pump`, after ending the job if it is done."""
        lane = next((lane for lane in self._lanes if job in lane.jobs), None)
        if job.done and lane is not None:
            lane.jobs.remove(job)
            self._end([job], leave_waiting=False)
        self._pump()

    def _end(self, jobs: list[Job], leave_waiting: bool = True) -> None:
        """Finish these, once each."""
        for job in jobs:
            if leave_waiting:
                self._waiting.remove(job)
            if (handle := self._clocks.pop(job, None)) is not None:
                handle.cancel()
            self._emit(Finished(job.request, job.spent_s(self._time()), error=job.error))
