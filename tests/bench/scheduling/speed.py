"""What the kit's choice costs: a decision among 1,000 tasks, and a whole run in simulated time."""
import time
from collections.abc import Hashable, Sequence

import numpy as np

from tests.bench.scheduling.gpu import Machine
from tests.bench.scheduling.policies import kit
from tests.bench.scheduling.simulate import Policy, simulate
from tests.bench.scheduling.world import World, draw


class Timed:
    """A policy with a stopwatch."""

    def __init__(self, policy: Policy):
        self._policy = policy
        self.next_s: list[float] = []
        self.told_s: list[float] = []

    def next(self, samples_left: float) -> tuple[int, int] | None:
        began = time.perf_counter()
        chosen = self._policy.next(samples_left)
        self.next_s.append(time.perf_counter() - began)
        return chosen

    def told(self, task: int, *, misses: int = 0, partials: int = 0, answers: Sequence[Hashable] = (),
             cost: float | None = None) -> None:
        began = time.perf_counter()
        self._policy.told(task, misses=misses, partials=partials, answers=answers, cost=cost)
        self.told_s.append(time.perf_counter() - began)

    def lost(self, task: int, samples: int) -> None:
        self._policy.lost(task, samples)


def measure(world: World, tasks: int, budget_s: float) -> dict:
    """Milliseconds of a decision and of taking in a result, and seconds of the run, on this machine."""
    drawn = draw(world, tasks, 0)
    began = time.perf_counter()
    timed = Timed(kit(drawn))
    outcome = simulate(drawn, timed, Machine(), budget_s)
    run_s = time.perf_counter() - began
    return {"tasks": tasks, "samples": outcome.came, "decisions": len(timed.next_s),
            "decision_ms": round(1000 * float(np.mean(timed.next_s)), 3),
            "decision_p99_ms": round(1000 * float(np.quantile(timed.next_s, 0.99)), 3),
            "told_ms": round(1000 * float(np.mean(timed.told_s)), 3), "run_s": round(run_s, 1)}
