"""Refinement: which programs are drafts, what is counted, and that the choice goes where fits come from."""
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation
from kernel.schedule.refine import Refiner, Refining
from kernel.sandbox import Outcome
from kernel.tasks import Pair, Task
from tests.bench.refine import WORLDS, World, played
from tests.strategies import tasks as any_tasks

ENGINE = "vllm"
TASK = Task("t", tuple(Pair([[at]], [[at, 1]]) for at in range(3)), ([[7]],))
MANY_DRAWS = 40


def evaluation(key, correct, *, outcome="OK", p=None, test=0, wrong=((5, 5),), parents=(), task=TASK) -> Evaluation:
    """What a program came to that is right on these train pairs, gives `wrong` on the others and `test` on the test."""
    grids = tuple(pair.output if right else [list(row) for row in wrong]
                  for pair, right in zip(task.train, correct, strict=True))
    return Evaluation(Candidate(task.id, ENGINE, str(key), f"# {key}", parents=tuple(parents)), outcome, tuple(correct),
                      grids, tuple([[test % 10, test // 10 % 10, test // 100]] for _ in task.tests), p_transductive=p)


def fresh(key, right, **more) -> Evaluation:
    """Right on so many of the three train pairs."""
    return evaluation(key, [at < right for at in range(3)], **more)


def chosen(refiner, times=MANY_DRAWS, seed=0) -> list[Evaluation | None]:
    rng = np.random.default_rng(seed)
    return [refiner.choose("t", rng) for _ in range(times)]


def share(refiner) -> float:
    """Of refinements among 400 choices."""
    return sum(one is not None for one in chosen(refiner, 400)) / 400


def drawn(refiner, times=MANY_DRAWS) -> Counter:
    """How often REX would refine which draft, by key."""
    rng = np.random.default_rng(0)
    return Counter(one and one.candidate.key for one in (refiner.draft("t", rng) for _ in range(times)))


def refiner_of(*evaluations, settings=Refining(), misses=0) -> Refiner:
    """A refiner that has seen these, and so many fresh samples without a program."""
    refiner = Refiner([TASK], settings)
    for one in evaluations:
        refiner.observe(one)
    refiner.missed("t", None, misses)
    return refiner


grids_of_one_row = st.lists(st.lists(st.integers(0, 1), min_size=1, max_size=2).map(lambda row: [row]), min_size=3,
                            max_size=3)


@st.composite
def evaluations(draw):
    """Any evaluation of a program for TASK, with a key drawn beside it; grids are few, so that behaviours repeat."""
    grids = [pair.output if draw(st.booleans()) else grid
             for pair, grid in zip(TASK.train, draw(grids_of_one_row), strict=True)]
    outcome = draw(st.sampled_from(["OK", "OK", "OK", *Outcome.__members__]))
    if outcome != "OK":
        grids[draw(st.integers(0, 2))] = None
    correct = tuple(grid == pair.output for grid, pair in zip(grids, TASK.train, strict=True))
    return Evaluation(Candidate("t", ENGINE, str(draw(st.integers(0, 10**9))), "#"), outcome, correct, tuple(grids),
                      ([[draw(st.integers(0, 2))]],), p_transductive=draw(st.none() | st.floats(0, 1)))


@given(st.lists(evaluations(), max_size=20), st.integers(1, 6))
def test_no_draft_is_transductive_perfect_erring_or_of_no_promise_and_no_behaviour_is_there_twice(many, room):
    refiner = refiner_of(*many, settings=Refining(drafts=room), misses=300)
    rng, behaviours = np.random.default_rng(0), {}
    for draft in [refiner.draft("t", rng) for _ in range(MANY_DRAWS)] + chosen(refiner):
        if draft is None:
            continue
        assert draft in many                                  # code, correctness and outputs of one program
        assert draft.outcome == "OK" and not draft.perfect
        assert draft.p_transductive is None or draft.p_transductive < 0.5
        assert any(draft.train_correct) or any(len(grid[0]) == 2 for grid in draft.train_grids)
        behaviours.setdefault(repr((draft.train_grids, draft.test_grids)), set()).add(draft.candidate.id)
    assert all(len(ids) == 1 for ids in behaviours.values()) and len(behaviours) <= room


@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["ask", "come", "barren", "lose", "fail"])), max_size=40))
def test_n_counts_what_was_asked_and_did_not_get_lost_also_after_a_restart(steps):
    drafts = [fresh(at, 1, test=at) for at in range(3)]
    refiner, journal, barren, asked, came = refiner_of(*drafts), list(drafts), [], Counter(), Counter()
    for number, (at, step) in enumerate(steps):
        draft = drafts[at]
        if step == "ask":
            refiner.sent("t", draft, 4)
            asked[at] += 4
        elif step == "lose" and asked[at] > came[at]:
            refiner.lost("t", draft, 1)
            asked[at] -= 1
        elif step == "fail" and asked[at] > came[at]:
            refiner.observe(fresh(f"child {number}", 0, outcome="INFRA", parents=(draft.candidate.id,)))
            asked[at] -= 1
        elif step == "barren" and asked[at] > came[at]:
            barren.append(draft.candidate.id)
            refiner.missed("t", barren[-1])
            came[at] += 1
        elif step == "come" and asked[at] > came[at]:
            journal.append(fresh(f"child {number}", 0, wrong=((1,),), parents=(draft.candidate.id,)))
            refiner.observe(journal[-1])
            came[at] += 1
    for at, draft in enumerate(drafts):
        assert times_of(refiner, draft) == asked[at]
    again = Refiner([TASK])
    for one in journal:
        again.observe(one)
    for id in barren:
        again.missed("t", id)
    for at, draft in enumerate(drafts):
        assert times_of(again, draft) == came[at]


