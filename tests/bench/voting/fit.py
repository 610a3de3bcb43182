"""Where the numbers of `kernel.vote.evidence` come from: a conditional logit, fitted on recorded runs.

Every test input is one observation: which of the grids is right, or none. The likelihood is the rule's own
probability of what was right, so what is fitted is what is used. Fitted on the training datasets alone, and there on no
task that is in an evaluation dataset too (ARC-AGI-2's training part holds many of ARC-AGI-1's evaluation part), each
task once.
"""
from collections.abc import Sequence
from dataclasses import asdict, replace
from math import log

import numpy as np
from scipy.optimize import minimize

from kernel.datasets import load_challenges
from kernel.vote.ballots import once_per_source
from kernel.vote.evidence import Evidence, probabilities
from tests.bench.voting.runs import Recorded

FITTED = {"perfect": (None, None), "per_100": (0.0, None), "per_doubling": (0.0, None)}
"""Coefficients of the search engine's `Writer` that are fitted, each with the least and the most it may be. What
failing costs and the bounds on agreement are not: its partial programs are all near misses of a rank above a million,
so that the likelihood hardly moves with them, and the right outputs not at all; they are set so that partial programs,
however many agree, stay below a perfect one of the same rank."""
PULL = 0.05
"""Of the prior, which pulls each coefficient towards the number it had: nats per squared unit."""


def for_fitting(runs: Sequence[tuple[str, Sequence[Recorded]]]) -> list[Recorded]:
    """The tasks that may be fitted on: of training datasets, in no evaluation dataset, each once."""
    scored = {task.id for name in ("arc-agi-1-evaluation", "arc-agi-2-evaluation")
              for task in load_challenges(name).tasks}
    kept: dict[str, Recorded] = {}
    for dataset, tasks in runs:
        if dataset.endswith("-training"):
            for task in tasks:
                if task.task_id not in scored:
                    kept.setdefault(task.task_id, task)
    return list(kept.values())


def fit(tasks: Sequence[Recorded], start: Evidence = Evidence()) -> dict:
    """The coefficients, and the mean log loss before and after, in nats a test input. Two halves of the tasks fitted
    apart and judged on each other tell how much of the gain is chance."""
    voted = [replace(task, ballots=tuple(once_per_source(task.ballots))) for task in tasks if task.ballots]
    halves = [voted[0::2], voted[1::2]]
    crossed = [loss(_fitted(halves[1 - at], start), halves[at]) for at in (0, 1)]
    after = _fitted(voted, start)
    return {"tasks": len(voted), "loss_before": round(loss(start, voted), 4),
            "loss_after": round(loss(after, voted), 4), "loss_crossed": round(sum(crossed) / 2, 4),
            "search": {name: round(getattr(after.search, name), 2) for name in asdict(after.search)}}


def loss(evidence: Evidence, tasks: Sequence[Recorded]) -> float:
    """Mean over test inputs of minus the logarithm of the probability given to what was right."""
    losses = []
    for task in tasks:
        for at, truth in enumerate(task.truths):
            chances = probabilities(evidence.weights(task.ballots, at))
            losses.append(-log(max(chances[truth] if truth in chances else 1 - sum(chances.values()), 1e-12)))
    return sum(losses) / len(losses)


def _fitted(tasks: Sequence[Recorded], start: Evidence) -> Evidence:
    begin = np.array([getattr(start.search, name) for name in FITTED])

    def told(values: np.ndarray) -> Evidence:
        return replace(start, search=replace(start.search, **dict(zip(FITTED, map(float, values)))))

    def cost(values: np.ndarray) -> float:
        return loss(told(values), tasks) + PULL * float(((values - begin) ** 2).sum()) / len(tasks)

    found = minimize(cost, begin, method="L-BFGS-B", bounds=list(FITTED.values()), options={"maxiter": 40})
    return told(found.x)
