"""One run in simulated time: GPUs that fail and come back, requests that take their tokens' time, an end that is hard.

The policy is asked whenever a GPU has room for a request. As in the kit's run, a request is cut to what can return in
time; what has not returned at the end is worth nothing. What is lost with a GPU is told and never comes. Leaves out:
that a request's samples come one by one, so that a policy learns of the first before the last.
"""
import heapq
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Protocol

import numpy as np

from tests.bench.scheduling.gpu import Gpu, Machine
from tests.bench.scheduling.world import Samples, Tasks, solved


class Policy(Protocol):
    """Who chooses; see `kernel.schedule.chooser.Chooser`, which is one."""

    def next(self, samples_left: float) -> tuple[int, int] | None: ...

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             cost: float | None = None) -> None: ...

    def lost(self, task: int, samples: int) -> None: ...


@dataclass(frozen=True)
class Outcome:
    """What a run came to. Samples that were asked for either came, were lost with a GPU, or were late."""

    solved: float                      # tasks, expected over ties of the vote
    fitted: int                        # tasks with a fit
    asked: int
    came: int
    lost: int
    late: int
    tokens: float                      # of samples that came
    busy: float                        # these as a share of what full GPUs would have written
    samples: np.ndarray                # by task, that came


def simulate(tasks: Tasks, policy: Policy, machine: Machine, budget_s: float) -> Outcome:
    """The run of a policy over these tasks."""
    return _Run(tasks, policy, machine, budget_s).outcome()


class _Run:
    """The event loop: (time, GPU, what, the GPU's version) with what a request's number, or that a GPU fails or is
    back. The end of a request is told anew whenever a GPU takes or loses one; an older version is void."""

    _FAILS, _BACK = -1, -2

    def __init__(self, tasks: Tasks, policy: Policy, machine: Machine, budget_s: float):
        self._tasks, self._policy, self._machine, self._budget_s = tasks, policy, machine, budget_s
        self._noise = np.random.default_rng([tasks.seed, 3])
        self._failures = [np.random.default_rng([tasks.seed, 4, gpu]) for gpu in range(machine.gpus)]
        self._samples = [Samples(tasks, task) for task in range(len(tasks))]
        self._answers: list[Counter[int]] = [Counter() for _ in range(len(tasks))]
        self._gpus = [Gpu(machine) for _ in range(machine.gpus)]
        self._free = set(range(machine.gpus))
        self._heap: list[tuple[float, int, int, int]] = []
        self._number = self._asked = self._lost = 0
        self._tokens = 0.0
        self._slot_tokens_s = machine.tokens_s / machine.slots / float(tasks.tokens.mean())
        for gpu in range(machine.gpus):
            self._plan_failure(0.0, gpu)
        self._go()

    def _go(self) -> None:
        self._fill(0.0)
        while self._heap and self._heap[0][0] <= self._budget_s:
            now_s, gpu, what, version = heapq.heappop(self._heap)
            if what == self._FAILS:
                self._fail(now_s, gpu)
            elif what == self._BACK:
                self._gpus[gpu].up = True
                self._changed(gpu)
                self._plan_failure(now_s, gpu)
            elif version == self._gpus[gpu].version:
                self._come(now_s, gpu, what)
            else:
                continue
            self._fill(now_s)

    def _fill(self, now_s: float) -> None:
        """Ask the policy until every slot is taken or it wants nothing."""
        left_s = self._budget_s - now_s
        while self._free:
            chosen = self._policy.next(left_s * self._slot_tokens_s)
            if chosen is None:
                return
            task, samples = chosen
            gpu = self._place(task)
            fitting = self._fitting(gpu, task, samples, left_s)
            if fitting < samples:
                self._policy.lost(task, samples - fitting)
            if fitting < 1:
                return
            self._start(now_s, gpu, task, fitting)

    def _place(self, task: int) -> int:
        """A GPU with a free slot: one that has the prompt, else the one with the most room."""
        return min(self._free, key=lambda number: (task not in self._gpus[number].prompts,
                                                   len(self._gpus[number].open), number))

    def _fitting(self, gpu: int, task: int, samples: int, left_s: float) -> int:
        """How many of the samples can return in time."""
        given = self._tasks.tokens[task], self._tasks.prompt_tokens[task]
        while samples and self._gpus[gpu].takes_s(task, samples, *given) * self._machine.margin > left_s:
            samples //= 2
        return samples

    def _start(self, now_s: float, gpu: int, task: int, samples: int) -> None:
        tokens = self._tasks.tokens[task] * (1 + self._machine.noise * float(self._noise.uniform(-1, 1)))
        self._number += 1
        self._asked += samples
        self._gpus[gpu].start(now_s, self._number, task, samples, tokens, self._tasks.prompt_tokens[task])
        self._changed(gpu)

    def _come(self, now_s: float, gpu: int, number: int) -> None:
        request = self._gpus[gpu].finish(now_s, number)
        self._changed(gpu)
        misses, partials, answers = self._samples[request.task].take(request.samples)
        self._answers[request.task].update(answers)
        self._tokens += request.tokens * request.samples
        self._policy.told(request.task, misses=misses, partials=partials, answers=answers, cost=request.tokens)

    def _fail(self, now_s: float, gpu: int) -> None:
        for request in self._gpus[gpu].fail(now_s):
            self._lost += request.samples
            self._policy.lost(request.task, request.samples)
        self._changed(gpu)
        heapq.heappush(self._heap, (now_s + self._machine.away_s, gpu, self._BACK, 0))

    def _changed(self, gpu: int) -> None:
        """It has more or less to do: whether it is free, and when it is next done."""
        (self._free.add if self._gpus[gpu].free else self._free.discard)(gpu)
        at_s, number = self._gpus[gpu].next_end()
        if at_s < inf:
            heapq.heappush(self._heap, (at_s, gpu, number, self._gpus[gpu].version))

    def _plan_failure(self, now_s: float, gpu: int) -> None:
        if self._machine.fails_every_s < inf:
            after_s = float(self._failures[gpu].exponential(self._machine.fails_every_s))
            heapq.heappush(self._heap, (now_s + after_s, gpu, self._FAILS, 0))

    def outcome(self) -> Outcome:
        came = np.array([samples.handed for samples in self._samples])
        return Outcome(
            solved=sum(solved([count for answer, count in answers.items() if answer], answers[0])
                       for answers in self._answers),
            fitted=sum(bool(answers) for answers in self._answers), asked=self._asked, came=int(came.sum()),
            lost=self._lost, late=sum(gpu.sequences for gpu in self._gpus), tokens=self._tokens,
            busy=self._tokens / (self._budget_s * self._machine.gpus * self._machine.tokens_s), samples=came)
