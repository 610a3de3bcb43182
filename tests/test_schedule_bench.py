"""The simulation of a schedule: that its tasks, samples, clock and figures are what it says."""
import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from kernel.schedule.belief import SILENT
from kernel.datasets import load_challenges
from kernel.vote import Ballot
from tests.bench import schedule
from tests.bench.scheduling import compare, figures, fit, gpu, recorded, simulate, world
from tests.bench.scheduling.policies import CHUNK, POLICIES, Rounds
from tests.bench.voting.runs import Recorded

POPULATIONS = fit.fitted()
WORLD = world.World(POPULATIONS["arc1"])
HOUR_S = 3600.0


class Ledger:
    """A policy that keeps the books of another."""

    def __init__(self, policy):
        self.policy, self.flight, self.came, self.tokens, self.most_open = policy, Counter(), Counter(), 0.0, 0

    def next(self, samples_left):
        chosen = self.policy.next(samples_left)
        if chosen is not None:
            self.flight[chosen[0]] += chosen[1]
            self.most_open = max(self.most_open, sum(flight > 0 for flight in self.flight.values()))
        return chosen

    def told(self, task, *, misses=0, partials=0, answers=(), cost=None):
        came = misses + partials + len(answers)
        assert min(misses, partials) >= 0 and came and cost > 0
        self.flight[task] -= came
        self.came[task] += came
        self.tokens += came * cost
        self.policy.told(task, misses=misses, partials=partials, answers=answers, cost=cost)

    def lost(self, task, samples):
        self.flight[task] -= samples
        self.policy.lost(task, samples)


def test_the_fit_says_what_was_published():
    for name, curve in (("arc1", fit.ARC1), ("training2", fit.TRAINING2), ("evaluation2", fit.EVALUATION2)):
        said = fit.score(POPULATIONS[name], list(curve))
        assert np.abs(said - list(curve.values())).max() < (0.015 if name == "arc1" else 0.003), name
    said = fit.plain_score(POPULATIONS["plain"], list(fit.ARC1))
    assert ((said - list(fit.ARC1.values())) ** 2).mean() ** 0.5 < 0.01


def test_a_fit_finds_the_population_that_made_the_curve(monkeypatch):
    made = fit.Population(-2.2, 0.9, 0.3)
    samples = [1, 4, 16, 64, 256, 1024, 4096]
    found = fit._fit_curve(dict(zip(samples, fit.plain_score(made, samples))), None)
    assert (found.mean, found.spread, found.hopeless) == pytest.approx((-2.2, 0.9, 0.3), abs=0.02)


@pytest.mark.parametrize("samples", [1, 30, 300])
def test_the_tasks_of_a_world_score_what_the_fit_says(samples):
    tasks = world.draw(WORLD, 3000, 5)
    scores = []
    for task in range(len(tasks)):
        counts = Counter(world.Samples(tasks, task).take(samples)[2])
        right = counts.pop(0, 0)
        scores.append(world.solved(list(counts.values()), right))
    noise = np.std(scores) / len(tasks) ** 0.5
    assert abs(np.mean(scores) - fit.score(WORLD.population, [samples])[0]) < 4 * noise


def test_two_attempts_and_ties_by_lot():
    assert world.solved([], 0) == 0 and world.solved([], 1) == 1 and world.solved([5], 1) == 1
    assert world.solved([5, 4], 3) == 0 and world.solved([5, 3], 3) == 0.5 and world.solved([3, 3], 3) == 2 / 3


def test_a_samples_fate_does_not_depend_on_how_it_is_asked_for():
    tasks = world.draw(WORLD, 40, 1)
    for task in range(40):
        whole, parts = world.Samples(tasks, task).take(120)[2], []
        asked = world.Samples(tasks, task)
        for size in (1, 7, 50, 2, 60):
            parts += asked.take(size)[2]
        assert parts == whole and asked.handed == 120


def test_chances_fall_with_difficulty_and_what_is_off_says_nothing():
    tasks = world.draw(replace(WORLD, population=fit.Population(-4.0, 1.2, 0.0)), 4000, 2)
    assert np.corrcoef(np.log(tasks.chance), tasks.difficulty)[0, 1] == pytest.approx(-0.6, abs=0.05)
    assert np.corrcoef(tasks.partial, np.log(tasks.chance))[0, 1] > 0.3
    off = world.draw(WORLD.without(difficulty=False, partials=False, costs=False), 4000, 2)
    fits = off.chance > 0
    assert abs(np.corrcoef(np.log(off.chance[fits]), off.difficulty[fits])[0, 1]) < 0.1
    assert off.world.partials is SILENT and abs(off.partial[fits].mean() - off.partial[~fits].mean()) < 0.02
    assert np.ptp(off.tokens) == 0 < np.ptp(tasks.tokens)


