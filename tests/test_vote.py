"""The vote: what its order holds to, rule by rule, and that nothing but the records decides."""
from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation, pack, unpack
from kernel.vote import BLACK_CELL, RULES, Evidence, Rule, vote
from kernel.vote.evidence import SAMPLED, SEARCH, bounded_sum

A, B, C = [[1]], [[2, 2]], [[3], [3]]
INPUT = [[7, 7], [7, 7]]
LLM = "vllm"


def evaluation(key, *tests, correct=(True, True), rank=0, program=None, engine=LLM, outcome="OK", train=None, p=None):
    train = train if train is not None else tuple([[1 if right else 9]] for right in correct)
    candidate = Candidate("t", engine, key, program or f"source {engine} {key}", rank=rank)
    return Evaluation(candidate, outcome, correct, train, tests, p_transductive=p)


def partial(key, *tests, correct=(True, False), **more):
    """A program that fails on a train pair in a way of its own, as independently written ones do."""
    return evaluation(key, *tests, correct=correct, train=([[1]], [[9] * (1 + int(key[1:]))]), **more)


def attempts(evaluations, at=0, n_tests=1, rule="evidence"):
    return vote(evaluations, n_tests, Rule(rule))[at].attempts(INPUT)


def chances(evaluations, n_tests=1):
    """{grid as text: its probability} on the first test input."""
    return {standing.packed: standing.probability for standing in vote(evaluations, n_tests)[0].standings}


def test_one_perfect_program_that_can_be_trusted_is_ahead_of_any_number_of_partial_ones():
    weak = [partial(f"p{i}", B) for i in range(300)]
    for p in (None, 0.02, 0.2):
        assert attempts([*weak, evaluation("x", A, p=p)]) == (A, B)
    assert attempts([*weak[:4], evaluation("x", A)], rule="soar") == (B, A)      # the released sum's known weakness


def test_a_surely_transductive_program_falls_behind_agreeing_partial_ones_but_is_never_discarded():
    cheat = evaluation("x", A, p=0.99)
    assert attempts([cheat, *(partial(f"p{i}", B, p=0.05) for i in range(6))]) == (B, A)
    assert attempts([evaluation("x", A, p=1.0)]) == (A, INPUT)


def test_of_perfect_programs_those_unlike_hard_coders_win():
    assert attempts([evaluation("a", A, p=0.9), evaluation("b", B, p=0.1)]) == (B, A)
    cheats = [evaluation(f"a{i}", A, p=0.95) for i in range(40)]
    assert attempts([*cheats, evaluation("b", B, p=0.1)]) == (B, A)


def test_unknown_p_counts_as_the_stated_prior():
    known = [evaluation("a", A, p=Evidence().p_unknown), evaluation("b", B, p=0.3)]
    unknown = [evaluation("a", A), evaluation("b", B, p=0.3)]
    assert chances(known) == chances(unknown)


def test_a_searchs_simple_explanation_outweighs_far_fetched_ones():
    far = [evaluation(f"b{i}", B, rank=1000 + i, engine="search") for i in range(9)]
    assert attempts([*far, evaluation("a", A, rank=550, engine="search")]) == (A, B)


def test_a_row_number_of_a_replay_is_no_price():
    low, high = chances([evaluation("a", A, rank=0)]), chances([evaluation("a", A, rank=5_000_000)])
    assert low == high


def test_where_ranks_say_nothing_more_programs_win():
    assert attempts([evaluation("a", A), evaluation("b1", B), evaluation("b2", B)]) == (B, A)


def test_different_engines_that_agree_count_for_more_than_one_that_repeats_itself():
    apart = [evaluation("a1", A, engine="one"), evaluation("a2", A, engine="two")]
    alike = [evaluation("b1", B, engine="one"), evaluation("b2", B, engine="one")]
    assert attempts(apart + alike) == (A, B)


def test_among_partial_ones_accuracy_comes_first():
    third = evaluation("c", C, correct=(False, False), rank=0)
    assert attempts([third, evaluation("a", A, correct=(True, False), rank=2)]) == (A, C)


@pytest.mark.parametrize("rule", ["soar", "paper", "baseline", "behaviours", "evidence"])
def test_the_same_source_counts_once_whoever_wrote_it(rule):
    same = [evaluation(str(i), A, program="the same", engine=f"e{i}") for i in range(9)]
    assert attempts(same + [evaluation("b1", B, engine="e1"), evaluation("b2", B, engine="e2")], rule=rule) == (B, A)