def times_of(refiner, draft) -> int:
    """N of a draft as REX sees it."""
    return refiner._work["t"].by_id[draft.candidate.id].times


def test_a_draft_that_was_refined_often_gives_way_to_one_that_was_not():
    first, second = fresh("a", 1, test=1), fresh("b", 1, test=2)
    refiner = refiner_of(first, second)
    assert set(drawn(refiner)) == {"a", "b"}
    refiner.sent("t", first, 4000)
    assert set(drawn(refiner)) == {"b"}


def test_rex_draws_its_theta_from_the_published_beta():
    """Of two drafts the share of the first is P(theta_1 > theta_2), here by plain sampling of the formula."""
    first, second = fresh("a", 1, test=1), fresh("b", 2, test=2)
    refiner = refiner_of(first, second)
    refiner.sent("t", second, 30)
    rng, c = np.random.default_rng(1), 20
    thetas = [rng.beta(1 + c * h, 1 + c * (1 - h) + n, 100_000) for h, n in ((1 / 3, 0), (2 / 3, 30))]
    assert abs(drawn(refiner, 3000)["a"] / 3000 - np.mean(thetas[0] > thetas[1])) < 0.04


def test_the_best_drafts_are_kept_and_an_evicted_one_is_remembered():
    refiner = refiner_of(*(fresh(at, 1, test=at) for at in range(3)), settings=Refining(drafts=3))
    tired = fresh(0, 1, test=0)
    refiner.sent("t", tired, 100)
    refiner.observe(fresh("new", 1, test=8))                   # of equal accuracy, and never refined
    refiner.observe(fresh("late", 1, test=9))                  # no better than what is there
    assert set(drawn(refiner)) == {"1", "2", "new"}
    refiner.observe(fresh("as the first", 1, test=0))          # what the tired one did, under another name
    assert set(drawn(refiner)) == {"1", "2", "new"} and times_of(refiner, tired) == 100
    refiner.observe(fresh("better", 2, test=0))
    assert "better" in drawn(refiner)
    for one in (fresh(1, 1), fresh(2, 1)):                     # these rank below the tired one now
        refiner.sent("t", one, 1000)
    refiner.observe(fresh("again", 1, test=0))
    assert times_of(refiner, fresh("again", 1)) == 100


def test_without_a_draft_samples_are_fresh():
    assert share(refiner_of(fresh("no size", 0, wrong=((1,),)), fresh("all", 3), misses=3000)) == 0


