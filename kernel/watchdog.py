"""The watchdog: ends a process that overstays, whatever its main thread is doing.

A thread that looks at the clock twice a second and hears SIGTERM and SIGINT at once, through a descriptor that C code
writes to even while the main thread is stuck in a call. When patience is over it kills every process below this one,
writes why as the last line of run.log, and leaves without asking anybody. The submission stands as it is on disk, where
it is always valid and at most a second or so behind the votes.

Behind it stands `faulthandler`, whose thread needs no interpreter: where a call never gives the interpreter back, so
that no Python thread runs, it ends the process two seconds later and leaves in run.log where each thread stood. What
this process started ends with it then: zygotes, searches and the keepers of model servers watch for that themselves.

Suspended (SIGSTOP, a frozen container, a laptop's lid), time goes on: it does for whoever set the limit. A process that
wakes up past its limit has `wake_s` to end properly, once. Past `faulthandler`'s two seconds it ends at once; where other
threads run on while their stacks are told, that may be by a fault (SIGSEGV) instead of status 1: gone it is either way.

Promises: nothing here takes a lock that another thread may hold, and nothing waits for a disk without limit. Leaves
out: what a process does to end in time by itself (`kernel.endings`), and a signal that comes while a call never gives
the interpreter back: that ends with the budget.
"""
import ctypes
import faulthandler
import logging
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kernel.endings import STOP_S

PR_SET_CHILD_SUBREAPER = 36
KILL_S = 1.0                             # for what was killed to be gone
WRITE_S = 0.5                            # for the last words: the disk may be what everything waits for
OVERDUE, SIGNALLED = "the budget is over and the run had not ended", "the run had not ended in time after"


@dataclass(frozen=True)
class Patience:
    """What the watchdog puts up with, in seconds."""

    stop_s: float = STOP_S               # from a signal to the end
    look_s: float = 0.5                  # between two looks
    gap_s: float = 3.0                   # two looks further apart than this: the process was suspended meanwhile
    wake_s: float = 3.0                  # to end properly after that
    backstop_s: float = 2.0              # from the limit to the end by `faulthandler`


class Rule:
    """When to lose patience. Pure: times are told, on a clock that goes on while the process is suspended."""

    def __init__(self, limit_s: float, now_s: float, patience: Patience = Patience()):
        self.limit_s = limit_s
        self.signal = 0
        self.signal_s = 0.0            # when it came
        self._stop_s = float("inf")
        self._awake_s = float("-inf")
        self._looked_s = now_s
        self._patience = patience

    def signalled(self, number: int, now_s: float) -> None:
        """A signal to end has come; the first one counts."""
        if not self.signal:
            self.signal, self.signal_s, self._stop_s = number, now_s, now_s + self._patience.stop_s

    def look(self, now_s: float) -> str | None:
        """Why the process must end now; None while it may go on."""
        if now_s - self._looked_s > self._patience.gap_s and self._looked_s < min(self.limit_s, self._stop_s):
            self._awake_s = now_s + self._patience.wake_s
        self._looked_s = now_s
        if now_s < self._awake_s:
            return None
        if now_s >= self._stop_s:
            return f"{SIGNALLED} {signal.Signals(self.signal).name}"
        return OVERDUE if now_s >= self.limit_s else None


