"""Rounds: how an engine that searches is asked, for ever longer searches. Pure: the time is told, never read.

Promises: easiest tasks first, then rounds in which every task that is not exhausted gets about three times longer than
before, those without a train-perfect program first (an engine that has an explanation it trusts says that it is
exhausted; one that has only far-fetched ones goes on); the time that is left is divided fairly over the tasks of a
round; no request that could not return before the end. Asked the same questions in the same order it gives the same
answers.

Why rounds: a program search finds most of what it finds early, at a time nobody knows beforehand. Tripling costs at
most half as much again as knowing the right time for each task, since an engine asked again repeats its sequence from
the start, and goes on from where it stopped.

Seconds of a request are seconds of the engine's own time. Where more runs than there are processors, they take longer
on the clock; how much longer is measured from the requests that come back, and the time left is divided accordingly.
"""
from collections.abc import Sequence
from dataclasses import dataclass

from kernel.candidates import Evaluation
from kernel.engines import Finished
from kernel.schedule.plan import Ask, Plan


@dataclass
class _Work:
    """What the engine has done for one task."""

    seconds: float = 0.0                   # of the longest request that came back
    rounds: int = 0
    failures: int = 0
    closed: bool = False                   # exhausted, or failed too often

    @property
    def level(self) -> tuple[int, int]:
        """Tasks of the lowest level are next. What failed comes again when the rest of its round has been asked."""
        return self.rounds, self.failures


class Rounds:
    """One engine's rounds. `tasks`: ids, easiest first."""

    def __init__(self, tasks: Sequence[str], slots: int, plan: Plan):
        self._plan = plan
        self._slots = slots
        self._work = {id: _Work() for id in tasks}
        self._solved: set[str] = set()
        self._open: dict[int, tuple[str, float]] = {}               # request -> its task, the run time it began at
        self._engine_s = self._clock_s = 0.0                        # what the last requests took; older ones fade

    @property
    def stretch(self) -> float:
        """How many seconds on the clock a second of the engine's time takes; at least 1."""
        return max(1.0, self._clock_s / self._engine_s) if self._engine_s > 0 else 1.0

    @property
    def open_requests(self) -> int:
        """How many requests the engine has open."""
        return len(self._open)

    def next(self, id: int, now_s: float) -> Ask | None:
        """What request `id` asks for at run time `now_s`; None while all slots are full or when nothing fits."""
        left_s = self._plan.end_s - now_s
        if len(self._open) >= self._slots or left_s <= 0:
            return None
        round = self._round()
        if not round:
            return None
        left_s /= self.stretch
        seconds = self._seconds(round, left_s)
        if seconds > left_s or seconds < min(self._plan.least_s, self._plan.seconds_per_task or self._plan.least_s):
            return None
        self._open[id] = round[0], now_s
        return Ask(round[0], self._plan.samples, seconds)

    @property
    def through(self) -> bool:
        """Whether there is nothing left to ask for, beside what is open."""
        return not self._round()

    def observe(self, evaluation: Evaluation, own: bool) -> None:
        """A task with a train-perfect program, whoever wrote it, comes last in its round."""
        if evaluation.perfect:
            self._solved.add(evaluation.candidate.task_id)

    def finished(self, event: Finished, now_s: float) -> None:
        """A request ended at run time `now_s`. One that failed comes again, `Plan.tries` times in all."""
        task_id, began_s = self._open.pop(event.request.id)
        work = self._work[task_id]
        if event.error is not None:
            work.failures += 1
            work.closed = work.closed or work.failures >= self._plan.tries
            return
        self._engine_s = 0.95 * self._engine_s + event.seconds
        self._clock_s = 0.95 * self._clock_s + now_s - began_s
        self._note(work, event.request.seconds, event.exhausted)

    def restore(self, task_id: str, seconds: float, exhausted: bool) -> None:
        """A request ended before a restart. Tasks that are no longer here are passed over."""
        if (work := self._work.get(task_id)) is not None:
            self._note(work, seconds, exhausted)

    def _note(self, work: _Work, seconds: float, exhausted: bool) -> None:
        work.seconds = max(work.seconds, seconds)
        work.rounds += 1
        work.closed = work.closed or exhausted

    def _wants(self, task_id: str) -> bool:
        work = self._work[task_id]
        return not work.closed and not (self._plan.seconds_per_task is not None and work.rounds)

    def _round(self) -> list[str]:
        """The tasks still to be asked about in the current round: those not solved on train, then easiest first."""
        busy = {task_id for task_id, _ in self._open.values()}
        wanting = [id for id in self._work if id not in busy and self._wants(id)]
        level = min((self._work[id].level for id in wanting), default=None)
        return sorted((id for id in wanting if self._work[id].level == level), key=self._solved.__contains__)

    def _seconds(self, round: Sequence[str], left_s: float) -> float:
        """How long the next request may take.

        The fair share is what each task left in the round would get if the round took all the time left. A round takes
        less: three times the last one, unless what remained after it would not be enough for a further round over the
        same tasks; then this one is the last and takes the fair share. A share shorter than the last round would only
        repeat it, so then fewer tasks, the easiest, get the full step.
        """
        if self._plan.seconds_per_task is not None:
            return self._plan.seconds_per_task
        before = self._work[round[0]].seconds
        fair = left_s * self._slots / len(round)
        if before == 0:
            first = self._plan.budget_s * self._plan.first_share * self._slots / len(self._work)
            return min(max(min(first, fair), self._plan.least_s), left_s)
        step = before * self._plan.growth
        last_round = step * 2 / self._plan.growth <= fair < step * (1 + self._plan.growth)
        return min(fair if last_round else step, left_s)
