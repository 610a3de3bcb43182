"""Who is next: which task an engine is asked about, and for how long. Pure: the time is told, never read.

Promises: easiest tasks first, then rounds in which every task that is not exhausted gets about three times longer than
before, those without a train-perfect program first (an engine that has an explanation it trusts says that it is
exhausted; one that has only far-fetched ones goes on); the time that is left is divided fairly over the tasks of a
round; no request that could not return before the end of the budget less a reserve; a request that failed is asked for
again a few times. Asked the same questions in the same order it gives the same answers.

Why rounds: a program search finds most of what it finds early, at a time nobody knows beforehand. Tripling costs at
most half as much again as knowing the right time for each task, since an engine asked again repeats its sequence from
the start, and goes on from where it stopped.

Seconds of a request are seconds of the engine's own time. Where more runs than there are processors, they take longer
on the clock; how much longer is measured from the requests that come back, and the time left is divided accordingly.

Leaves out: which draft to refine, and expected gain per second, which come with an issue of their own and keep this
seam: `next`, `observe`, `finished`.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kernel.candidates import Evaluation
from kernel.engines import Finished, Request
from kernel.tasks import Task


@dataclass(frozen=True)
class Plan:
    """The knobs of a schedule."""

    budget_s: float                        # run time in all, over all restarts
    reserve_s: float = 1.0                 # kept free at the end, for what is still in the sandbox and the last write
    first_share: float = 0.1               # of the budget, for the first round over all tasks
    growth: float = 3.0                    # how much longer a task gets in its next round
    least_s: float = 0.05                  # a request shorter than this is not worth its overhead
    seconds_per_task: float | None = None  # for measurements: one round of exactly this, and nothing after it
    samples: int = 100_000                 # candidates a request may yield; a bound, not an aim
    tries: int = 3                         # how often a failing request is asked for in all


@dataclass
class _Work:
    """What one engine has done for one task."""

    seconds: float = 0.0                   # of the longest request that came back
    rounds: int = 0
    failures: int = 0
    closed: bool = False                   # exhausted, or failed too often

    @property
    def level(self) -> tuple[int, int]:
        """Tasks of the lowest level are next. What failed comes again when the rest of its round has been asked."""
        return self.rounds, self.failures


@dataclass
class _Queue:
    """One engine: its open requests with the run time they began at, and its work on each task, easiest task first."""

    slots: int
    work: dict[str, _Work]
    open: dict[int, tuple[str, float]] = field(default_factory=dict)
    engine_s: float = 0.0                  # what the last requests took of the engine's time,
    clock_s: float = 0.0                   # and on the clock; older ones fade

    @property
    def stretch(self) -> float:
        """How many seconds on the clock a second of the engine's time takes; at least 1."""
        return max(1.0, self.clock_s / self.engine_s) if self.engine_s > 0 else 1.0

    def measure(self, engine_s: float, clock_s: float) -> None:
        self.engine_s = 0.95 * self.engine_s + engine_s
        self.clock_s = 0.95 * self.clock_s + clock_s


