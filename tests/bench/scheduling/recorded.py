"""Recorded runs of the search engine, replayed as if their candidates were samples of a language model.

A task's samples are drawn with replacement from what was recorded for it: chances, partial fits, how often a fit is
right and how wrong ones scatter are the recorded shares. Difficulty and the prompt's length are the task's own. What
is tried so is whether the kit's beliefs hold where no distribution was assumed: here chances are either high or zero.
"""
from collections import Counter
from collections.abc import Sequence

import numpy as np

from kernel.schedule.belief import standardised
from kernel.schedule.difficulty import difficulty
from kernel.tasks import Task
from tests.bench.scheduling.world import TABLES, Tasks, World
from tests.bench.voting.runs import Recorded


def replayed(runs: Sequence[Recorded], known: Sequence[Task], world: World, seed: int) -> Tasks:
    """Tasks whose samples are those recorded; `world` gives tokens, `known` the tasks by the same ids."""
    by_id = {task.id: task for task in known}
    tasks = [by_id[run.task_id] for run in runs]
    shares = np.array([_shares(run) for run in runs])
    cells = np.array([sum(len(grid) * len(grid[0]) for grid in [*task.inputs, *(pair.output for pair in task.train)])
                      for task in tasks], dtype=float)
    tokens = np.full(len(runs), world.tokens)
    return Tasks(world, shares[:, 0], shares[:, 1], shares[:, 2], np.array([_scatter(run) for run in runs]),
                 standardised([difficulty(task) for task in tasks]), tokens, tokens,
                 world.prompt_tokens * cells / np.median(cells), seed)


def _shares(run: Recorded) -> tuple[float, float, float]:
    """Of candidates, those that fit; of these, the right ones; of the others, those with some pairs right."""
    fits = [cast for cast in run.ballots if cast.perfect]
    some = sum(0 < cast.correct < cast.pairs for cast in run.ballots)
    others = run.candidates - len(fits)
    return (len(fits) / max(1, run.candidates), sum(cast.tests == run.truths for cast in fits) / max(1, len(fits)),
            some / max(1, others))


def _scatter(run: Recorded) -> np.ndarray:
    """(TABLES,) cumulative shares of the wrong answers of fits, the most frequent first."""
    wrong = Counter(cast.tests for cast in run.ballots if cast.perfect and cast.tests != run.truths)
    counts = np.array([count for _, count in wrong.most_common()] + [0] * TABLES, dtype=float)
    cumulative = np.cumsum(counts)[:TABLES] / max(1.0, counts.sum())
    cumulative[-1] = 1.0
    return cumulative
