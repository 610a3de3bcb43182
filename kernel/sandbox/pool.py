"""Sandbox: many programs at once, each isolated, from plain code, from futures, from asyncio, from a generator.

Promises: `run_many` and `arun_many` take a job from their iterable only when there is room for it, so a million jobs
need the memory of a few; a program that was run on the same inputs before, or is being run, is not run again; `close`
ends everything at once, whatever is running. Threads only: one per worker, each with zygotes of its own, which are new
interpreters; the process that uses this is never forked, so its size does not matter.
"""
import asyncio
import os
import queue
import sys
import threading
from collections.abc import AsyncIterable, AsyncIterator, Hashable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace

from kernel.sandbox.backlog import Backlog, Pending
from kernel.sandbox.cache import Cache
from kernel.sandbox.inside import wire
from kernel.sandbox.outcomes import Limits, Outcome, Run, same_for_all
from kernel.sandbox.worker import SandboxClosed, Worker, fulfil
from kernel.sandbox.zygotes import Job, Zygote, ZygoteDied, kind_of
from kernel.tasks import Grid

AHEAD = 8          # jobs that run_many keeps open per worker: enough that it finds one of its kind among them
SomeJobs = Iterable[tuple[Hashable, str, list[Grid]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many jobs were given, and how many of them were answered without running a program again."""

    jobs: int = 0
    cached: int = 0

    @property
    def hit_rate(self) -> float:
        """Share of the jobs answered from the cache, 0 to 1."""
        return self.cached / max(1, self.jobs)


class Sandbox:
    """Runs untrusted programs under limits. Safe to use from several threads; close it, or use it as a context manager.

    `workers`: programs that run at the same time. `cache_mb`: memory for what programs came to; 0 runs every job.
    """

    def __init__(self, workers: int = 1, limits: Limits = Limits(), *, cache_mb: float = 32):
        if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
            raise ValueError(f"workers is {workers!r}; it must be a positive integer")
        if sys.platform != "linux":
            raise OSError("the sandbox needs Linux: processes that it can confine")
        if isinstance(cache_mb, bool) or not isinstance(cache_mb, (int, float)) or not 0 <= cache_mb < 1e6:
            raise ValueError(f"cache_mb is {cache_mb!r}; it must be 0 or a positive number")
        self.workers = workers
        self.limits = limits
        self._backlog = Backlog()
        self._lock = threading.RLock()           # a future that is already cancelled calls back at once
        self._owner = os.getpid()
        self._counts = [0, 0]
        self._cache = Cache(int(cache_mb * 2**20)) if cache_mb else None
        self._waiting: dict[bytes, list[Pending]] = {}       # for another that runs the same
        self._zygotes: set[Zygote] = set()
        self._layers: dict[str, bool] | None = None
        self._threads = [threading.Thread(target=self._serve, name=f"sandbox-{i}", daemon=True) for i in range(workers)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    @property
    def layers(self) -> dict[str, bool] | None:
        """Which layers of confinement hold on this machine; None until a program has run."""
        with self._lock:
            self._layers = next((zygote.layers for zygote in self._zygotes if zygote.layers), self._layers)
            return self._layers

    @property
    def counts(self) -> Counts:
        """Jobs so far, and how many of them the cache answered."""
        with self._lock:
            return Counts(*self._counts)

    def submit(self, key: Hashable, program: str, inputs: list[Grid], soon: bool = False) -> "Future[Run]":
        """Have the program run on the inputs, in order; the future's result is a Run. With `soon` it goes before all
        jobs that wait.

        The caller bounds how many are open. Raises TypeError or ValueError for a program that is not text or inputs
        that are not grids (`check_inputs`), SandboxClosed after `close`; the future raises SandboxClosed if `close`
        comes first.
        """
        if os.getpid() != self._owner:
            raise SandboxClosed("this sandbox is of the process that this one was forked from; make one here")
        if not isinstance(program, str):
            raise TypeError(f"a program is text, not {type(program).__name__}")
        check_inputs(inputs)
        future: Future[Run] = Future()
        answer, digest = None, None
        if len(program) > self.limits.source_kb * 1024:
            message = f"a source of {len(program)} characters; at most {self.limits.source_kb * 1024}"
            answer = same_for_all(key, Outcome.DENIED, message, len(inputs))
        elif self._cache is not None:
            digest = self._cache.digest(program, inputs)
        with self._lock:
            if self._backlog.closed:
                raise SandboxClosed("the sandbox is closed")
            self._counts[0] += 1
            if digest and (answer := self._cache.get(digest, key)):
                self._counts[1] += 1
            if answer is None:
                job = Job(key, kind_of(program), wire.pack_job(program, inputs), len(inputs))
                self._admit(Pending(job, future, soon), digest)
        if answer is not None:
            future.set_result(answer)
        return future

    def run(self, program: str, inputs: list[Grid], key: Hashable = None) -> Run:
        """Run one program on its inputs and wait for it."""
        return self.submit(key, program, inputs).result()

    def run_many(self, jobs: SomeJobs) -> Iterator[Run]:
        """Run every (key, program, inputs) of an iterable of any length; runs come in the order they are done.

        A job is taken from the iterable when a worker is about to want it; if the caller stops asking, no more are
        taken.
        """
        done: queue.SimpleQueue = queue.SimpleQueue()
        open_futures: set[Future] = set()
        jobs = iter(jobs)
        more = True
        try:
            while more or open_futures:
                while more and len(open_futures) < AHEAD * self.workers:
                    try:
                        key, program, inputs = next(jobs)
                    except StopIteration:
                        more = False
                        break
                    future = self.submit(key, program, inputs)
                    open_futures.add(future)
                    future.add_done_callback(done.put)
                if open_futures:
                    future = done.get()
                    open_futures.discard(future)
                    yield future.result()
        finally:
            for future in open_futures:
                future.cancel()

    async def __aenter__(self) -> "Sandbox":
        return self

    async def __aexit__(self, *_) -> None:
        await asyncio.to_thread(self.close)

    async def arun(self, program: str, inputs: list[Grid], key: Hashable = None) -> Run:
        """`run`, from asyncio."""
        return await asyncio.wrap_future(self.submit(key, program, inputs))

    async def arun_many(self, jobs: "SomeJobs | AsyncIterable[tuple[Hashable, str, list[Grid]]]") -> AsyncIterator[Run]:
        """`run_many`, from asyncio; jobs may come from a plain iterable or from an asynchronous one, however slow."""
        source = aiter(jobs) if isinstance(jobs, AsyncIterable) else _one_by_one(jobs)
        running: set[asyncio.Future] = set()
        upcoming: asyncio.Future | None = None
        more = True
        try:
            while more or running:
                if more and upcoming is None and len(running) < AHEAD * self.workers:
                    upcoming = asyncio.ensure_future(anext(source, None))
                awaited = running | {upcoming} if upcoming else running
                done, _ = await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
                if upcoming in done:
                    done.discard(upcoming)
                    job, upcoming = upcoming.result(), None
                    more = job is not None
                    if more:
                        running.add(asyncio.wrap_future(self.submit(*job)))
                running -= done
                for future in done:
                    yield future.result()
        finally:
            for future in running | {upcoming} if upcoming else running:
                future.cancel()

    def close(self) -> None:
        """End everything at once: running programs, zygotes, threads. Safe to call twice, and from a future's callback,
        which does not wait for the end. In a process that was forked from this sandbox's it does nothing.

        Open futures raise SandboxClosed.
        """
        if os.getpid() != self._owner:
            return
        with self._lock:
            left, zygotes = self._backlog.close(), list(self._zygotes)
        for zygote in zygotes:
            zygote.hang_up()
        for pending in left:
            if pending.future.set_running_or_notify_cancel():
                fulfil(pending.future.set_exception, SandboxClosed("the sandbox was closed before this job ran"))
        if threading.current_thread() in self._threads:      # a callback closes us: nobody can wait for himself
            return
        for thread in self._threads:
            thread.join()

    def _admit(self, pending: Pending, digest: bytes | None) -> None:
        """Have it run, or wait for another that runs the same. With the lock held."""
        if digest in self._waiting:
            self._waiting[digest].append(pending)
            return
        if digest:
            self._waiting[digest] = []
            pending.keep = lambda run: self._keep(digest, run)
        self._backlog.put(pending)
        if digest:
            pending.future.add_done_callback(lambda future: self._settle(digest, future))

    def _keep(self, digest: bytes, run: Run) -> None:
        with self._lock:
            self._cache.put(digest, run)

    def _settle(self, digest: bytes, future: Future) -> None:
        """What others may wait for has come to something; if that is no answer, one of them runs it again."""
        answer = None if future.cancelled() or future.exception() else future.result()
        with self._lock:
            waiting, closed = self._waiting.pop(digest), self._backlog.closed
            if answer:
                self._counts[1] += len(waiting)
                answers = [self._cache.get(digest, pending.job.key) or replace(answer, key=pending.job.key, seconds=0.0)
                           for pending in waiting]
            elif not closed:
                for pending in waiting:
                    self._admit(pending, digest)
                return
        for number, pending in enumerate(waiting):
            if not pending.future.set_running_or_notify_cancel():
                continue
            if answer:
                fulfil(pending.future.set_result, answers[number])
            else:
                fulfil(pending.future.set_exception, SandboxClosed("the sandbox was closed before this job was done"))

    def _started(self, zygote: Zygote) -> None:
        with self._lock:
            self._zygotes = {known for known in self._zygotes if known.process.returncode is None} | {zygote}
            if self._backlog.closed:
                raise ZygoteDied("the sandbox is closed")

    def _serve(self) -> None:
        """A worker's thread."""
        Worker(self.limits, self._backlog, self._started).serve()


def check_inputs(inputs: list[Grid]) -> None:
    """Whether they are a list of lists of rows of plain ints 0 to 9; a program gets just these types.

    Raises TypeError or ValueError that says what else they are.
    """
    if type(inputs) is not list:
        raise TypeError(f"inputs is a list of grids, not {type(inputs).__name__}")
    for number, grid in enumerate(inputs):
        if type(grid) is not list:
            hint = "; use .tolist()" if hasattr(grid, "tolist") else ""
            raise TypeError(f"input {number} is of type {type(grid).__name__}, not a grid: a list of rows{hint}")
        for row in grid:
            if type(row) is not list or not set(map(type, row)) <= {int}:
                hint = "; for one grid give [grid]" if isinstance(row, int) else ""
                raise TypeError(f"input {number} has a row that is not a list of plain ints: {row!r:.60}{hint}")
            if row and not 0 <= min(row) <= max(row) <= 9:
                raise ValueError(f"input {number} has cells that are not 0 to 9: {row!r:.60}")


async def _one_by_one(jobs: SomeJobs) -> AsyncIterator[tuple[Hashable, str, list[Grid]]]:
    for job in jobs:
        yield job
