"""One run in simulated time: GPUs that fail and come back, requests that take their tokens' time, an end that is hard.

A GPU serves up to `slots` requests, each at its share of the GPU's tokens a second; a prompt that is not among the last
few on that GPU is read first. The policy is asked whenever a slot is free. As in the kit's run, a request is cut to
what can return in time; what has not returned at the end is worth nothing. What is lost with a GPU is told and never
comes.
Leaves out: that a GPU is slower with fewer than 64 sequences in flight, however small the requests are.
"""
import heapq
from collections import Counter, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

import numpy as np

from tests.bench.scheduling.world import Samples, Tasks, solved


class Policy(Protocol):
    """Who chooses; see `kernel.chooser.Chooser`, which is one."""

    def next(self, samples_left: float) -> tuple[int, int] | None: ...

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             cost: float | None = None) -> None: ...

    def lost(self, task: int, samples: int) -> None: ...


@dataclass(frozen=True)
class Machine:
    """What it runs on: L4s with SOAR-14B in FP8 by the roofline, 650 tokens a second, 1.3 s for a prompt of 5k."""

    gpus: int = 4
    slots: int = 2                     # requests a GPU serves at once, and so tasks at most
    tokens_s: float = 650.0
    prompt_tokens_s: float = 5000 / 1.3
    prompts: int = 3                   # that a GPU keeps
    noise: float = 0.1                 # of a request's tokens, relative
    margin: float = 1.2                # time allowed to a request beyond what its tokens take
    fails_every_s: float = 8 * 3600.0  # on average, each GPU; inf: never
    away_s: float = 240.0              # until a failed one is back


@dataclass
class _Gpu:
    """One GPU now. `open`: task and samples by request number."""

    open: dict[int, tuple[int, int]] = field(default_factory=dict)
    prompts: deque[int] = field(default_factory=deque)
    up: bool = True


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
    busy: float                        # share of the slots' time that went to requests that came
    samples: np.ndarray                # by task, that came


def simulate(tasks: Tasks, policy: Policy, machine: Machine, budget_s: float) -> Outcome:
    """The run of a policy over these tasks."""
    return _Run(tasks, policy, machine, budget_s).outcome()


class _Run:
    """The event loop: (time, number, GPU, what) with what a request's number, or that a GPU fails or is back."""

    _FAILS, _BACK = -1, -2

    def __init__(self, tasks: Tasks, policy: Policy, machine: Machine, budget_s: float):
        self._tasks, self._policy, self._machine, self._budget_s = tasks, policy, machine, budget_s
        self._noise = np.random.default_rng([tasks.seed, 3])
        self._failures = [np.random.default_rng([tasks.seed, 4, gpu]) for gpu in range(machine.gpus)]
        self._samples = [Samples(tasks, task) for task in range(len(tasks))]
        self._answers: list[Counter[int]] = [Counter() for _ in range(len(tasks))]
        self._gpus = [_Gpu() for _ in range(machine.gpus)]
        self._heap: list[tuple[float, int, int, int]] = []
        self._number = 0
        self._costs: dict[int, tuple[float, float]] = {}               # by request: tokens a sample, seconds
        self._asked = self._lost = 0
        self._tokens = self._busy_s = 0.0
        self._mean_tokens = float(tasks.tokens.mean())
        for gpu in range(machine.gpus):
            self._plan_failure(0.0, gpu)
        self._go()

    def _go(self) -> None:
        self._fill(0.0)
        while self._heap and self._heap[0][0] <= self._budget_s:
            now_s, _, gpu, what = heapq.heappop(self._heap)
            if what == self._FAILS:
                self._fail(now_s, gpu)
            elif what == self._BACK:
                self._gpus[gpu].up = True
                self._plan_failure(now_s, gpu)
            elif what in self._gpus[gpu].open:
                self._come(gpu, what)
            else:
                continue                               # lost with its GPU
            self._fill(now_s)

    def _fill(self, now_s: float) -> None:
        """Ask the policy until every slot is taken or it wants nothing."""
        machine = self._machine
        while any(gpu.up and len(gpu.open) < machine.slots for gpu in self._gpus):
            left_s = self._budget_s - now_s
            chosen = self._policy.next(left_s * machine.tokens_s / machine.slots / self._mean_tokens)
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
        free = [n for n, gpu in enumerate(self._gpus) if gpu.up and len(gpu.open) < self._machine.slots]
        return min(free, key=lambda n: (task not in self._gpus[n].prompts, len(self._gpus[n].open)))

    def _fitting(self, gpu: int, task: int, samples: int, left_s: float) -> int:
        """How many of the samples can return in time."""
        free_s = left_s / self._machine.slots / self._machine.margin - self._reading_s(gpu, task)
        return min(samples, int(max(0.0, free_s) * self._machine.tokens_s / self._tasks.tokens[task]))

    def _reading_s(self, gpu: int, task: int) -> float:
        known = task in self._gpus[gpu].prompts
        return 0.0 if known else self._tasks.prompt_tokens[task] / self._machine.prompt_tokens_s

    def _start(self, now_s: float, gpu: int, task: int, samples: int) -> None:
        machine, place = self._machine, self._gpus[gpu]
        tokens = self._tasks.tokens[task] * (1 + machine.noise * float(self._noise.uniform(-1, 1)))
        seconds = (self._reading_s(gpu, task) + samples * tokens / machine.tokens_s) * machine.slots
        if task in place.prompts:
            place.prompts.remove(task)
        place.prompts.append(task)
        while len(place.prompts) > machine.prompts:
            place.prompts.popleft()
        self._number += 1
        self._asked += samples
        place.open[self._number] = task, samples
        self._costs[self._number] = tokens, seconds
        heapq.heappush(self._heap, (now_s + seconds, self._number, gpu, self._number))

    def _come(self, gpu: int, request: int) -> None:
        task, samples = self._gpus[gpu].open.pop(request)
        tokens, seconds = self._costs.pop(request)
        misses, partials, answers = self._samples[task].take(samples)
        self._answers[task].update(answers)
        self._tokens += tokens * samples
        self._busy_s += seconds
        self._policy.told(task, misses=misses, partials=partials, answers=answers, cost=tokens)

    def _plan_failure(self, now_s: float, gpu: int) -> None:
        if self._machine.fails_every_s < inf:
            after_s = float(self._failures[gpu].exponential(self._machine.fails_every_s))
            heapq.heappush(self._heap, (now_s + after_s, -1, gpu, self._FAILS))

    def _fail(self, now_s: float, gpu: int) -> None:
        place = self._gpus[gpu]
        place.up = False
        place.prompts.clear()
        for request in list(place.open):
            task, samples = place.open.pop(request)
            self._costs.pop(request)
            self._lost += samples
            self._policy.lost(task, samples)
        heapq.heappush(self._heap, (now_s + self._machine.away_s, -1, gpu, self._BACK))

    def outcome(self) -> Outcome:
        came = np.array([samples.handed for samples in self._samples])
        return Outcome(
            solved=sum(solved([count for answer, count in answers.items() if answer], answers[0])
                       for answers in self._answers),
            fitted=sum(bool(answers) for answers in self._answers), asked=self._asked, came=int(came.sum()),
            lost=self._lost, late=sum(samples for gpu in self._gpus for _, samples in gpu.open.values()),
            tokens=self._tokens, busy=self._busy_s / (self._budget_s * self._machine.gpus * self._machine.slots),
            samples=came)
