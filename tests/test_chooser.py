"""The choice of the next task: what is believed, what a fit is worth, and what follows from both."""
import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.schedule.belief import Belief, Prior, chances, standardised
from kernel.schedule.chooser import Choice, Chooser
from kernel.schedule.worth import MOST, Split, Worth, split_of

PRIOR = Prior()
COUNTS = st.lists(st.integers(1, 8), max_size=4).map(lambda counts: tuple(sorted(counts, reverse=True)))
RIGHT = st.tuples(st.floats(0.2, 5), st.floats(0.05, 5))
SEEN = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(0, 10), st.integers(0, 10)), max_size=12)


# Belief

@given(SEEN)
@settings(max_examples=40)
def test_samples_may_come_in_any_order_and_in_any_pieces(seen):
    batch, single = Belief(np.array([-1.0, 0.0, 1.0]), PRIOR), Belief(np.array([-1.0, 0.0, 1.0]), PRIOR)
    for task, misses, partials, fits in seen:
        batch.saw(task, misses=misses, partials=partials, fits=fits)
    for task, misses, partials, fits in reversed(seen):
        single.saw(task, fits=fits)
        single.saw(task, partials=partials)
        single.saw(task, misses=misses)
    assert np.allclose(batch.chance(), single.chance()) and np.allclose(batch.weights, single.weights)
    assert batch.weights.sum() == pytest.approx(1) and ((0 <= batch.chance()) & (batch.chance() < 1)).all()


@given(st.integers(0, 300), st.integers(1, 50), st.floats(-2, 2))
def test_a_miss_lowers_the_chance_and_a_fit_raises_it(misses, more, difficulty):
    # Of one hypothesis, since misses elsewhere also tell how hard the set is.
    belief = Belief(np.array([difficulty]), Prior(PRIOR.hypotheses[:1]))
    belief.saw(0, misses=misses)
    before = belief.chance()[0]
    belief.saw(0, misses=more)
    after = belief.chance()[0]
    belief.saw(0, fits=1)
    assert belief.chance()[0] > after and before > after > 0


@given(st.integers(0, 100), st.integers(1, 64))
def test_what_is_in_flight_counts_as_missed_until_it_comes(misses, sent):
    flying, missed = Belief(np.zeros(1), PRIOR), Belief(np.zeros(1), PRIOR)
    flying.saw(0, misses=misses, in_flight=sent)
    missed.saw(0, misses=misses)
    untouched = missed.chance()[0]
    assert 0 < flying.chance()[0] < untouched
    flying.saw(0, in_flight=-sent)
    assert flying.chance()[0] == pytest.approx(untouched)


def test_the_easier_task_has_the_better_chance_and_a_run_learns_how_much():
    rng = np.random.default_rng(5)
    difficulty = np.sort(rng.normal(size=400))
    for correlation in (0.0, 0.85):
        belief = Belief(difficulty, PRIOR)
        prior = belief.chance()
        assert (np.diff(prior) < 0).all()
        p = np.minimum(10 ** (-1.6 - correlation * 1.2 * difficulty
                              + 1.2 * np.sqrt(1 - correlation ** 2) * rng.normal(size=400)), 0.97)
        for task in range(0, 400, 2):
            fits = rng.binomial(64, p[task])
            belief.saw(task, misses=64 - fits, fits=fits)
        believed = Counter()
        for one, weight in zip(PRIOR.hypotheses, belief.weights):
            believed[one.correlation] += weight
        assert max(believed, key=believed.get) == correlation


def test_partial_fits_are_a_sign_where_they_go_with_fits():
    rng = np.random.default_rng(6)
    seen = {}
    for telling in (False, True):
        belief = Belief(np.zeros(300), PRIOR)
        for task in range(200):
            p = min(10 ** rng.normal(-1.6, 1.2), 0.97) if rng.random() < 0.5 else 0.0
            fits = rng.binomial(64, p)
            mean = 0.6 * p ** 0.25 if p else 0.04
            share = rng.beta(4 * mean, 4 - 4 * mean) if telling else rng.beta(0.3, 1.7)
            partials = rng.binomial(64 - fits, share)
            belief.saw(task, misses=64 - fits - partials, partials=partials, fits=fits)
        belief.saw(298, misses=64)
        belief.saw(299, misses=44, partials=20)
        seen[telling] = belief.chance()[299] / belief.chance()[298]
    assert seen[True] > 3 > 1.5 > seen[False]


