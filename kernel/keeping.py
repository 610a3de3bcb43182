"""The journal as the loop writes it: what it cannot take now is held in memory and tried again.

A run that cannot journal (its disk is full, a stranger has locked the file) goes on: the submission is what it is for.
Of a disk that fills up the journal leaves the last ROOM_BYTES to it. What is lost is what a restart would have known.

Promises: `append` raises nothing of the journal's; what was held is written, whole and in order, as soon as the journal
takes anything; beyond `HELD_MAX` candidates it is let go of, counted and told, and no request of their tasks is noted
as ended, so that a restart asks again. Leaves out: the file itself (`kernel.journal`).
"""
import logging
import math
import shutil
import sqlite3
from collections.abc import Callable, Sequence

from kernel.candidates import Evaluation
from kernel.draws import Drawn
from kernel.engines import Happening
from kernel.journal import Journal, Spent

log = logging.getLogger(__name__)

PAUSE_S, PAUSE_MAX_S = 2.0, 60.0           # before the journal is tried again; doubles with each failure in a row
HELD_MAX = 20_000                          # candidates in memory, about 5 kB each
UNSUITED = (ValueError, OverflowError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError,
            sqlite3.DataError)             # what SQLite says of values that it cannot take
ROOM_BYTES = 32 << 20                      # twice the largest submission of 1,000 tasks, and the log


class Keeping:
    """Writes one journal for one loop. `free_bytes`: what its disk has left (default: that of the journal's folder)."""

    def __init__(self, journal: Journal, free_bytes: Callable[[], float] | None = None):
        self._journal = journal
        self._free_bytes = free_bytes or self._free
        self._evaluations: list[Evaluation] = []
        self._requests: list[Spent] = []
        self._drawn: list[Drawn] = []
        self._happenings: list[Happening] = []
        self._failures = 0                 # in a row
        self._again_s = 0.0                # run time of the next try
        self._lost = 0
        self._gone: set[tuple[str, str]] = set()               # (engine, task) of candidates that were let go of
        self._why = ""

    @property
    def troubles(self) -> list[str]:
        """What a restart would not know, in a line; [] while all is in the journal."""
        missing = self._held + self._lost
        if not self._failures and not missing:
            return []
        return [f"{self._journal.path}: cannot be written ({self._why}); {missing} candidates are not in it, and a "
                "restart would not know them"]

    @property
    def _held(self) -> int:
        """Candidates, or where that is more the samples that they and replies without a program came in."""
        return max(len(self._evaluations), len(self._drawn))

    def append(self, evaluations: Sequence[Evaluation], requests: Sequence[Spent], drawn: Sequence[Drawn],
               happenings: Sequence[Happening], *, now_s: float, last: bool = False) -> None:
        """Commit a batch with what is held, or hold it too. `now_s` is the run time; the `last` try is made at once."""
        self._evaluations += evaluations
        self._requests += (one for one in requests if (one.engine, one.task_id) not in self._gone)
        self._drawn += drawn
        self._happenings += happenings
        if now_s < self._again_s and not last:
            return self._bound()
        try:
            if self._free_bytes() < ROOM_BYTES:
                return self._failed(f"less than {ROOM_BYTES >> 20} MB are free, and are left to the submission", now_s)
            self._journal.append(self._evaluations, self._requests, self._drawn, self._happenings, now_s=now_s)
        except UNSUITED as error:          # held, it would spoil what follows
            self._let_go()
            self._happenings = []
            return self._failed(str(error), now_s)
        except sqlite3.Error as error:
            return self._failed(str(error), now_s)
        if self._failures:
            log.warning("the journal can be written again: %d candidates had waited", len(self._evaluations))
        self._failures = 0
        self._evaluations, self._requests, self._drawn, self._happenings = [], [], [], []

    def _free(self) -> float:
        try:
            return shutil.disk_usage(self._journal.path.parent).free
        except OSError:                    # the folder was moved; the open file may still be written
            return math.inf

    def _failed(self, why: str, now_s: float) -> None:
        if not self._failures:
            log.error("the journal cannot be written (%s): the run goes on, and tries again", why)
        self._why = why
        self._again_s = now_s + min(PAUSE_MAX_S, PAUSE_S * 2**min(self._failures, 10))
        self._failures += 1
        self._bound()

    def _bound(self) -> None:
        """Let go when too many are held."""
        if self._held > HELD_MAX:
            self._let_go()

    def _let_go(self) -> None:
        log.error("%d candidates that could not be journaled are let go of", self._held)
        self._lost += self._held
        self._gone |= {(one.candidate.engine, one.candidate.task_id) for one in self._evaluations}
        self._evaluations, self._requests, self._drawn = [], [], []
