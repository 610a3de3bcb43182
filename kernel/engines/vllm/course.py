"""The course of a replica: after each end of its server, whether it is started again, on which rung, and when.

Pure: no process, no clock. The rules:
  - A server that babbles is started again at once, one rung down; on the lowest rung it is given up.
  - Any other end is followed by a pause that doubles with every end in a row. After `restarts_max` restarts in a row
    that came to nothing it is given up. A server that was ready for `steady_s` begins a new row.
  - A rung on which no server ever was ready is left after `starts_per_rung` starts that died or took too long: not
    every GPU, CPU and version can keep the KV cache in every way.
"""
from dataclasses import dataclass
from enum import Enum


class How(Enum):
    """How a server's life ended."""

    DIED = "died"                        # its process ended
    HUNG = "hung"                        # silent for too long while busy, or not answering at all
    NEVER_READY = "never ready"          # not up in time, or the canary got no answer
    BABBLES = "babbles"                  # it answers, and what it writes makes no sense
    STRANGER = "stranger"                # another program answers on its port


@dataclass(frozen=True)
class End:
    """One end: how, why in words, and how long it had been ready before (0: never)."""

    how: How
    why: str
    ready_s: float = 0.0


@dataclass(frozen=True)
class Step:
    """What follows. `given_up` is the reason, or None; `fell`: the rung is lower than before."""

    rung: str
    pause_s: float
    fell: bool = False
    given_up: str | None = None


@dataclass(frozen=True)
class Patience:
    """How often and how soon a server is started again."""

    restarts_max: int = 6                # in a row, and then it is given up
    pause_s: float = 2.0                 # after the first failure in a row; doubles
    pause_max_s: float = 60.0
    steady_s: float = 120.0              # ready for so long, it begins a new row
    starts_per_rung: int = 2             # that fail before a rung which never worked is left


class Course:
    """Remembers what has been tried on which rung."""

    def __init__(self, rungs: tuple[str, ...], patience: Patience):
        self._rungs = list(rungs)        # the one in use, and those below it
        self._patience = patience
        self._in_a_row = 0
        self._failed_here = 0            # starts on this rung
        self._works = False              # this rung was ready once

    @property
    def rung(self) -> str:
        """The rung to start on."""
        return self._rungs[0]

    def ready(self) -> None:
        """The server is up, and its canary sings."""
        self._works = True

    def after(self, end: End) -> Step:
        """What follows an end."""
        patience = self._patience
        if end.how is How.BABBLES:
            if len(self._rungs) == 1:
                return Step(self.rung, 0.0, given_up=f"it babbles on every rung, on {self.rung} too: {end.why}")
            return self._fall(0.0)
        if end.ready_s >= patience.steady_s:
            self._in_a_row = 0
        self._in_a_row += 1
        if self._in_a_row > patience.restarts_max:
            return Step(self.rung, 0.0, given_up=f"{self._in_a_row} failures in a row, the last: {end.why}")
        pause_s = min(patience.pause_max_s, patience.pause_s * 2 ** (self._in_a_row - 1))
        if not self._works and end.how in (How.DIED, How.NEVER_READY):
            self._failed_here += 1
            if self._failed_here >= patience.starts_per_rung and len(self._rungs) > 1:
                return self._fall(pause_s)
        return Step(self.rung, pause_s)

    def _fall(self, pause_s: float) -> Step:
        del self._rungs[0]
        self._failed_here, self._works = 0, False
        return Step(self.rung, pause_s, fell=True)