def test_where_a_model_fits_all_or_nothing_a_few_misses_end_a_task():
    rng = np.random.default_rng(7)
    hopeless = rng.random(80) < 0.4
    spread = np.minimum(10 ** rng.normal(-1.0, 1.2, 80), 0.97)
    left = []
    for chance in (rng.uniform(0.3, 0.95, 80), spread):
        belief = Belief(np.zeros(81), PRIOR)
        for task, fits in enumerate(rng.binomial(16, np.where(hopeless, 0.0, chance))):
            belief.saw(task, misses=16 - fits, fits=fits)
        belief.saw(80, misses=16)
        left.append(belief.chance()[80])
    assert left[0] < 0.002 < 0.006 < left[1]          # without the sharp population the first is 0.008


def test_the_grid_of_chances_rises_from_never_to_nearly_always():
    grid = chances()
    assert grid[0] == 0 and (np.diff(grid) > 0).all() and 0.9 < grid[-1] < 1


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_difficulty_keeps_its_order(values):
    found = standardised(values)
    assert np.isfinite(found).all()
    assert all((found[i] < found[j]) for i, j in itertools.combinations(range(len(values)), 2) if values[i] < values[j])


# Worth

@given(RIGHT, st.floats(0.1, 5), COUNTS)
def test_another_fit_never_makes_it_worse(right, scatter, counts):
    worth = Worth(right, scatter)
    assert 0 <= worth.solved(Split(counts)) <= 1 + 1e-12
    assert 0 <= worth.gain(counts) <= 1


def drawn(right, scatter, fits, rng):
    """Groups of one task's fits, and the index of the right one (None: not among them)."""
    r, groups, at = rng.beta(*right), [], None
    for _ in range(fits):
        if rng.random() < r:
            if at is None:
                at = len(groups)
                groups.append(0)
            groups[at] += 1
        else:
            weights = [0.0 if k == at else count for k, count in enumerate(groups)] + [scatter]
            k = rng.choice(len(weights), p=np.array(weights) / sum(weights))
            groups.extend([0] * (k == len(groups)))
            groups[k] += 1
    return groups, at


@pytest.mark.parametrize("right, scatter", [((1.8, 0.2), 1.0), ((1.0, 1.0), 2.0), ((0.5, 2.0), 0.5)])
def test_the_chance_of_being_solved_is_that_of_the_model(right, scatter):
    rng, worth = np.random.default_rng(1), Worth(right, scatter)
    expected, seen = Counter(), Counter()
    for _ in range(20_000):
        groups, at = drawn(right, scatter, 4, rng)
        counts = tuple(sorted(groups, reverse=True))
        best = sorted(range(len(groups)), key=lambda k: -groups[k])[:2]
        expected[counts] += 1
        seen[counts] += at in best
    for counts, times in expected.items():
        error = 4 * np.sqrt(0.25 / times)
        # Among equals the second attempt is either: the model takes the first of them.
        if len(counts) < 3 or counts[1] > counts[2]:
            assert worth.solved(Split(counts)) == pytest.approx(seen[counts] / times, abs=error)


def test_agreement_makes_the_next_fit_worth_less_and_a_split_more():
    worth = Worth(PRIOR.right, PRIOR.scatter)
    agreeing = [worth.gain((n,) if n else ()) for n in range(8)]
    assert all(a > b for a, b in itertools.pairwise(agreeing))
    assert worth.gain((5,)) < 0.01 * worth.gain(())            # five that agree: nearly done
    assert worth.gain((1, 1, 1)) > worth.gain((3,)) and worth.gain((2, 2, 2)) > worth.gain((6,))


