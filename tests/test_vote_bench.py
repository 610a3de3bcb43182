"""The bench of the vote: that it counts, fits and poisons what it says."""
from dataclasses import replace

import pytest

from kernel import vote
from kernel.datasets import load_challenges
from kernel.vote.evidence import SEARCH, Evidence
from tests.bench.voting import compare, fit, poison, simulated
from tests.bench.voting.runs import Recorded


def ballot(key, *tests, correct=2, rank=400, engine="search", p=None):
    return vote.Ballot(key, key.encode(), key.encode(), tests, correct, 2, rank, engine, p)


def recorded(*ballots, truths=("1",), task_id="t"):
    return Recorded(task_id, ballots, truths, len(ballots))


def test_right_and_oracle_count_test_outputs():
    voted = recorded(ballot("a", "5", "1"), ballot("b", "6", "2"), ballot("c", "1", None, correct=0), truths=("1", "2"))
    assert list(compare.right([voted], vote.Rule("behaviours"))) == [1]
    assert list(compare.oracle([voted])) == [2]


def test_an_interval_holds_the_score_and_a_rule_differs_from_itself_by_nothing():
    tasks = [recorded(ballot("a", "1" if n % 3 else "5")) for n in range(60)]
    result = compare.compared(tasks)
    score = result["rules"]["evidence"]
    assert score["score"] == pytest.approx(40 / 60, abs=1e-4)
    assert score["interval"][0] < score["score"] < score["interval"][1]
    assert result["rules"]["soar"]["to_default_interval"] == [0, 0]


def test_nothing_is_fitted_on_what_is_measured():
    measured = [task.id for task in load_challenges("arc-agi-1-evaluation").tasks[:40]]
    own = "a task of training alone"
    runs = [("arc-agi-2-training", [recorded(ballot("a", "1"), task_id=id) for id in [*measured, own, own]]),
            ("arc-agi-1-evaluation", [recorded(ballot("a", "1"), task_id="unknown")])]
    assert [task.task_id for task in fit.for_fitting(runs)] == [own]


def test_the_fit_finds_that_far_fetched_programs_are_wrong():
    tasks = [recorded(ballot("a", "1", rank=400 + n), ballot("b", "5", rank=1050 + n)) for n in range(20)]
    tasks += [recorded(ballot("a", "5", rank=1000 + n)) for n in range(20)]
    vague = Evidence(search=replace(SEARCH, perfect=0.0, per_100=0.0))
    result = fit.fit(tasks, vague)
    assert result["loss_after"] < 0.5 * result["loss_before"] and result["search"]["per_100"] > 0.1


def test_poison_is_the_stated_share_is_right_on_train_and_hurts_whoever_does_not_look_at_p():
    tasks = load_challenges("arc-agi-1-training").tasks[:6]
    voted = [Recorded(task.id, tuple(replace(ballot(f"{n}", "1" if n else "5", correct=1), id=f"{task.id} {n}")
                                     for n in range(4)), ("1",) * len(task.tests), 4, dict.fromkeys(
                                         (f"{task.id} {n}" for n in range(4)), "def transform(g):\n    return g\n"))
             for task in tasks if len(task.tests) == 1]
    known = {task.id: task for task in tasks}
    casts = poison._ballots([(known[task.task_id], 4) for task in voted], 1, 0)
    assert all(cast.perfect for pairs in casts.values() for cast, _ in pairs)
    clean, judged = poison._judged(voted, known, casts, poison.Doubt(), 0)
    mixed = poison._mixed(clean[0], judged[clean[0].task_id], 0.5, "candidates", "samples", 0)
    assert len(mixed.ballots) == 4 + len(judged[clean[0].task_id]) and mixed.candidates == 4
    found = poison.measure("arc-agi-1-training", voted, [0.5], poison.Doubt(), 1, 0)
    row = next(row for row in found["rows"] if (row["of"], row["as"]) == ("candidates", "samples"))
    assert row["rules"]["evidence"]["kept"] > row["rules"]["behaviours"]["kept"]


def test_the_same_seed_simulates_the_same_samples():
    model = simulated.Model(tasks=3)
    first, again, other = (simulated.tasks(model, poison.Doubt(), seed) for seed in (1, 1, 2))
    assert first == again != other
    assert all(len(task.ballots) == model.samples for task in first)
