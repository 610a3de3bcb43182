"""Who is next: which task an engine is asked about, and for how much. Pure: the time is told, never read.

Promises: the easiest tasks first; no request that could not return before the end of the budget less a reserve; a
request that failed is asked for again a few times. Asked the same questions in the same order it gives the same
answers. An engine that searches is asked in rounds (`rounds`), one that draws samples in chunks (`chunks`), each for
the task where they are worth most (`chooser`).

The life of a sample: `next` puts it in flight with others; `drawn` tells that it came; one without a program has missed
then, one with a program stays in flight until `observe` tells what the sandbox saw: a fit, a partial fit, a miss, or
(INFRA) nothing; `finished` gives back what its request still owes. Two count it: the chooser, whichever kind it is, to
compare tasks; the refiner, to compare fresh samples with refinements of the same task, by a belief of its own.
"""
from collections.abc import Sequence

import numpy as np

from kernel.candidates import Evaluation
from kernel.draws import Drawn
from kernel.engines import Engine, Finished, Request
from kernel.schedule.belief import standardised
from kernel.schedule.chooser import Chooser
from kernel.schedule.chunks import Chunks
from kernel.schedule.difficulty import cost, difficulty
from kernel.schedule.plan import Plan
from kernel.schedule.refine import Refiner
from kernel.schedule.rounds import Rounds
from kernel.tasks import Task
from kernel.vote import INFRA


class Scheduler:
    """Hands out requests for one run."""

    def __init__(self, tasks: Sequence[Task], engines: Sequence[Engine], plan: Plan, seed: int = 0):
        self._tasks = {task.id: task for task in sorted(tasks, key=lambda task: (difficulty(task), task.id))}
        self._plan = plan
        self._seed = seed
        self._solved: set[str] = set()
        self._requests = 0
        self._asked: dict[int, str] = {}                            # open request -> its engine
        self._ways = {engine.name: self._way(engine) for engine in engines}

    def _way(self, engine: Engine) -> Rounds | Chunks:
        ids = list(self._tasks)
        if not engine.draws or self._plan.seconds_per_task is not None:
            return Rounds(ids, engine.slots, self._plan)
        hardness = standardised([difficulty(task) for task in self._tasks.values()])
        costs = np.array([cost(task) for task in self._tasks.values()])
        return Chunks(ids, engine.slots, self._plan, Chooser(hardness, costs),
                      Refiner(self._tasks.values()), np.random.default_rng(self._seed))

    def next(self, engine: str, now_s: float) -> Request | None:
        """The request to hand to `engine` at run time `now_s`; None while its slots are full or when nothing fits."""
        ask = self._ways[engine].next(self._requests + 1, now_s)
        if ask is None:
            return None
        self._requests += 1
        self._asked[self._requests] = engine
        return Request(self._requests, self._tasks[ask.task_id], ask.samples, ask.seconds, self._seed, draft=ask.draft)

    def drawn(self, drawn: Drawn, request_id: int | None, now_s: float) -> None:
        """Learn of a sample, whether or not a program was in it; `request_id` is None for one from before a restart.

        Engines and tasks that are no longer here are passed over.
        """
        way = self._ways.get(drawn.engine)
        if isinstance(way, Chunks):
            way.drawn(drawn, request_id, now_s)

    def observe(self, evaluation: Evaluation) -> None:
        """Learn what the sandbox saw, of whichever engine's program."""
        if evaluation.perfect and evaluation.outcome != INFRA:
            self._solved.add(evaluation.candidate.task_id)
        for name, way in self._ways.items():
            way.observe(evaluation, own=name == evaluation.candidate.engine)

    def finished(self, event: Finished, now_s: float) -> None:
        """Learn that a request ended at run time `now_s`."""
        self._ways[self._asked.pop(event.request.id)].finished(event, now_s)

    def restore(self, engine: str, task_id: str, seconds: float, exhausted: bool) -> None:
        """Learn of a request that ended before a restart. Engines and tasks that are no longer here are passed over."""
        if engine in self._ways:
            self._ways[engine].restore(task_id, seconds, exhausted)

    def open_requests(self, engine: str) -> int:
        """How many requests the engine has open."""
        return self._ways[engine].open_requests

    def through(self, engine: str) -> bool:
        """Whether the engine would be asked for nothing more, however much time were left."""
        return self._ways[engine].through

    @property
    def solved(self) -> frozenset[str]:
        """Tasks with a train-perfect program."""
        return frozenset(self._solved)