def test_a_task_whose_fits_all_differ_is_worth_less_and_less():
    worth = Worth(PRIOR.right, PRIOR.scatter)
    assert [worth.gain([1] * fits) > worth.gain([1] * 4 * fits) for fits in (5, 20, 80, 320)] == [True] * 4
    assert worth.gain([1] * 100) < 0.01 * worth.gain([])


@given(st.lists(st.integers(1, 3000), max_size=30))
def test_many_fits_are_taken_for_fewer_in_the_same_proportion(counts):
    split, scale = split_of(counts)
    if sum(counts) <= MOST:
        assert scale == 1 and split.fits == sum(counts)
    assert split.fits <= MOST + len(split.groups) and list(split.groups) == sorted(split.groups, reverse=True)
    assert all(abs(one - scale * count) <= 1 for one, count in zip(split.groups, sorted(counts, reverse=True)))
    assert 0 <= Worth(PRIOR.right, PRIOR.scatter).gain(counts) <= 1


def test_a_task_whose_fits_all_differ_does_not_starve_the_others():
    rng, given, answers = np.random.default_rng(0), Counter(), itertools.count()
    chances = np.where(rng.random(40) < 0.3, 10 ** rng.normal(-1.3, 0.8, 40).clip(-3, -0.1), 0)
    chances[0] = 0.25
    chooser = Chooser(np.zeros(40), np.ones(40))
    while given.total() < 4000:
        task, samples = chooser.next(1e6)
        given[task] += samples
        fits = int(rng.binomial(samples, chances[task]))
        chooser.told(task, misses=samples - fits, answers=[0 if task else next(answers) for _ in range(fits)])
    assert given[0] < 1200                                 # where groups beyond the sixth were left out: 3,439


# The choice

def test_the_first_wave_goes_from_easy_to_hard():
    difficulty = np.array([0.3, -1.0, 1.5, -0.2])
    chooser = Chooser(difficulty, np.ones(4))
    order = []
    for _ in range(4):
        task, samples = chooser.next(1e6)
        order.append(task)
        chooser.told(task, misses=samples)
    assert list(dict.fromkeys(order))[0] == 1
    values = Chooser(difficulty, np.ones(4)).values()
    assert (np.argsort(-values) == np.argsort(difficulty)).all()


def test_a_dearer_task_waits():
    values = Chooser(np.zeros(2), np.array([1.0, 3.0])).values()
    assert values[0] == pytest.approx(3 * values[1])
    chooser = Chooser(np.zeros(2), np.ones(2))
    for task, cost in ((0, 100.0), (1, 900.0)):
        chooser.told(task, misses=64, cost=cost)
    costs = chooser.costs()
    assert 5 < costs[1] / costs[0] < 9


@given(st.integers(0, 2**32 - 1), st.integers(1, 8), st.integers(1, 200))
@settings(max_examples=25, deadline=None)
def test_what_is_asked_is_bounded_and_repeatable(seed, tasks, left):
    rng = np.random.default_rng(seed)
    difficulty = rng.normal(size=tasks)
    pair = [Chooser(difficulty, np.ones(tasks), settings=Choice(least=4, most=32)) for _ in range(2)]
    closed = set()
    for _ in range(20):
        asked, again = (chooser.next(left) for chooser in pair)
        assert asked == again
        if asked is None:                                # every task is closed, or its wrong fits agree too well
            assert not pair[0].values().any()
            return
        task, samples = asked
        assert task not in closed and 1 <= samples <= min(32, left)
        fits = int(rng.binomial(samples, 0.1))
        lost = rng.random() < 0.2
        for chooser in pair:
            if lost:
                chooser.lost(task, samples)
            else:
                chooser.told(task, misses=samples - fits, answers=["a"] * fits, cost=float("inf"))
        if rng.random() < 0.2:
            closed.add(task)
            for chooser in pair:
                chooser.close(task)
