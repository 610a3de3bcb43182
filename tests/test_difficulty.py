"""How hard a task looks."""
import numpy as np
from hypothesis import given

from kernel.datasets import load_challenges
from kernel.schedule.difficulty import WEIGHTS, difficulty, features
from kernel.tasks import Pair, Task
from tests.bench.difficulty import fitted
from tests.strategies import tasks


@given(tasks())
def test_every_task_has_all_features_and_the_order_of_its_pairs_says_nothing(task):
    assert features(task).keys() == WEIGHTS.keys()
    assert abs(difficulty(task) - difficulty(Task(task.id, task.train[::-1], task.tests))) < 1e-9


def test_what_changes_is_seen():
    small, large = [[1, 0], [0, 1]], [[1] * 20] * 20
    same = features(Task("a", (Pair(small, small),), (small,)))
    grown = features(Task("b", (Pair(small, large),), (small,)))
    assert same["size changes"] == 0 and grown["size changes"] == 1 and same["cells that change"] == 0
    assert grown["output"] > same["output"] and same["colours"] == 2
    assert difficulty(Task("c", (Pair(large, large),), (large,))) > difficulty(Task("a", (Pair(small, small),), (small,)))


def test_the_fit_finds_what_makes_tasks_hard():
    rows = [features(task) for task in load_challenges("arc-agi-1-training").first(80).tasks]
    middle = sorted(row["output"] for row in rows)[40]
    found = fitted(rows, np.array([row["output"] > middle for row in rows]))
    assert found["auc"] > 0.9 and found["weights"]["output"] > 0.3