def test_fresh_samples_that_fit_keep_a_task_from_refining_and_misses_bring_it_there():
    shares = [share(refiner_of(fresh("draft", 2), misses=misses)) for misses in (0, 30, 300)]
    assert shares == sorted(shares) and shares[0] < 0.4 and shares[2] > 0.5
    assert share(refiner_of(fresh("draft", 2), *(fresh(f"fit {number}", 3) for number in range(20)))) < 0.1


def test_refinements_that_miss_give_the_turn_back():
    refiner = refiner_of(draft := fresh("draft", 2), misses=300)
    before = share(refiner)
    refiner.missed("t", draft.candidate.id, 3000)
    assert share(refiner) < before / 2


def test_transductive_fits_are_no_fits():
    shares = [share(refiner_of(fresh("draft", 2), *(fresh(number, 3, p=p) for number in range(100))))
              for p in (None, 0.1, 0.9)]
    assert shares[0] == shares[1] < 0.1 and shares[2] > 0.4


def test_what_is_learned_of_refining_on_some_tasks_holds_for_others():
    others = [replace(TASK, id=f"other {number}") for number in range(30)]
    shares = []
    for fits in (0, 3):
        refiner = Refiner([TASK, *others])
        refiner.observe(fresh("draft", 2))
        refiner.missed("t", None, 30)
        for task in others:
            refiner.observe(draft := evaluation("draft", (True, True, False), task=task))
            for number in range(100):
                right = (True, True, number < fits)
                refiner.observe(evaluation(number, right, task=task, parents=(draft.candidate.id,)))
        shares.append(share(refiner))
    assert shares[0] < 0.2 and shares[1] > 0.85


def test_a_task_whose_refinements_are_lost_is_left_to_fresh_samples_until_one_comes():
    draft = fresh("draft", 2)
    refiner = refiner_of(draft, misses=300)
    for _ in range(Refining.losses):
        assert draft in chosen(refiner)
        refiner.sent("t", draft, 8)
        refiner.lost("t", draft, 8)
    assert set(chosen(refiner)) == {None} and times_of(refiner, draft) == 0
    refiner.missed("t", draft.candidate.id)
    assert draft in chosen(refiner)


def test_infra_and_other_runs_tasks_are_passed_over_and_an_unknown_parent_still_counts():
    refiner, plain = (refiner_of(fresh("draft", 2), misses=300) for _ in range(2))
    refiner.observe(fresh("kit failed", 3, outcome="INFRA"))
    refiner.observe(replace(fresh("x", 3), candidate=Candidate("other", ENGINE, "x", "#")))
    assert chosen(refiner) == chosen(plain)
    for number in range(3000):
        refiner.observe(fresh(number, 0, outcome="RAISED", wrong=((1,),), parents=("vllm/t/gone",)))
    assert share(refiner) < share(plain) / 2


@given(any_tasks(), st.integers(0, 9))
def test_what_is_chosen_is_the_evaluation_that_was_seen(task, seed):
    correct = [False] * len(task.train)
    draft = Evaluation(Candidate(task.id, ENGINE, "k", "def transform(g): ..."), "OK", tuple(correct),
                       tuple([[(cell + 1) % 10 for cell in row] for row in pair.output] for pair in task.train),
                       task.tests, "said", 0.5, 0.25)
    refiner = Refiner([task])
    refiner.observe(draft)
    assert refiner.draft(task.id, np.random.default_rng(seed)) == draft


def test_the_same_calls_with_the_same_seed_choose_the_same():
    world = replace(WORLDS["as published"], tasks=8, samples=160)
    assert played(world, "bandit", 3) == played(world, "bandit", 3)
    assert played(world, "bandit", 3) != played(world, "bandit", 4)


@pytest.mark.parametrize("ratio, least, most", [(30.0, 0.6, 1.0), (1 / 30, 0.0, 0.35)])
def test_refining_is_taken_up_where_it_pays_and_left_where_it_does_not(ratio, least, most):
    """Share of refinements in the second half of a run, over tasks on which they fit 30 times more or less often."""
    world = World(ratio=ratio, spread=0.0, tasks=30, samples=240)
    shares = [np.mean(played(world, "bandit", seed).shares[5:]) for seed in range(3)]
    assert least <= np.mean(shares) <= most, shares
