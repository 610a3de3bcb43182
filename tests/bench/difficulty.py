"""How well a task's look tells whether it will be solved, and the weights of kernel/schedule/difficulty.py.

    build.py bench difficulty [--json] [--seconds 1] [--dataset arc-agi-1-training]

The search engine runs once over the dataset, so many CPU seconds a task (kept in runs/bench-vote/, some minutes).
Fitted is a logistic regression of "not solved in two attempts". `auc` is of ten-fold cross-validation: how often, of a
solved and an unsolved task that the fit has not seen, the solved one looks easier; beside it that of each feature alone and of
the length of the prompt, which is what the field sorts by. `kernel` is that of the weights as they stand in the kit.
"""
import argparse
import json
import os
import sys
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from kernel import vote
from kernel.candidates import pack
from kernel.datasets import load_challenges
from kernel.schedule.difficulty import WEIGHTS, features
from tests.bench.voting.runs import recorded, search_runs


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench difficulty", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--seconds", type=float, default=1.0, metavar="S", help="of the search, a task (default: 1)")
    parser.add_argument("--dataset", default="arc-agi-1-training", metavar="NAME", help="default: arc-agi-1-training")
    arguments = parser.parse_args(argv)
    (folder,) = search_runs([arguments.dataset], arguments.seconds, None, len(os.sched_getaffinity(0)))
    result = fitted(*seen(folder, arguments.dataset))
    print(json.dumps(result, indent=1)) if arguments.json else show(result)
    return 0


def seen(folder, dataset: str) -> tuple[list[dict[str, float]], np.ndarray]:
    """Features of every task, and whether it stayed unsolved in two attempts."""
    tasks = {task.id: task for task in load_challenges(dataset).tasks}
    rows, unsolved = [], []
    for one in recorded(folder)[1]:
        tallies = vote.count(one.ballots, len(one.truths))
        inputs = tasks[one.task_id].tests
        right = all(truth in [pack(grid) for grid in tally.attempts(given)]
                    for tally, truth, given in zip(tallies, one.truths, inputs))
        rows.append(features(tasks[one.task_id]))
        unsolved.append(not right)
    return rows, np.array(unsolved)


def fitted(rows: list[dict[str, float]], unsolved: np.ndarray) -> dict:
    """Weights and how well they order."""
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=1000))
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    unseen = cross_val_predict(model, values, unsolved, cv=folds, method="decision_function")
    model.fit(values, unsolved)
    weights = model[1].coef_[0] / model[0].scale_
    result = {"tasks": len(rows), "solved": int((~unsolved).sum()), "auc": round(roc_auc_score(unsolved, unseen), 3),
              "alone": {name: round(roc_auc_score(unsolved, values[:, k]), 3) for k, name in enumerate(names)},
              "weights": {name: round(float(weight), 3) for name, weight in zip(names, weights)}}
    if WEIGHTS:
        result["kernel"] = round(roc_auc_score(unsolved, values @ [WEIGHTS[name] for name in names]), 3)
    return result


def show(result: dict) -> None:
    """The same for a person."""
    print(f"{result['solved']} of {result['tasks']} tasks solved; AUC of the fit on unseen tasks {result['auc']}"
          + (f", of the kit's weights {result['kernel']}" if "kernel" in result else ""))
    print(f"{'feature':<20}{'weight':>8}{'alone':>8}")
    for name, weight in result["weights"].items():
        print(f"{name:<20}{weight:8.3f}{result['alone'][name]:8.3f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
