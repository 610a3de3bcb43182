"""Sandbox: many programs at once, each isolated, from plain code, from futures, or from a generator of any length.

Promises: `run_many` takes a job from its iterable only when there is room for it, so a million jobs need the memory of
a few; `close` ends everything at once, whatever is running. Threads only: one per worker, each with zygotes of its
own; no process of ours ever forks, so the size of the process that uses this does not matter.
"""
import queue
import threading
from collections.abc import Hashable, Iterable, Iterator
from concurrent.futures import Future

from kernel.sandbox.inside import wire
from kernel.sandbox.outcomes import Limits, Outcome, Run, same_for_all
from kernel.sandbox.worker import SandboxClosed, Task, Worker
from kernel.sandbox.zygotes import Job, Zygote, ZygoteDied, kind_of
from kernel.tasks import Grid

AHEAD = 2          # jobs that run_many keeps open per worker: one running, one ready to follow it


class Sandbox:
    """Runs untrusted programs under limits. Safe to use from several threads; close it, or use it as a context manager.

    `workers`: programs that run at the same time.
    """

    def __init__(self, workers: int = 1, limits: Limits = Limits()):
        if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
            raise ValueError(f"workers is {workers!r}; it must be a positive integer")
        self.workers = workers
        self.limits = limits
        self._tasks: queue.SimpleQueue = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._zygotes: set[Zygote] = set()
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
            return next((zygote.layers for zygote in self._zygotes if zygote.layers), None)

    def submit(self, key: Hashable, program: str, inputs: list[Grid]) -> "Future[Run]":
        """Have the program run on the inputs, in order, and soon; the future's result is a Run.

        The caller bounds how many are open. Raises TypeError or ValueError for a program that is not text or inputs
        that are not grids of plain ints, SandboxClosed after `close`; the future raises SandboxClosed if `close` comes
        first.
        """
        if not isinstance(program, str):
            raise TypeError(f"a program is text, not {type(program).__name__}")
        future: Future[Run] = Future()
        if len(program) > self.limits.source_kb * 1024:
            message = f"a source of {len(program)} characters; at most {self.limits.source_kb * 1024}"
            future.set_result(same_for_all(key, Outcome.DENIED, message, len(inputs)))
            return future
        job = Job(key, kind_of(program), wire.pack_job(program, inputs), len(inputs))
        with self._lock:
            if self._closed:
                raise SandboxClosed("the sandbox is closed")
            self._tasks.put(Task(job, future))
        return future

    def run(self, program: str, inputs: list[Grid], key: Hashable = None) -> Run:
        """Run one program on its inputs and wait for it."""
        return self.submit(key, program, inputs).result()

    def run_many(self, jobs: Iterable[tuple[Hashable, str, list[Grid]]]) -> Iterator[Run]:
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

    def close(self) -> None:
        """End everything at once: running programs, zygotes, threads. Safe to call twice.

        Open futures raise SandboxClosed.
        """
        with self._lock:
            self._closed = True
            zygotes = list(self._zygotes)
        for zygote in zygotes:
            zygote.hang_up()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            if thread is not threading.current_thread():      # a future's callback may be what closes us
                thread.join()
        while True:
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                return
            if task and task.future.set_running_or_notify_cancel():
                task.future.set_exception(SandboxClosed("the sandbox was closed before this job ran"))

    def _started(self, zygote: Zygote) -> None:
        with self._lock:
            self._zygotes = {known for known in self._zygotes if known.process.returncode is None} | {zygote}
            if self._closed:
                raise ZygoteDied("the sandbox is closed")

    def _serve(self) -> None:
        """A worker's thread."""
        Worker(self.limits, self._tasks, self._started, lambda: self._closed).serve()