@pytest.mark.parametrize("name", POLICIES)
def test_no_sample_comes_twice_and_the_budget_is_kept(name):
    tasks = world.draw(WORLD, 60, 3)
    machine = gpu.Machine(fails_every_s=0.4 * HOUR_S)
    ledger = Ledger(POLICIES[name](tasks))
    outcome = simulate.simulate(tasks, ledger, machine, HOUR_S)
    assert outcome.asked == outcome.came + outcome.lost + outcome.late and outcome.lost > 0
    assert sum(ledger.flight.values()) == outcome.late and min(ledger.flight.values()) >= 0
    assert [ledger.came[task] for task in range(60)] == list(outcome.samples)
    assert ledger.tokens == pytest.approx(outcome.tokens)
    assert 0 < outcome.tokens <= HOUR_S * machine.gpus * machine.tokens_s and outcome.busy <= 1
    assert ledger.most_open <= machine.gpus * machine.slots


@pytest.mark.parametrize("name", POLICIES)
def test_the_same_seed_gives_the_same_run(name):
    cell = compare.Cell(WORLD, 60, 0.03, policies=(name,))
    assert compare.drawn(cell, 4) == compare.drawn(cell, 4)
    runs = [simulate.simulate(tasks := world.draw(WORLD, 60, seed), POLICIES[name](tasks), gpu.Machine(), HOUR_S)
            for seed in (4, 4, 5)]
    assert list(runs[0].samples) == list(runs[1].samples) and runs[0].tokens == runs[1].tokens != runs[2].tokens


def test_requests_share_a_gpu_and_wait_for_prompts_to_be_read():
    machine = gpu.Machine(slots=2, step_s=0.05, sequence_s=0.001, sequences=50, prompt_tokens_s=100.0)
    assert machine.tokens_s == pytest.approx(500) and machine.speed(100) == pytest.approx(machine.speed(50) / 2)
    one = gpu.Gpu(machine)
    one.start(0.0, 1, 7, 10, 60.0, 200.0)                   # reads for 2 s, then 60 tokens at 1 / 0.06 a second
    assert one.next_end() == (pytest.approx(2 + 3.6), 1)
    one.start(3.8, 2, 8, 30, 30.0, 100.0)                   # half way; reads for 1 s, then 0.09 s a token
    assert one.next_end()[0] == pytest.approx(3.8 + 1 + 2.7) and not one.free
    assert one.finish(7.5, 1).task == 7 and one.next_end() == (pytest.approx(7.5), 2)
    assert one.takes_s(7, 10, 60.0, 200.0) == pytest.approx(60 * 0.09)      # the prompt is there
    assert [lost.samples for lost in one.fail(7.5)] == [30] and not one.prompts and one.next_end()[0] == np.inf


def test_a_policy_that_wants_nothing_ends_the_run():
    tasks = world.draw(WORLD, 10, 0)
    outcome = simulate.simulate(tasks, Rounds(tasks, []), gpu.Machine(), HOUR_S)
    assert (outcome.asked, outcome.solved, outcome.busy) == (0, 0, 0)


def test_rules_stop_where_they_say():
    sure = replace(WORLD, population=fit.Population(-0.05, 0.01, 0.5), partials=replace(SILENT, scale=1e-3,
                                                                                        hopeless=1e-3, weight=1e6))
    tasks = world.draw(compare.plain(sure), 20, 0)
    tasks = replace(tasks, partial=np.zeros(20))
    outcome = simulate.simulate(tasks, POLICIES["rules of thumb"](tasks), compare.STEADY, 20 * HOUR_S)
    in_flight = CHUNK * compare.STEADY.gpus * compare.STEADY.slots
    assert 256 <= outcome.samples[tasks.chance == 0].min() <= outcome.samples[tasks.chance == 0].max() < 256 + in_flight
    assert outcome.samples[tasks.chance > 0].max() <= 3 * CHUNK
    outcome = simulate.simulate(tasks, POLICIES["fixed 64"](tasks), gpu.Machine(), 20 * HOUR_S)
    assert set(outcome.samples) == {64}


def test_who_knows_every_chance_solves_most_and_more_time_more():
    cells = [compare.Cell(WORLD, 60, share) for share in (0.05, 0.2)]
    rows = compare.measure(cells, 16, 1)
    for row in rows:
        best = row["policies"]["clairvoyant"]
        for name, one in row["policies"].items():
            assert one["solved"] <= best["solved"] + one["kit_more_within"], name
    assert rows[0]["policies"]["clairvoyant"]["solved"] < rows[1]["policies"]["clairvoyant"]["solved"]


