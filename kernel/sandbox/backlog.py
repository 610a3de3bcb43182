"""The jobs that wait for a worker: first come, first served, but that a worker stays with the kind of its last job, and
that what is `soon` goes before the rest.

Promises: a job is passed over for its kind at most PASSED_MOST times; `take` and `close` may be called from any thread,
and nothing is taken after `close`. Why kinds matter: a zygote's memory is in the caches of the core that ran it last;
workers that change between zygotes at every job ran a mixture a sixth slower (`build.py bench storm --only steady`).
"""
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import islice

from kernel.sandbox.outcomes import Run
from kernel.sandbox.zygotes import Job

LOOK = 16                  # jobs among which a worker looks for one of its kind
PASSED_MOST = 32           # times that later ones are preferred to a job


@dataclass(slots=True)
class Pending:
    """A job, its future, and how often zygotes have failed it."""

    job: Job
    future: Future
    soon: bool = False         # before all that wait: somebody has waited for the first half of this already
    keep: Callable[[Run], None] | None = None      # told of its run before anyone else, who may change it
    passed: int = 0            # how often later ones were preferred
    deaths: int = 0            # zygotes that died while they ran it
    not_taken: int = 0         # and before they could
    killed: bool = False       # whether something that was not us has killed its process
    failure: str = ""          # why, the last time


class Backlog:
    """A queue of any length; the callers bound it."""

    def __init__(self):
        self._jobs: deque[Pending] = deque()
        self._changed = threading.Condition()
        self.closed = False

    def put(self, pending: Pending) -> None:
        """Have it wait behind the others, or before them."""
        with self._changed:
            self._jobs.appendleft(pending) if pending.soon else self._jobs.append(pending)
            self._changed.notify()

    def take(self, kind: str, wait: bool) -> Pending | None:
        """A job, of this kind if one is near; None if there is none, at once or (`wait`) not before the end."""
        with self._changed:
            while wait and not self._jobs and not self.closed:
                self._changed.wait()
            if self.closed or not self._jobs:
                return None
            place = 0
            if not self._jobs[0].soon and self._jobs[0].passed < PASSED_MOST:
                near = islice(self._jobs, LOOK)
                place = next((place for place, pending in enumerate(near) if pending.job.kind == kind), 0)
            for pending in islice(self._jobs, place):
                pending.passed += 1
            taken = self._jobs[place]
            del self._jobs[place]
            return taken

    def close(self) -> list[Pending]:
        """Nothing is to be had any more; what still waited."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()
            left = list(self._jobs)
            self._jobs.clear()
            return left
