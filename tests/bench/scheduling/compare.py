"""Policies side by side on the same tasks and the same luck: many seeds of a cell, and what they come to.

A cell is a world, a number of tasks and GPUs, and a budget. Intervals are 95 %, by the normal approximation over seeds;
those of a difference are paired, those of a ratio of means by the delta method, paired as well.
"""
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from tests.bench.scheduling.gpu import Machine
from tests.bench.scheduling.policies import POLICIES
from tests.bench.scheduling.simulate import simulate
from tests.bench.scheduling.world import Tasks, World, draw

RUN_S = 11.5 * 3600                    # a whole budget
WITH_95 = 1.96


@dataclass(frozen=True)
class Cell:
    """What is simulated. `share` of `RUN_S` is the budget."""

    world: World
    tasks: int
    share: float
    machine: Machine = field(default_factory=Machine)
    policies: tuple[str, ...] = tuple(POLICIES)
    labels: tuple[tuple[str, object], ...] = ()        # what the table calls it

    @property
    def samples_per_task(self) -> float:
        """What the budget comes to."""
        return self.share * RUN_S * self.machine.gpus * self.machine.tokens_s / self.world.tokens / self.tasks


def drawn(cell: Cell, seed: int) -> list[float]:
    """Tasks solved by each policy of the cell, of one draw of its world."""
    return solves(cell, draw(cell.world, cell.tasks, seed))


def solves(cell: Cell, tasks: Tasks) -> list[float]:
    """Tasks solved by each policy of the cell, of these."""
    return [simulate(tasks, POLICIES[name](tasks), cell.machine, cell.share * RUN_S).solved for name in cell.policies]


def measure(cells: Sequence[Cell], seeds: int, workers: int,
            tell: Callable[[int, Cell, dict], None] = lambda number, cell, row: None) -> list[dict]:
    """A row for each cell; `tell` hears of each as it is done."""
    rows = []
    with ProcessPoolExecutor(workers) as pool:
        for number, cell in enumerate(cells):
            found = np.array(list(pool.map(partial(drawn, cell), range(seeds), chunksize=max(1, seeds // 20))))
            rows.append(row(cell, found))
            tell(number, cell, rows[-1])
    return rows


def row(cell: Cell, found: np.ndarray) -> dict:
    """What (seeds, policies) solves come to."""
    by_name = dict(zip(cell.policies, found.T))
    result = dict(cell.labels) | {"tasks": cell.tasks, "gpus": cell.machine.gpus, "share": cell.share,
                                  "samples_a_task": round(cell.samples_per_task, 1), "seeds": len(found)}
    result["policies"] = {name: _one(values, by_name) for name, values in by_name.items()}
    return result


def _one(values: np.ndarray, by_name: Mapping[str, np.ndarray]) -> dict:
    found = {"solved": round(float(values.mean()), 3), "within": _half(values)}
    if "kit" in by_name:
        less = by_name["kit"] - values
        found |= {"kit_more": round(float(less.mean()), 3), "kit_more_within": _half(less)}
    for name in ("bayes", "clairvoyant"):
        if name in by_name:
            found[f"of_{name}"], found[f"of_{name}_within"] = _ratio(values, by_name[name])
    return found


def _half(values: np.ndarray) -> float:
    """Half the width of the mean's interval."""
    return round(float(WITH_95 * values.std(ddof=1) / len(values) ** 0.5), 3) if len(values) > 1 else 0.0


def _ratio(values: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """The ratio of the means with half its interval's width."""
    if not others.mean():
        return 0.0, 0.0
    ratio = float(values.mean() / others.mean())
    return round(ratio, 4), round(_half(values - ratio * others) / float(others.mean()), 4)


def closed(row: dict, base: str = "stop at first fit") -> dict[str, float]:
    """Of the gap between `base` and the clairvoyant, the share that each policy closes."""
    solved = {name: found["solved"] for name, found in row["policies"].items()}
    gap = solved["clairvoyant"] - solved[base]
    return {name: round((value - solved[base]) / gap, 3) if gap > 0 else 0.0 for name, value in solved.items()}


def plain(world: World) -> World:
    """The plain model of this world: no difficulty, no sign from partial fits, equal costs, one fit solves."""
    return replace(world.without(difficulty=False, partials=False, costs=False), prompt_spread=0.0, one_solves=True)


STEADY = Machine(step_s=0.0, sequence_s=1 / 650, noise=0.0, margin=1.0, prompt_tokens_s=1e12,
                 fails_every_s=float("inf"))
"""The plain model's machine: nothing but samples takes time, and nothing fails."""