class Scheduler:
    """Hands out requests for one run. `slots` says how many requests each engine has open at most."""

    def __init__(self, tasks: Sequence[Task], slots: Mapping[str, int], plan: Plan, seed: int = 0):
        self._tasks = {task.id: task for task in sorted(tasks, key=difficulty)}
        self._plan = plan
        self._seed = seed
        self._solved: set[str] = set()
        self._requests = 0
        self._engines: dict[int, str] = {}                          # of the open requests
        self._queues = {engine: _Queue(n, {id: _Work() for id in self._tasks}) for engine, n in slots.items()}

    def next(self, engine: str, now_s: float) -> Request | None:
        """The request to hand to `engine` at run time `now_s`; None while its slots are full or when nothing fits."""
        queue = self._queues[engine]
        left_s = self._plan.budget_s - self._plan.reserve_s - now_s
        if len(queue.open) >= queue.slots or left_s <= 0:
            return None
        round = self._round(queue)
        if not round:
            return None
        left_s /= queue.stretch
        seconds = self._seconds(queue, round, left_s)
        if seconds > left_s or seconds < min(self._plan.least_s, self._plan.seconds_per_task or self._plan.least_s):
            return None
        self._requests += 1
        queue.open[self._requests] = round[0], now_s
        self._engines[self._requests] = engine
        return Request(self._requests, self._tasks[round[0]], self._plan.samples, seconds, self._seed)

    def observe(self, evaluation: Evaluation) -> None:
        """Learn what the sandbox saw: a task with a train-perfect program comes last in its round."""
        if evaluation.perfect:
            self._solved.add(evaluation.candidate.task_id)

    def finished(self, event: Finished, now_s: float) -> None:
        """Learn that a request ended at run time `now_s`. One that failed comes again, `Plan.tries` times in all."""
        queue = self._queues[self._engines.pop(event.request.id)]
        task_id, began_s = queue.open.pop(event.request.id)
        work = queue.work[task_id]
        if event.error is not None:
            work.failures += 1
            work.closed = work.closed or work.failures >= self._plan.tries
            return
        queue.measure(event.seconds, now_s - began_s)
        self._note(work, event.request.seconds, event.exhausted)

    def restore(self, engine: str, task_id: str, seconds: float, exhausted: bool) -> None:
        """Learn of a request that ended before a restart. Engines and tasks that are no longer here are passed over."""
        work = self._queues[engine].work.get(task_id) if engine in self._queues else None
        if work is not None:
            self._note(work, seconds, exhausted)

    def open_requests(self, engine: str) -> int:
        """How many requests the engine has open."""
        return len(self._queues[engine].open)

    @property
    def solved(self) -> frozenset[str]:
        """Tasks with a train-perfect program."""
        return frozenset(self._solved)

    def _note(self, work: _Work, seconds: float, exhausted: bool) -> None:
        work.seconds = max(work.seconds, seconds)
        work.rounds += 1
        work.closed = work.closed or exhausted

    def _wants(self, queue: _Queue, task_id: str) -> bool:
        work = queue.work[task_id]
        return not work.closed and not (self._plan.seconds_per_task is not None and work.rounds)

    def _round(self, queue: _Queue) -> list[str]:
        """The tasks still to be asked about in the current round: those not solved on train, then easiest first."""
        busy = {task_id for task_id, _ in queue.open.values()}
        wanting = [id for id in self._tasks if id not in busy and self._wants(queue, id)]
        level = min((queue.work[id].level for id in wanting), default=None)
        return sorted((id for id in wanting if queue.work[id].level == level), key=self._solved.__contains__)

    def _seconds(self, queue: _Queue, round: Sequence[str], left_s: float) -> float:
        """How long the next request may take.

        The fair share is what each task left in the round would get if the round took all the time left. A round takes
        less: three times the last one, unless what remained after it would not be enough for a further round over the
        same tasks; then this one is the last and takes the fair share. A share shorter than the last round would only
        repeat it, so then fewer tasks, the easiest, get the full step.
        """
        if self._plan.seconds_per_task is not None:
            return self._plan.seconds_per_task
        before = queue.work[round[0]].seconds
        fair = left_s * queue.slots / len(round)
        if before == 0:
            first = self._plan.budget_s * self._plan.first_share * queue.slots / len(self._tasks)
            return min(max(min(first, fair), self._plan.least_s), left_s)
        step = before * self._plan.growth
        last_round = step * 2 / self._plan.growth <= fair < step * (1 + self._plan.growth)
        return min(fair if last_round else step, left_s)


def difficulty(task: Task) -> tuple[int, str]:
    """How hard a task looks before anybody tried: the cells of a grid, weighed by colours; then its id, for order."""
    grids = task.inputs + [pair.output for pair in task.train]
    cells = sum(len(grid) * len(grid[0]) for grid in grids)
    colours = len({cell for grid in grids for row in grid for cell in row})
    return cells * (5 + colours) // len(grids), task.id
