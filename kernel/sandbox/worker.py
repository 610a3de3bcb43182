"""A worker: takes jobs from the backlog, has its zygotes run them one after another, and fulfils their futures.

Promises: one program at a time; the next job runs while the last one's results are being read; a job whose zygote died
runs once more, then it is INFRA. Leaves out: who fills the backlog (`pool`).
"""
import logging
import os
import signal
import time
from collections.abc import Callable

from kernel.sandbox.backlog import Backlog, Pending
from kernel.sandbox.outcomes import Limits, Outcome, same_for_all
from kernel.sandbox.results import run_of
from kernel.sandbox.zygotes import Ended, NotTaken, Zygote, ZygoteDied

log = logging.getLogger(__name__)

ATTEMPTS = 2               # zygotes that may die over one job before it is INFRA
NOT_TAKEN_MOST = 5         # zygotes that could not be started, or died before that, none of which took the job
PAUSE_S = 0.25             # before a job looks for its third one, and as much more before each after that


class SandboxClosed(RuntimeError):
    """The sandbox was closed before the job was done, or before it was given."""


class Worker:
    """One thread's work. `on_start` is told of every zygote that starts and may refuse it with ZygoteDied."""

    def __init__(self, limits: Limits, backlog: Backlog, on_start: Callable[[Zygote], None]):
        self._limits = limits
        self._backlog = backlog
        self._on_start = on_start
        self._zygotes: dict[str, Zygote] = {}
        self._kind = ""                        # of the last job
        self._stopping = False

    def serve(self) -> None:
        """Run jobs until the backlog is closed."""
        pending: Pending | None = None
        unread: tuple[Pending, Ended] | None = None
        try:
            while not (self._stopping and pending is None and unread is None):
                pending = pending or self._take(wait=unread is None)
                zygote = self._begin(pending) if pending else None
                if unread:                     # now that the next one is on its way
                    self._deliver(*unread)
                    unread = None
                if zygote and (ended := self._wait(pending, zygote)):
                    unread = pending, ended
                if unread or not zygote:
                    pending = None
        finally:
            for kind in list(self._zygotes):
                self._discard(kind)

    def _take(self, wait: bool) -> Pending | None:
        """The next job that nobody has cancelled; None if there is none or no more will come."""
        while pending := self._backlog.take(self._kind, wait):
            if pending.future.set_running_or_notify_cancel():
                self._kind = pending.job.kind
                return pending
        self._stopping = self._backlog.closed
        return None

    def _begin(self, pending: Pending) -> Zygote | None:
        """Have a zygote run it. None if that came to nothing; its future knows."""
        while not self._backlog.closed and pending.deaths < ATTEMPTS and pending.not_taken < NOT_TAKEN_MOST:
            try:
                zygote = self._zygote(pending.job.kind)
                zygote.begin(pending.job)
                return zygote
            except Exception as error:
                self._failed(pending, error)
                time.sleep(PAUSE_S * max(0, pending.not_taken - 1))  # what the machine has too few of may come back
        if self._backlog.closed:
            fulfil(pending.future.set_exception, SandboxClosed("the sandbox was closed before this job was done"))
        else:
            job = pending.job
            fulfil(pending.future.set_result, same_for_all(job.key, Outcome.INFRA, pending.failure, job.inputs))
        return None

    def _wait(self, pending: Pending, zygote: Zygote) -> Ended | None:
        """How it ended; None if it is to run again: the zygote died, or who killed the program was not us."""
        try:
            ended = zygote.wait()
            if ended.late or os.waitstatus_to_exitcode(ended.status) != -signal.SIGKILL or pending.killed:
                return ended
            # Perhaps the kernel, for want of memory, which would be no fault of the program.
            log.warning("a program was killed by SIGKILL; it runs once more")
            pending.killed = True
            return None
        except Exception as error:
            self._failed(pending, error)
            return None

    def _failed(self, pending: Pending, error: Exception) -> None:
        """The boundary of one job: whatever went wrong on our side, its zygote goes and the others go on."""
        pending.failure = str(error) if isinstance(error, ZygoteDied) else f"{type(error).__name__}: {error}"
        if isinstance(error, NotTaken):
            pending.not_taken += 1
        else:
            pending.deaths += 1
        if not self._backlog.closed:
            log.warning("zygote %s: %s (job failed by %d, not taken by %d)", pending.job.kind, pending.failure,
                        pending.deaths, pending.not_taken, exc_info=not isinstance(error, ZygoteDied))
        self._discard(pending.job.kind)

    def _deliver(self, pending: Pending, ended: Ended) -> None:
        try:
            run = run_of(pending.job, ended, self._limits)
            if pending.keep:
                pending.keep(run)
        except Exception as error:
            log.exception("the results of a job could not be read")
            run = same_for_all(pending.job.key, Outcome.INFRA, f"{type(error).__name__}: {error}", pending.job.inputs)
        fulfil(pending.future.set_result, run)

    def _zygote(self, kind: str) -> Zygote:
        """The zygote of this kind, started if need be. Raises ZygoteDied."""
        zygote = self._zygotes.get(kind)
        if zygote is None:
            try:
                zygote = self._zygotes[kind] = Zygote(kind, self._limits)
            except OSError as error:           # of memory, processes or open files there may be enough in a moment
                raise NotTaken(f"could not be started: {error}") from None
            self._on_start(zygote)
            zygote.wait_ready()
        return zygote

    def _discard(self, kind: str) -> None:
        zygote = self._zygotes.pop(kind, None)
        if zygote is not None:
            zygote.close()


def fulfil(give: Callable, what: object) -> None:
    """Give a future what it waits for. Whatever its callbacks raise, SystemExit too, the worker goes on."""
    try:
        give(what)
    except BaseException:
        log.exception("who was to be told of a job's end raised")
