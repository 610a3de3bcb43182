"""The vote: its order of preference, and that nothing but the records decides."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation, pack, unpack
from kernel.vote import BLACK_CELL, Rule, vote

A, B, C = [[1]], [[2, 2]], [[3], [3]]
INPUT = [[7, 7], [7, 7]]


def evaluation(key, *tests, correct=(True, True), rank=0, program=None, engine="e", outcome="OK", train=None):
    train = train if train is not None else tuple([[1 if right else 9]] for right in correct)
    candidate = Candidate("t", engine, key, program or f"source {engine} {key}", rank=rank)
    return Evaluation(candidate, outcome, correct, train, tests)


def attempts(evaluations, at=0, n_tests=1, **rule):
    return vote(evaluations, n_tests, Rule(**rule))[at].attempts(INPUT)


def test_a_perfect_program_is_ahead_of_any_number_of_partial_ones():
    partial = [evaluation(f"p{i}", B, correct=(True, False), train=([[i]], None)) for i in range(50)]
    assert attempts(partial + [evaluation("x", A, rank=99)]) == (A, B)


def test_among_perfect_ones_support_by_different_behaviour_comes_before_rank():
    # On two test inputs: A has voters that differ on the second input, B one that is ranked better.
    voters = [evaluation("b", B, B, rank=0), evaluation("a1", A, A, rank=5), evaluation("a2", A, C, rank=6)]
    assert attempts(voters, n_tests=2) == (A, B)


def test_programs_that_behave_alike_do_not_outvote_a_simpler_one():
    alike = [evaluation(f"b{i}", B, rank=3 + i) for i in range(9)]
    assert attempts(alike + [evaluation("a", A, rank=0)]) == (A, B)
    assert attempts(alike + [evaluation("a", A, rank=0)], support="programs") == (B, A)


def test_where_ranks_say_nothing_more_programs_win():
    assert attempts([evaluation("a", A), evaluation("b1", B), evaluation("b2", B)]) == (B, A)


def test_among_partial_ones_accuracy_comes_first_then_rank():
    third = evaluation("c", C, correct=(False, False), rank=0)
    assert attempts([third, evaluation("b", B, correct=(True, False), rank=8),
                     evaluation("a", A, correct=(True, False), rank=2)]) == (A, B)


def test_the_same_source_counts_once_whoever_wrote_it():
    same = [evaluation(str(i), A, program="the same", engine=f"e{i}") for i in range(9)]
    assert attempts(same + [evaluation("b1", B), evaluation("b2", B)]) == (B, A)


def test_infra_never_votes_and_a_failing_program_votes_where_it_can():
    infra = evaluation("i", A, outcome="INFRA")
    broken = evaluation("r", None, B, outcome="RAISED", correct=(True, False))
    tallies = vote([infra, broken], 2)
    assert tallies[0].standings == ()
    assert [standing.grid for standing in tallies[1].standings] == [B]


def test_what_stands_in_for_missing_votes():
    assert attempts([]) == (INPUT, BLACK_CELL)
    assert attempts([evaluation("a", A)]) == (A, INPUT)
    assert attempts([evaluation("a", INPUT)]) == (INPUT, BLACK_CELL)
    assert vote([], 1)[0].attempts(BLACK_CELL) == (BLACK_CELL, BLACK_CELL)


def test_a_tally_names_its_voters_best_first():
    standing = vote([evaluation("x", A, correct=(True, False)), evaluation("y", A)], 1)[0].standings[0]
    assert standing.voters == ("e/t/y", "e/t/x") and standing.perfect


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="support is 'votes'"):
        Rule(support="votes")


grids = st.lists(st.integers(0, 9), min_size=1, max_size=3).flatmap(lambda row: st.just([row]))
records = st.lists(st.builds(
    lambda tests, correct, rank, program, outcome: (tests, correct, rank, program, outcome),
    st.tuples(st.none() | grids, st.none() | grids), st.tuples(st.booleans(), st.booleans()), st.integers(0, 3),
    st.sampled_from("pqrs"), st.sampled_from(["OK", "OK", "RAISED", "INFRA"])), max_size=12)


@given(records, st.randoms(use_true_random=False), st.sampled_from(["behaviours", "programs"]))
def test_the_order_of_arrival_does_not_matter(drawn, random, support):
    evaluations = [evaluation(str(i), *tests, correct=correct, rank=rank, program=program, outcome=outcome)
                   for i, (tests, correct, rank, program, outcome) in enumerate(drawn)]
    shuffled = random.sample(evaluations, len(evaluations))
    assert vote(evaluations, 2, Rule(support)) == vote(shuffled, 2, Rule(support))


@given(records)
def test_two_different_grids_whenever_two_exist_and_perfect_ones_first(drawn):
    evaluations = [evaluation(str(i), *tests, correct=correct, rank=rank, program=str(i), outcome=outcome)
                   for i, (tests, correct, rank, _, outcome) in enumerate(drawn)]
    for at, tally in enumerate(vote(evaluations, 2)):
        voted = [e for e in evaluations if e.outcome != "INFRA" and e.test_grids[at] is not None]
        exist = {pack(e.test_grids[at]) for e in voted}
        first, second = tally.attempts(INPUT)
        assert (first != second) and {pack(standing.grid) for standing in tally.standings} == exist
        if len(exist) >= 2:
            assert pack(first) in exist and pack(second) in exist
        perfect = {pack(e.test_grids[at]) for e in voted if e.perfect}
        if perfect:
            assert pack(first) in perfect and (len(perfect) < 2 or pack(second) in perfect)


@given(st.integers(1, 30).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=30)))
def test_a_packed_grid_comes_back(grid):
    assert unpack(pack(grid)) == grid