@pytest.mark.parametrize("rule", RULES)
def test_infra_never_votes_and_a_failing_program_votes_where_it_can(rule):
    infra = evaluation("i", A, outcome="INFRA")
    broken = evaluation("r", None, B, outcome="RAISED", correct=(True, False))
    tallies = vote([infra, broken], 2, Rule(rule))
    assert tallies[0].standings == ()
    assert [standing.grid for standing in tallies[1].standings] == [B]


def test_what_stands_in_for_missing_votes():
    assert attempts([]) == (INPUT, BLACK_CELL)
    assert attempts([evaluation("a", A)]) == (A, INPUT)
    assert attempts([evaluation("a", INPUT)]) == (INPUT, BLACK_CELL)
    assert vote([], 1)[0].attempts(BLACK_CELL) == (BLACK_CELL, BLACK_CELL)


def test_a_tally_names_its_voters_best_first_and_says_how_sure_it_is():
    standing = vote([evaluation("x", A, correct=(True, False)), evaluation("y", A)], 1)[0].standings[0]
    assert standing.voters == ("vllm/t/y", "vllm/t/x") and standing.perfect
    assert 0.5 < standing.probability < 1
    assert vote([evaluation("y", A)], 1, Rule("soar"))[0].standings[0].probability is None


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="'votes', expected one of evidence, behaviours, soar, paper, baseline"):
        Rule("votes")


# The other rules, by the arithmetic they are published with.

def test_soar_sums_one_and_a_thousand_times_the_accuracy():
    standings = vote([evaluation("a", A, correct=(True, False)), evaluation("b", A), evaluation("c", B)], 1,
                     Rule("soar"))[0].standings
    assert [(standing.grid, standing.weight) for standing in standings] == [(A, (1502.0,)), (B, (1001.0,))]


def test_the_paper_averages_the_accuracy():
    standings = vote([evaluation("a", A, correct=(True, False)), evaluation("b", A), evaluation("c", B)], 1,
                     Rule("paper"))[0].standings
    assert [(standing.grid, standing.weight) for standing in standings] == [(B, (1.0,)), (A, (0.75,))]


def test_the_baseline_counts_joint_answers_and_squares_its_doubt():
    cast = [evaluation("a", A, A, p=0.5), evaluation("b", A, B, p=0.0), evaluation("c", B, A, p=0.4)]
    first = vote(cast, 2, Rule("baseline"))[0].standings
    assert [standing.grid for standing in first] == [A, B]
    assert [standing.weight[0] for standing in first] == pytest.approx([1001.0, 1001 * 0.36])


def test_todays_order_counts_behaviours_then_rank():
    alike = [evaluation(f"b{i}", B, rank=3 + i) for i in range(9)]
    assert attempts(alike + [evaluation("a", A, rank=0)], rule="behaviours") == (A, B)
    voters = [evaluation("b", B, B, rank=0), evaluation("a1", A, A, rank=5), evaluation("a2", A, C, rank=6)]
    assert attempts(voters, n_tests=2, rule="behaviours") == (A, B)


# Properties.

grids = st.lists(st.integers(0, 3), min_size=1, max_size=2).flatmap(lambda row: st.just([row]))
odds = st.none() | st.floats(0, 1)
records = st.lists(st.builds(
    lambda i, tests, correct, rank, engine, outcome, p: evaluation(
        str(i), *tests, correct=correct, rank=rank, engine=engine, outcome=outcome, p=p, program=f"program {i}"),
    st.integers(0, 99), st.tuples(st.none() | grids, st.none() | grids), st.tuples(st.booleans(), st.booleans()),
    st.integers(0, 3) | st.integers(300, 2000) | st.integers(1_000_000, 1_020_000),
    st.sampled_from(["search", "vllm", "replay:x.jsonl"]), st.sampled_from(["OK", "OK", "RAISED", "INFRA"]), odds),
    min_size=1, max_size=12, unique_by=lambda e: e.candidate.key)


@given(records, st.randoms(use_true_random=False), st.sampled_from(RULES))
def test_the_order_of_arrival_does_not_matter(evaluations, random, rule):
    shuffled = random.sample(evaluations, len(evaluations))
    assert vote(evaluations, 2, Rule(rule)) == vote(shuffled, 2, Rule(rule))


@given(records, st.sampled_from(RULES))
def test_two_different_grids_whenever_two_exist(evaluations, rule):
    for at, tally in enumerate(vote(evaluations, 2, Rule(rule))):
        exist = {pack(e.test_grids[at]) for e in evaluations if e.outcome != "INFRA" and e.test_grids[at] is not None}
        first, second = tally.attempts(INPUT)
        assert (first != second) and {standing.packed for standing in tally.standings} == exist
        if len(exist) >= 2:
            assert pack(first) in exist and pack(second) in exist


