"""How a run ends: why, when in its budget, and how what was started is closed.

    0 ------ engines are asked ------ loop_s - drain_s -- what is out comes back -- loop_s -- last vote, closing, score,
    report -- hard_s -- the watchdog ends what is left -- budget_s

Promises: the last vote is written at `loop_s`, before anything is closed; closing has a limit of its own, so that what
does not close keeps neither the score nor the end of the process. Leaves out: noticing that it is time (`kernel.run`),
and ending a process that is stuck (`kernel.watchdog`).
"""
import logging
import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

log = logging.getLogger(__name__)

STOP_S = 4.3
"""From SIGTERM or SIGINT to the end of patience; the five seconds that are promised, less what the watchdog takes."""
STOP_CLOSE_S = 3.3
"""Of these, for closing: a model server has 3 s to end by itself (`kernel.engines.vllm.kept`)."""
CLOSE_S = 20.0
"""For closing when there is time: a model server that will not end is killed after 13 s."""
LATE_S = 10.0
"""For the submission, when the budget is over before the loop begins."""


class Ending(Enum):
    """Why a run ended."""

    DONE = "every engine is through"
    BUDGET = "the budget is spent"
    INTERRUPTED = "interrupted"
    INFRA = "the sandbox itself failed too often"


@dataclass(frozen=True)
class Summary:
    """What a run came to. `troubles`: whatever a person should know, one line each; any makes the exit status 1."""

    ending: Ending
    seconds: float
    candidates: int
    solved_on_train: int
    resumed: bool
    troubles: tuple[str, ...]
    cached: int = 0                        # candidates whose program had been run on the same inputs before


@dataclass(frozen=True)
class Phases:
    """When what happens in a budget, in seconds of run time; see above."""

    budget_s: float
    drain_s: float
    loop_s: float
    hard_s: float

    def close_s(self, ending: Ending, now_s: float) -> float:
        """How long closing may take at run time `now_s`: less than what is left, so that a score can follow."""
        if ending is Ending.INTERRUPTED:
            return STOP_CLOSE_S
        return min(CLOSE_S, max(0.5, 0.6 * (self.hard_s - now_s)))

    def limit_s(self, began_s: float, spent_s: float, now_s: float) -> float:
        """By when, on the clock, a process that began at `began_s` must be gone, `spent_s` of the budget being spent by
        others before it.

        Where nothing was left for it, it only writes, scores and reports, and no limit holds. Where its own start used
        up what was left, it has ten seconds for these.
        """
        if spent_s >= self.loop_s:
            return float("inf")
        spent_now_s = spent_s + now_s - began_s
        hard_s = now_s + self.hard_s - spent_now_s
        return max(hard_s, now_s + LATE_S) if spent_now_s >= self.loop_s else hard_s


def phases(budget_s: float) -> Phases:
    """The phases of a budget.

    What follows the loop, measured on two cores: 0.1 s for the last vote and write, up to 0.2 s for the sandbox, 3 s at
    most for a model server that ends by itself, 0.3 s for the score of 400 tasks, 0.5 s for a report of 1,200
    candidates, and three times that beside other work. Six seconds hold that; of a short budget they are a quarter at
    most, of a long one 4 %, since a longer run has more to report.
    """
    after_s = min(90.0, max(6.0, 0.04 * budget_s), 0.25 * budget_s)
    drain_s = min(30.0, max(0.5, 0.02 * budget_s), 0.25 * budget_s)
    return Phases(budget_s, drain_s, budget_s - after_s, budget_s - min(2.0, 0.2 * after_s))


def close_all(parts: Mapping[str, Callable[[], None]], patience_s: float, clock: Callable[[], float],
              stop: Callable[[], bool] = lambda: False) -> list[str]:
    """Close everything at once, for so many seconds at most, STOP_CLOSE_S from `stop` on; what is amiss, a line each.

    Who has not closed by then is left to the end of the process; who raises is told of and keeps no other from closing.
    """
    raised: dict[str, str] = {}

    def close(name: str) -> None:
        try:
            parts[name]()
        except Exception as error:                       # the boundary of one part: the others close
            log.exception("closing %s", name)
            raised[name] = f"{name} failed to close: {type(error).__name__}: {error}"

    deadline_s, stop_s = clock() + patience_s, math.inf
    threads = {name: threading.Thread(target=close, args=(name,), name=f"close {name}", daemon=True) for name in parts}
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        while thread.is_alive() and (now_s := clock()) < min(deadline_s, stop_s):
            if stop() and stop_s == math.inf:
                stop_s = now_s + STOP_CLOSE_S
            thread.join(0.05)
    late = [f"{name} did not close in time" for name, thread in threads.items() if thread.is_alive()]
    for trouble in late:
        log.error("%s", trouble)
    return late + list(raised.values())
