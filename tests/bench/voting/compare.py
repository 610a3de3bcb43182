"""Rules side by side on the same tasks: right test outputs, scores, and bootstrap intervals over tasks."""
from collections.abc import Sequence

import numpy as np

from kernel import vote
from tests.bench.voting.runs import Recorded

DRAWS = 2000


def right(tasks: Sequence[Recorded], rule: vote.Rule) -> np.ndarray:
    """Per task, how many test outputs one of the rule's two attempts gets right. Stand-ins count as wrong, as they are
    the same under every rule."""
    return np.array([sum(truth in [standing.packed for standing in tally.standings[:2]]
                         for tally, truth in zip(vote.count(task.ballots, len(task.truths), rule), task.truths))
                     for task in tasks])


def oracle(tasks: Sequence[Recorded]) -> np.ndarray:
    """Per task, for how many test outputs somebody gave the right grid."""
    return np.array([sum(any(cast.tests[at] == truth for cast in task.ballots) for at, truth in enumerate(task.truths))
                     for task in tasks])


def compared(tasks: Sequence[Recorded], seed: int = 0) -> dict:
    """Every rule's score (share of test outputs) with its 95 % interval, and its difference to the default's with the
    interval of the paired difference."""
    outputs = np.array([len(task.truths) for task in tasks])
    drawn = np.random.default_rng(seed).integers(0, len(tasks), (DRAWS, len(tasks)))
    totals = outputs[drawn].sum(1)
    default = right(tasks, vote.Rule())
    rules = {}
    for name in vote.RULES:
        hits = default if name == vote.RULES[0] else right(tasks, vote.Rule(name))
        rules[name] = {"right": int(hits.sum()), "score": round(float(hits.sum() / outputs.sum()), 4),
                       "interval": _interval(hits[drawn].sum(1) / totals)}
        if name != vote.RULES[0]:
            apart = hits - default
            rules[name] |= {"to_default": round(float(apart.sum() / outputs.sum()), 4),
                            "to_default_interval": _interval(apart[drawn].sum(1) / totals),
                            "better": int((apart > 0).sum()), "worse": int((apart < 0).sum())}
    found = oracle(tasks)
    return {"tasks": len(tasks), "outputs": int(outputs.sum()), "oracle": int(found.sum()), "rules": rules}


def calibration(tasks: Sequence[Recorded], edges: Sequence[float] = (0, 0.05, 0.2, 0.5, 0.8, 0.95, 1)) -> list[dict]:
    """How often the first grid was right, by the probability that the default rule gave it."""
    pairs = [(tally.standings[0].probability, tally.standings[0].packed == truth) for task in tasks
             for tally, truth in zip(vote.count(task.ballots, len(task.truths)), task.truths) if tally.standings]
    rows = []
    for low, high in zip(edges, edges[1:]):
        inside = [(p, hit) for p, hit in pairs if low <= p < high]
        if inside:
            rows.append({"from": low, "to": high, "grids": len(inside),
                         "told": round(sum(p for p, _ in inside) / len(inside), 3),
                         "right": round(sum(hit for _, hit in inside) / len(inside), 3)})
    return rows


def _interval(values: np.ndarray) -> list[float]:
    return [round(float(value), 4) for value in np.quantile(values, [0.025, 0.975])]
