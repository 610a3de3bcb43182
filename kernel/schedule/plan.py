"""Plan and Ask: what a schedule is told, and what it says. Two records, shared by the ways to ask an engine."""
from dataclasses import dataclass

from kernel.candidates import Evaluation


@dataclass(frozen=True)
class Plan:
    """The knobs of a schedule."""

    budget_s: float                        # run time until the loop ends, over all restarts
    reserve_s: float = 1.0                 # kept free before that, for what is still in the sandbox
    first_share: float = 0.1               # of the budget, for a searching engine's first round over all tasks
    growth: float = 3.0                    # how much longer a task gets in its next round
    least_s: float = 0.05                  # a search shorter than this is not worth its overhead
    seconds_per_task: float | None = None  # for measurements: one round of exactly this, and nothing after it
    samples: int = 100_000                 # candidates that a search may yield; a bound, not an aim
    tries: int = 3                         # how often a failing request is asked for in all

    @property
    def end_s(self) -> float:
        """The run time at which the last request has to be back."""
        return self.budget_s - self.reserve_s


@dataclass(frozen=True)
class Ask:
    """What to ask an engine for; see `kernel.engines.Request`."""

    task_id: str
    samples: int
    seconds: float
    draft: Evaluation | None = None
