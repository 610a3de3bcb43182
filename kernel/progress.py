"""What a run shows while it works: a live display on a terminal, a plain line every few seconds elsewhere.

Promises: no escape code goes to what is not a terminal; showing costs next to nothing, since the loop asks `due` first.
Leaves out: the log (DIR/run.log), which the loop writes itself.
"""
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from rich import progress
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True)
class EngineLine:
    """One engine's figures."""

    name: str
    open: int            # requests it works on now
    requests: int        # that ended, in this process
    candidates: int      # evaluated, with those of earlier processes
    perfect: int         # of them, right on every train pair
    errors: int


@dataclass(frozen=True)
class Snapshot:
    """A run at one instant."""

    now_s: float         # run time over all restarts
    this_process_s: float
    budget_s: float
    tasks: int
    answered: int        # tasks with at least one grid to vote on
    solved_on_train: int
    candidates: int      # evaluated, with those of earlier processes
    judged: int          # run in this process
    infra: int
    waiting: int         # for the sandbox, or in it
    engines: tuple[EngineLine, ...]

    @property
    def per_second(self) -> float:
        """Candidates run per second of this process."""
        return self.judged / self.this_process_s if self.this_process_s > 0 else 0.0


class Progress:
    """A context manager; `show` draws a snapshot. `console` says where, and whether that is a terminal."""

    def __init__(self, console: Console, *, live_every_s: float = 0.25, line_every_s: float = 5.0):
        self._console = console
        self._live = Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None
        self._every_s = live_every_s if self._live else line_every_s
        self._due_s = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_) -> None:
        if self._live:
            self._live.stop()

    def due(self, now_s: float) -> bool:
        """Whether it is time to show something again."""
        return now_s >= self._due_s

    def tell(self, text: str) -> None:
        """A line that stays: something happened that a person should see now."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def show(self, snapshot: Snapshot, *, final: bool = False) -> None:
        """Draw a snapshot; the final one stays as a line."""
        self._due_s = snapshot.now_s + self._every_s
        if self._live and not final:
            self._live.update(picture(snapshot), refresh=True)
            return
        if self._live:
            self._live.stop()
        self.tell(line(snapshot))


class Bars:
    """Stages of a long job, one after another: a bar on a terminal, a plain line at each tenth elsewhere."""

    def __init__(self, console: Console):
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Callable[[int], None]]:
        """While inside, the stage is shown; what it gives is told of steps that were done, of `total` or of nobody
        knows how many."""
        if not self._console.is_terminal:
            yield self._lines(name, total)
            return
        columns = (progress.TextColumn("{task.description}", markup=False), progress.BarColumn(),
                   progress.MofNCompleteColumn(), progress.TimeElapsedColumn())
        with progress.Progress(*columns, console=self._console, refresh_per_second=4) as bars:
            bar = bars.add_task(name, total=total)
            yield lambda steps: bars.update(bar, advance=steps)
            bars.update(bar, total=bars.tasks[0].completed)

    def _lines(self, name: str, total: int | None) -> Callable[[int], None]:
        passed = 0

        def done(steps: int) -> None:
            nonlocal passed
            before, passed = passed, passed + steps
            if total and passed * 10 // total > before * 10 // total:
                self._say(f"{name}: {passed:,} of {total:,}")

        self._say(f"{name}: {total:,} to do" if total else name)
        return done

    def _say(self, text: str) -> None:
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)


def line(snapshot: Snapshot) -> str:
    """A snapshot as one plain line."""
    parts = [f"{snapshot.now_s:6.0f} s", f"{_left(snapshot)} left",
             f"{snapshot.solved_on_train}/{snapshot.tasks} tasks solved on train", f"{snapshot.answered} with a vote",
             f"{snapshot.candidates} candidates", f"{snapshot.per_second:.0f}/s"]
    if snapshot.infra:
        parts.append(f"{snapshot.infra} INFRA")
    parts += [f"{engine.name}: {engine.errors} errors" for engine in snapshot.engines if engine.errors]
    return ", ".join(parts)


def picture(snapshot: Snapshot) -> Group:
    """A snapshot as the live display draws it."""
    head = Text.assemble((f"{snapshot.solved_on_train}", "bold green"), f" of {snapshot.tasks} tasks solved on train",
                         "   ", (f"{snapshot.candidates}", "bold"), f" candidates   {snapshot.per_second:.0f}/s   "
                         f"{snapshot.waiting} waiting   ", (f"{_left(snapshot)} left", "bold"))
    if snapshot.infra:
        head.append(f"   {snapshot.infra} INFRA", "bold red")
    table = Table("engine", "working on", "requests done", "candidates", "train-perfect", "errors", box=None,
                  header_style="dim", padding=(0, 2, 0, 0))
    for engine in snapshot.engines:
        table.add_row(engine.name, str(engine.open), str(engine.requests), str(engine.candidates), str(engine.perfect),
                      Text(str(engine.errors), "red" if engine.errors else ""))
    bar = Table.grid(expand=True)                        # a bar by itself does not end its line
    bar.add_row(ProgressBar(total=snapshot.budget_s, completed=min(snapshot.now_s, snapshot.budget_s)))
    return Group(bar, head, table)


def _left(snapshot: Snapshot) -> str:
    left = max(0, round(snapshot.budget_s - snapshot.now_s))
    hours, minutes, seconds = left // 3600, left // 60 % 60, left % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