class Watchdog:
    """Watches this process from `start` on; made in the main thread. `clock` as for `Rule`; `began_s`, when the process
    began, and `limit_s` are on it, and so is `leave_by_s`, which no limit exceeds."""

    def __init__(self, clock: Callable[[], float], began_s: float, limit_s: float, patience: Patience = Patience(),
                 leave_by_s: float = float("inf")):
        self._clock = clock
        self._began_s = began_s
        self._leave_by_s = leave_by_s
        self._patience = patience
        self._rule = Rule(min(limit_s, self._leave_by_s), clock(), patience)
        self._log: int | None = None                     # a descriptor
        self._armed_s: tuple[float, float] = (0.0, 0.0)

    def start(self) -> None:
        """Begin. Signals that have handlers of Python's are heard from now on."""
        ears, mouth = os.pipe()
        os.set_blocking(mouth, False)
        signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
        threading.Thread(target=self._watch, args=(ears,), name="watchdog", daemon=True).start()

    def until(self, limit_s: float) -> None:
        """By when the process must be gone, now that more is known."""
        self._rule.limit_s = min(limit_s, self._leave_by_s)
        self._arm(self._clock())

    def ages(self, number: int = 0) -> str:
        """How long ago the process began and a signal came, for a log. `number`: a signal that the main thread knows,
        and the watchdog, a moment later, would."""
        now_s, rule = self._clock(), self._rule
        if number:
            rule.signalled(number, now_s)
        after = f", {now_s - rule.signal_s:.1f} s after {signal.Signals(rule.signal).name}" if rule.signal else ""
        return f"{now_s - self._began_s:.1f} s after it began{after}"

    def left_s(self) -> float:
        """Seconds until the limit; infinite where there is none."""
        return self._rule.limit_s - self._clock()

    def log_to(self, path: Path) -> None:
        """Where the last line goes. Raises OSError."""
        self._log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
        self._arm(self._clock())

    def _watch(self, ears: int) -> None:
        while True:
            if select.select([ears], [], [], self._patience.look_s)[0]:
                for number in os.read(ears, 64):
                    if number in (signal.SIGTERM, signal.SIGINT):
                        self._rule.signalled(number, self._clock())
            now_s = self._clock()
            if (why := self._rule.look(now_s)) is not None:
                number = self._rule.signal
                end(f"{why}; {self.ages()}", status=128 + number if number else 1, log=self._log)
            self._arm(now_s)

    def _arm(self, now_s: float) -> None:
        """Set `faulthandler` anew when the limit has changed, and now and then, since its own clock is not ours."""
        limit_s, armed_s = self._armed_s
        if self._log is None or limit_s == self._rule.limit_s and now_s - armed_s < 10:
            return
        if self._rule.limit_s == float("inf"):
            faulthandler.cancel_dump_traceback_later()
        else:
            left_s = max(self._patience.wake_s, self._rule.limit_s - now_s) + self._patience.backstop_s
            faulthandler.dump_traceback_later(left_s, file=self._log, exit=True)
        self._armed_s = self._rule.limit_s, now_s


def end(why: str, *, status: int, log: int | None) -> None:
    """End this process and all below it, now, with this exit status. `log`: a descriptor for the last words."""
    for handler in logging.getLogger().handlers:         # as setLevel does: no lock, and nobody speaks after us
        handler.level = logging.CRITICAL + 1
    words = threading.Thread(target=_dump, args=(log,), daemon=True)
    words.start()
    kill_descendants()
    words.join(WRITE_S)
    last = threading.Thread(target=_say, args=(why, log), daemon=True)
    last.start()
    last.join(WRITE_S)
    os._exit(status)


def _dump(log: int | None) -> None:
    """Where every thread stands, for whoever wants to know what it hung on."""
    if log is not None:
        with suppress(OSError, ValueError):
            faulthandler.dump_traceback(file=log, all_threads=True)


def _say(why: str, log: int | None) -> None:
    told = f"ended by the watchdog: {why}; the submission stands as it was last written"
    if log is not None:
        with suppress(OSError):
            os.write(log, f"{time.strftime('%Y-%m-%d %H:%M:%S')},000 ERROR {__name__}: {told}\n".encode())
    with suppress(OSError, ValueError):
        os.write(sys.__stderr__.fileno(), f"{told}\n".encode())


def depart(status: int) -> NoReturn:
    """End this process, whose work is done, without the interpreter's clearing up, in which a thread that did not close
    can hang."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):              # whoever read it is gone
            stream.flush()
    os._exit(status)


def kill_descendants(patience_s: float = KILL_S) -> int:
    """Kill all that descends from this process, whatever group or session it fled to; how many processes that were.

    What a dying process orphans becomes our child, so that it is found. Gives up after so many seconds: a process that
    waits for a disk dies when it gets an answer.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    deadline_s = time.monotonic() + patience_s
    killed: set[int] = set()
    while (living := descendants(os.getpid())) and time.monotonic() < deadline_s:
        killed |= living
        for pid in living:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
    return len(killed)


def descendants(ancestor: int) -> set[int]:
    """The living processes below this one, from /proc. (The keeper of a model server has the same in itself: it must
    stand alone.)"""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with suppress(OSError, IndexError):          # it has ended while we looked
                state, parent = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[:2]
                if state not in "ZX":
                    children.setdefault(int(parent), []).append(int(name))
    found: set[int] = set()
    below = children.get(ancestor, [])
    while below:
        found.update(below)
        below = [child for pid in below for child in children.get(pid, []) if child not in found]
    return found
