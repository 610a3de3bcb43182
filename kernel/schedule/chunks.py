"""Chunks: how an engine of draws is asked, a few samples at a time, always for the task where they are worth most.

Promises: what is asked for and has not come is known to the chooser, sample by sample; nothing is asked for that could
not come before the end, judged by how long samples have taken; a task on which requests fail without a sample is left
after a few. A program that holds its outputs (transductive) is no fit, nor is one that has no answer for any test. What
another engine has found counts as one vote a task, if the vote thinks as much of it as of a sample: a search gives one
program for each different answer, which are no draws. Pure: the time is told.

Leaves out: what a sample is worth (`chooser`), and which draft is refined (`refine`).
"""
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kernel.candidates import Evaluation, pack
from kernel.draws import Drawn
from kernel.engines import Finished
from kernel.schedule.chooser import Chooser
from kernel.schedule.plan import Ask, Plan
from kernel.schedule.refine import Refiner
from kernel.vote import INFRA, ballot
from kernel.vote.evidence import Evidence

DOUBTFUL = 0.5                             # p_transductive from which on a program counts as transductive
EVIDENCE = Evidence()
A_SAMPLE = math.exp(EVIDENCE.sampled.perfect)      # what another engine's program must weigh at least to vote here


@dataclass
class _Open:
    """A request: its task's number, the draft it refines, how many of its samples have not come."""

    task: int
    draft: Evaluation | None
    owed: int


class Chunks:
    """One engine's chunks. `tasks`: ids in the order of the chooser's tasks."""

    def __init__(self, tasks: Sequence[str], slots: int, plan: Plan, chooser: Chooser, refiner: Refiner,
                 rng: np.random.Generator):
        self._tasks = list(tasks)
        self._number = {id: number for number, id in enumerate(tasks)}
        self._slots = slots
        self._plan = plan
        self._chooser = chooser
        self._refiner = refiner
        self._rng = rng
        self._open: dict[int, _Open] = {}
        self._failures: Counter[int] = Counter()                    # in a row, by task
        self._sample_s = 0.0                                        # how long a sample takes; older ones fade
        self._came, self._since_s = 0, 0.0
        self._heard: set[tuple[str, int]] = set()                   # (engine, task): others that have had their vote

    @property
    def open_requests(self) -> int:
        """How many requests the engine has open."""
        return len(self._open)

    def next(self, id: int, now_s: float) -> Ask | None:
        """What request `id` asks for at run time `now_s`; None while all slots are full or when nothing fits."""
        left_s = self._plan.end_s - now_s
        if len(self._open) >= self._slots or left_s <= self._sample_s:
            return None
        chosen = self._chooser.next(max(1.0, self._left(now_s) / self._slots))
        if chosen is None:
            return None
        task, samples = chosen
        task_id = self._tasks[task]
        draft = self._refiner.choose(task_id, self._rng)
        self._refiner.sent(task_id, draft, samples)
        self._open[id] = _Open(task, draft, samples)
        return Ask(task_id, samples, left_s, draft)

    @property
    def through(self) -> bool:
        """Whether there is nothing left to ask for, beside what is open."""
        return not (self._chooser.values() > 0).any()

    def drawn(self, drawn: Drawn, request_id: int | None, now_s: float) -> None:
        """A sample came, with or without a program in it; see `Scheduler.drawn`."""
        if (task := self._number.get(drawn.task_id)) is None:
            return
        seconds = drawn.sample.seconds
        request = self._open.get(request_id)
        if request is not None:
            request.owed -= 1
            self._failures[task] = 0
            self._sample_s += 0.05 * (seconds - self._sample_s) if self._came else seconds
            self._since_s = self._since_s or now_s
            self._came += 1
        # A server writes so many samples at once, so what one costs is how long it had its seat: long prompts and slow
        # machines are in that as well as long answers.
        self._chooser.paid(task, seconds)
        if drawn.candidate_id is None:
            refined = int(drawn.draft is not None)
            self._chooser.told(task, misses=1 - refined, refined=refined)
            self._refiner.missed(drawn.task_id, drawn.draft)

    def observe(self, evaluation: Evaluation, own: bool) -> None:
        """A program was run: one of this engine's (`own`) or of another's."""
        task = self._number[evaluation.candidate.task_id]
        fits = (evaluation.perfect and (evaluation.p_transductive or 0.0) < DOUBTFUL
                and any(grid is not None for grid in evaluation.test_grids))
        if not own:
            heard = evaluation.candidate.engine, task
            if fits and heard not in self._heard and EVIDENCE.weight(ballot(evaluation)) >= A_SAMPLE:
                self._heard.add(heard)
                self._chooser.found(task, _answer(evaluation))
            return
        self._refiner.observe(evaluation)
        if evaluation.outcome == INFRA:
            self._chooser.lost(task, 1)
        elif fits:
            self._chooser.told(task, answers=[_answer(evaluation)])
        elif evaluation.candidate.parents:
            self._chooser.told(task, refined=1)
        else:
            some = any(evaluation.train_correct)
            self._chooser.told(task, partials=int(some), misses=int(not some))

    def finished(self, event: Finished, now_s: float) -> None:
        """A request ended; what it owes will not come."""
        request = self._open.pop(event.request.id)
        if request.owed:
            self._chooser.lost(request.task, request.owed)
            self._refiner.lost(self._tasks[request.task], request.draft, request.owed)
        if event.error is not None and request.draft is None:       # with a draft the longer prompt may be to blame
            self._failures[request.task] += 1
            if self._failures[request.task] >= self._plan.tries:
                self._chooser.close(request.task)

    def restore(self, task_id: str, seconds: float, exhausted: bool) -> None:
        """Requests from before a restart need not be known: their samples are."""

    def _left(self, now_s: float) -> float:
        """How many samples can still be drawn, at the rate so far."""
        if now_s <= self._since_s or self._came < 2 * self._slots:
            return math.inf
        return (self._plan.end_s - now_s) * self._came / (now_s - self._since_s)


def _answer(evaluation: Evaluation) -> tuple[str | None, ...]:
    """What tells the outputs on the tests from others'."""
    return tuple(None if grid is None else pack(grid) for grid in evaluation.test_grids)
