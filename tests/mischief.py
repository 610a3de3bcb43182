"""A run in a process of its own in which one thing goes wrong: `python mischief.py WHAT MODULE ARGUMENT...`.

WHAT names a function below, MODULE is `kernel` or `kernel.dryrun`, the rest is its command line. Everything else is the
real run, but that its imports are not on its budget: on a loaded machine they alone take ten seconds.
"""
import importlib
import logging
import os
import queue
import re
import sys
import threading

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from kernel import clock, journal, run, watchdog
from kernel.engines import replay

CATASTROPHE = re.compile(r"(a|aa)+$")


def nothing() -> None:
    """The run as it is."""


def never_answers() -> None:
    """An engine takes requests and is not heard of again."""
    replay.ReplayEngine.submit = lambda self, request: None


def thread_dies() -> None:
    """The engine's thread dies over its third request."""
    asked = []
    rows = replay.ReplayEngine._yield_rows

    def dying(self, request, events):
        asked.append(request)
        if len(asked) == 3:
            raise SystemExit
        return rows(self, request, events)

    replay.ReplayEngine._yield_rows = dying


def close_hangs() -> None:
    """An engine that has a process of its own does not close."""
    import subprocess

    def close(self):
        subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], start_new_session=True)
        threading.Event().wait()

    replay.ReplayEngine.close = close


def close_raises() -> None:
    """An engine fails to close."""
    def close(self):
        raise OSError("no such server")

    replay.ReplayEngine.close = close


def loop_raises() -> None:
    """The loop itself has a fault, which shows when something has been learned."""
    learn = run.RunLoop._learn
    run.RunLoop._learn = lambda self, evaluation: (learn(self, evaluation), 1 / (not self._scheduler.solved))


def _third_tick(do) -> None:
    ticks = []
    tick = run.RunLoop._tick
    run.RunLoop._tick = lambda self: (tick(self), ticks.append(1), len(ticks) >= 3 and do())


def loop_is_stuck() -> None:
    """The main thread waits for ever."""
    _third_tick(threading.Event().wait)


def nobody_gets_the_interpreter() -> None:
    """The main thread is in a call that never gives the interpreter back."""
    _third_tick(lambda: CATASTROPHE.match("a" * 200 + "b"))


def journal_blocks() -> None:
    """The disk of the journal does not answer."""
    commits = []
    append = journal.Journal.append

    def blocking(self, *args, **more):
        commits.append(1)
        if len(commits) >= 3:
            logging.error("nothing more is heard of the journal")
            threading.Event().wait()
        append(self, *args, **more)

    journal.Journal.append = blocking


def journal_is_full() -> None:
    """SQLite finds no more room for the journal, which is what it says of a full disk."""
    start = run.RunLoop._start

    def full(self):
        start(self)
        (pages,) = self._journal._db.execute("PRAGMA page_count").fetchone()
        self._journal._db.execute(f"PRAGMA max_page_count={pages + 5}").fetchone()

    run.RunLoop._start = full


def report_is_slow() -> None:
    """The report is never done."""
    import kernel.report

    kernel.report.write = lambda out_dir: queue.Queue().get()


if __name__ == "__main__":
    what, module, *arguments = sys.argv[1:]
    entry = importlib.import_module({"kernel": "kernel.__main__"}.get(module, module))
    globals()[what]()
    watchdog.depart(entry.main(arguments, clock.now_s()))