@given(records)
def test_probabilities_are_some_and_leave_room_for_none_of_these(evaluations):
    for tally in vote(evaluations, 2):
        known = [standing.probability for standing in tally.standings]
        assert known == sorted(known, reverse=True) and all(0 < p < 1 for p in known) and sum(known) < 1


@given(records, st.data())
def test_copies_of_a_program_change_nothing(evaluations, data):
    chosen = data.draw(st.sampled_from(evaluations))
    copies = [replace(chosen, candidate=replace(chosen.candidate, key=f"copy {i}")) for i in range(5)]
    before, after = vote(evaluations, 2), vote(evaluations + copies, 2)
    assert [[(s.packed, s.weight) for s in tally.standings] for tally in before] \
        == [[(s.packed, s.weight) for s in tally.standings] for tally in after]


@given(records, st.data())
def test_neither_more_doubt_nor_less_accuracy_raises_a_grid(evaluations, data):
    at = data.draw(st.integers(0, len(evaluations) - 1))
    chosen = evaluations[at]
    prior = Evidence().p_unknown if chosen.p_transductive is None else chosen.p_transductive
    worse = data.draw(st.sampled_from(["p", "accuracy"]))
    if worse == "p":
        change = replace(chosen, p_transductive=data.draw(st.floats(prior, 1)))
    else:
        fewer = tuple(right and data.draw(st.booleans()) for right in chosen.train_correct)
        change = replace(chosen, train_correct=fewer)
    before, after = vote(evaluations, 2), vote([*evaluations[:at], change, *evaluations[at + 1:]], 2)
    for test, (old, new) in enumerate(zip(before, after)):
        if chosen.outcome == "INFRA" or chosen.test_grids[test] is None:
            continue
        packed = pack(chosen.test_grids[test])
        places = [[standing.packed for standing in tally.standings].index(packed) for tally in (old, new)]
        assert places[0] <= places[1]
        weights = [tally.standings[place].weight[0] for tally, place in zip((old, new), places)]
        assert weights[0] >= weights[1] * (1 - 1e-12)


@given(st.integers(1, 5), st.floats(0, 0.4), st.floats(0.5, 1), st.sampled_from(["search", LLM]))
def test_of_equal_grids_the_one_with_transductive_voters_is_below(n, honest, cheating, engine):
    cast = [evaluation(f"{name}{i}", grid, p=p, engine=engine, rank=i)
            for name, grid, p in (("a", A, cheating), ("b", B, honest)) for i in range(n)]
    assert attempts(cast) == (B, A)


@given(st.sampled_from(["search", LLM]), st.floats(0.01, 0.9))
def test_a_thousand_clones_do_not_outvote_two_better_ones_that_behave_differently(engine, p):
    clones = [partial("b0", B, engine=engine, p=p, program=f"clone {i}", rank=900) for i in range(1000)]
    clones = [replace(one, candidate=replace(one.candidate, key=f"clone {i}")) for i, one in enumerate(clones)]
    # What is better by one step of the search: it gives the same behaviour anew from a rank lower by 50 only.
    better = [partial(f"a{i}", A, engine=engine, p=p * 0.99, rank=850) for i in (1, 2)]
    assert attempts(clones + better) == (A, B)


@given(st.lists(st.floats(0, 10), max_size=30), st.floats(0.1, 30), st.data())
def test_a_bounded_sum_is_bounded_and_never_falls_when_a_weight_rises(weights, more, data):
    total = bounded_sum(weights, more)
    assert total <= (1 + more) * max(weights, default=0) * (1 + 1e-12)
    assert total <= sum(weights) * (1 + 1e-9)
    if weights:
        at = data.draw(st.integers(0, len(weights) - 1))
        raised = [*weights[:at], weights[at] + data.draw(st.floats(0, 10)), *weights[at + 1:]]
        assert bounded_sum(raised, more) >= total * (1 - 1e-12)


def test_the_bounds_keep_what_the_rule_promises():
    for writer in (SEARCH, SAMPLED):
        most = log((1 + writer.clones) * (1 + writer.agreement))
        assert writer.partial + writer.failed / 10 > most     # nine pairs of ten right, agreed on without end
        two = 2 * (1 + writer.agreement) / (2 + writer.agreement)
        assert 1 + writer.clones <= two * exp(0.5 * writer.per_100)      # a thousand clones, against two better ones
        assert min(writer.partial, writer.failed, writer.per_100, writer.per_doubling, writer.holes) >= 0


@given(st.integers(1, 30).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=30)))
def test_a_packed_grid_comes_back(grid):
    assert unpack(pack(grid)) == grid