def test_the_plain_model_comes_to_what_follows_without_simulation():
    """Rounds until the first fit, and all chances known: both follow from the chances alone."""
    population, share = POPULATIONS["plain"], 0.1
    cell = compare.Cell(compare.plain(world.World(population)), 240, share, compare.STEADY,
                        ("stop at first fit", "clairvoyant"))
    row = compare.measure([cell], 16, 1)[0]
    chances = np.sort(population.chances(4000))[::-1]
    alive = 1 - population.hopeless
    known = alive * np.searchsorted(np.cumsum(1 / chances) / 4000 * alive, cell.samples_per_task) / 4000

    def taken(samples: float) -> float:
        return alive * ((1 - (1 - chances) ** samples) / chances).mean() + population.hopeless * samples

    depth = np.arange(1, 1000)[np.searchsorted([taken(n) for n in range(1, 1000)], cell.samples_per_task)]
    rounds = fit.plain_score(population, [depth])[0]
    ratio = row["policies"]["stop at first fit"]
    assert ratio["of_clairvoyant"] == pytest.approx(rounds / known, abs=2 * ratio["of_clairvoyant_within"])


def test_recorded_candidates_are_replayed_in_their_shares():
    known = load_challenges("arc-agi-1-training").tasks[:2]

    def ballots(task_id, *groups):
        return tuple(Ballot(f"{task_id} {n} {k}", b"", b"", (answer,), correct, 3, 0, "search", None)
                     for n, (answer, correct, count) in enumerate(groups) for k in range(count))

    found = [Recorded(known[0].id, ballots(known[0].id, ("right", 3, 6), ("a", 3, 3), ("b", 3, 1), ("c", 1, 5)),
                      ("right",), 40), Recorded(known[1].id, (), ("right",), 0)]
    tasks = recorded.replayed(found, known, WORLD, 0)
    assert (tasks.chance[0], tasks.right[0], tasks.partial[0]) == pytest.approx((10 / 40, 6 / 10, 5 / 30))
    counts = Counter(world.Samples(tasks, 0).take(40_000)[2])
    assert counts[0] == pytest.approx(6000, rel=0.05) and counts[1] == pytest.approx(3000, rel=0.07)
    assert set(counts) == {0, 1, 2} and world.Samples(tasks, 1).take(100) == (100, 0, [])
    outcome = simulate.simulate(tasks, POLICIES["kit"](tasks), gpu.Machine(), 0.2 * HOUR_S)
    assert outcome.solved == 1 and outcome.fitted == 1


def test_intervals_are_those_of_means_differences_and_ratios():
    rng = np.random.default_rng(0)
    kit, best = 50 + rng.normal(size=400), 60 + rng.normal(size=400)
    cell = compare.Cell(WORLD, 60, 0.1, policies=("kit", "clairvoyant"))
    found = compare.row(cell, np.stack([kit, best], axis=1))["policies"]
    assert found["kit"]["within"] == pytest.approx(1.96 / 20, rel=0.1)
    assert found["clairvoyant"]["kit_more"] == pytest.approx(-10, abs=0.2)
    assert found["clairvoyant"]["kit_more_within"] == pytest.approx(1.96 * 2 ** 0.5 / 20, rel=0.1)
    assert found["kit"]["of_clairvoyant"] == pytest.approx(5 / 6, abs=0.01)
    assert found["kit"]["of_clairvoyant_within"] == pytest.approx(1.96 * (1 + 25 / 36) ** 0.5 / 60 / 20, rel=0.1)
    assert found["clairvoyant"]["of_clairvoyant_within"] == 0


def test_the_bench_prints_what_it_measured_and_draws_it(capsys):
    given = ["--seeds", "2", "--tasks", "30", "--share", "0.05", "0.02", "--workers", "1", "--gpus", "2",
             "--population", "arc1", "wide",
             "--policy", "fixed 64", "kit", "clairvoyant"]
    assert schedule.main([*given, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == set(schedule.DEFAULT)
    assert [(row["population"], row["tasks"], row["share"]) for row in result["table"]] == [
        ("arc1", 30, 0.05), ("arc1", 30, 0.02), ("wide", 240, 0.05), ("wide", 240, 0.02)]
    assert len(result["ablation"]) == 12 and 0 < result["speed"]["decision_ms"] <= result["speed"]["decision_p99_ms"]
    assert json.loads(schedule.lines(result)) == result
    assert {row["difficulty"] for row in result["ablation"]} == {"off", "weak", "strong"}
    drawn = figures.plot(result["table"][:2], {"kit": "#c0392b"})
    assert drawn.count("<polyline") == 1 and drawn.startswith("<svg")
    schedule.show(result)
    assert "clairvoyant" in capsys.readouterr().out


def test_a_cell_measured_again_takes_the_place_of_the_old_and_leaves_the_others():
    old = [{"tasks": 60, "share": share, "seeds": 10, "policies": {"kit": 1}} for share in (1.0, 0.5)]
    new = [{"tasks": 60, "share": 0.5, "seeds": 200, "policies": {"kit": 2}},
           {"tasks": 120, "share": 0.5, "seeds": 200, "policies": {"kit": 3}}]
    assert schedule.merged(old, new) == [old[0], *new] and schedule.merged([], new) == new
