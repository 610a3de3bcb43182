"""The engine's book-keeping for one request: which samples are still to be asked for, and how much time it has had.

Pure: the time is told, never read.

Promises: an index is handed out to one chunk at a time; what a chunk did not finish comes back under its own index, and
so with its own seed; nothing is handed out once the request is over.
"""
import hashlib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from kernel.engines import Request


def first_seed(run_seed: int, task_id: str) -> int:
    """The seed of a task's sample 0; sample i has this plus i, as vLLM gives the choices of one request their seeds.

    52 bits: exact in every JSON reader, and two tasks' seeds are next to never alike.
    """
    digest = hashlib.sha256(f"{run_seed}/{task_id}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) >> 12


@dataclass(eq=False)
class Series:
    """The samples of one task, over all requests for it. `next`: the first index that nobody has been asked for."""

    seed: int                                                # of index 0
    next: int = 0


@dataclass(eq=False)
class Job:
    """One request. `left`: how many more new indices it may take from its task's series."""

    request: Request
    series: Series
    left: int
    failures: int = 0                                        # chunks in a row that a server failed on, once a place
    error: str | None = None
    over: bool = False                                       # nothing more is asked for: its time is up, or an error
    in_flight: set[int] = field(default_factory=set)
    _returned: list[int] = field(default_factory=list)       # a heap
    _spent_s: float = 0.0
    _since: float | None = None                              # on the clock, while it is at a place

    @property
    def parents(self) -> tuple[str, ...]:
        """Ids of the candidates that what comes of it was made from."""
        return (self.request.draft.candidate.id,) if self.request.draft is not None else ()

    @property
    def wants(self) -> bool:
        """Whether there is something to ask for."""
        return not self.over and (bool(self._returned) or self.left > 0)

    @property
    def done(self) -> bool:
        """Whether nothing will come of it any more."""
        return not self.in_flight and not self.wants

    @property
    def running(self) -> bool:
        """Whether its time counts."""
        return self._since is not None

    def take(self, most: int) -> range:
        """Up to `most` indices without a gap, so that they can be one request; now in flight. Returned ones first."""
        if not self.wants:
            return range(0)
        if self._returned:
            first = heapq.heappop(self._returned)
            end = first + 1
            while end < first + most and self._returned and self._returned[0] == end:
                heapq.heappop(self._returned)
                end += 1
        else:
            first = self.series.next
            end = self.series.next = first + min(most, self.left)
            self.left -= end - first
        self.in_flight.update(range(first, end))
        return range(first, end)

    def give_back(self, indices: Iterable[int]) -> None:
        """These did not finish."""
        for index in indices:
            self.in_flight.remove(index)
            heapq.heappush(self._returned, index)

    def arrive(self, now_s: float) -> None:
        """It is asked for at a place: its time counts."""
        self._since = now_s

    def leave(self, now_s: float) -> None:
        """It is so at none: its time does not count."""
        self._spent_s, self._since = self.spent_s(now_s), None

    def spent_s(self, now_s: float) -> float:
        """Seconds it has been at a place."""
        return self._spent_s + (now_s - self._since if self._since is not None else 0.0)
