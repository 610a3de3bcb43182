"""The competition's score, and solutions that belong to other tasks."""
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.datasets import DATASETS, Challenges, load_challenges
from kernel.score import check_solutions_fit, load_solutions, score
from kernel.submit import placeholder
from kernel.tasks import TaskError
from tests.strategies import grids, json_values, mutated

A, B, C = [[1]], [[2, 2]], [[3], [3]]
CHALLENGES = Challenges(name="tasks.json", tasks=(), placeholders={"x": 2, "y": 1})
TRUTH = {"x": [A, B], "y": [C]}


def entry(first, second) -> dict:
    return {"attempt_1": first, "attempt_2": second}


def test_either_attempt_counts_and_the_mean_is_over_outputs():
    result = score(CHALLENGES, {"x": [entry(A, C), entry(C, A)], "y": [entry(A, C)]}, TRUTH)
    assert (result.score, result.outputs_right, result.test_outputs, result.tasks_solved) == (2 / 3, 2, 3, 1)
    assert result.tasks["x"].attempts == ((True, False), (False, False))
    assert result.tasks["x"].outputs == (True, False) and not result.tasks["x"].solved
    assert result.tasks["y"].attempts == ((False, True),) and result.tasks["y"].solved
    assert list(result.tasks) == ["x", "y"]


def test_outputs_count_in_their_order():
    assert score(CHALLENGES, {"x": [entry(B, B), entry(A, A)], "y": [entry(A, A)]}, TRUTH).score == 0


def test_two_right_attempts_count_once():
    assert score(CHALLENGES, {"x": [entry(A, A), entry(B, B)], "y": [entry(A, A)]}, TRUTH).outputs_right == 2


@given(st.lists(st.tuples(grids(2), grids(2), grids(2)), min_size=1, max_size=6), st.integers(1, 3))
def test_the_rule_as_the_competition_states_it(outputs, per_task):
    tasks = [outputs[i:i + per_task] for i in range(0, len(outputs), per_task)]
    challenges = Challenges("any", (), {str(i): len(task) for i, task in enumerate(tasks)})
    submission = {str(i): [entry(first, second) for first, second, _ in task] for i, task in enumerate(tasks)}
    swapped = {str(i): [entry(second, first) for first, second, _ in task] for i, task in enumerate(tasks)}
    solutions = {str(i): [truth for _, _, truth in task] for i, task in enumerate(tasks)}
    result = score(challenges, submission, solutions)
    right = [truth in (first, second) for first, second, truth in outputs]
    assert result.score == sum(right) / len(right)
    assert result.score == score(challenges, swapped, solutions).score
    assert result.tasks_solved == sum(all(right[i:i + per_task]) for i in range(0, len(right), per_task))


def test_a_refused_task_counts_with_the_outputs_the_solutions_know():
    challenges = Challenges("tasks.json", (), {"x": 1, "y": 1, "z": 1}, refused={"x": "bad", "z": "bad"})
    check_solutions_fit(challenges, TRUTH)
    result = score(challenges, {"x": [entry(A, A)], "y": [entry(C, C)], "z": [entry(A, A)]}, TRUTH)
    assert (result.test_outputs, result.outputs_right, result.tasks_solved) == (3, 2, 1)


def test_nothing_to_score_is_a_score_of_zero():
    assert score(CHALLENGES, placeholder(CHALLENGES), {}).score == 0.0


def test_solutions_that_fit_may_know_more_tasks():
    check_solutions_fit(CHALLENGES, TRUTH | {"z": [A]})


@pytest.mark.parametrize("solutions, message", [
    ({"z": [A]}, "s.json: no solution of task x, solutions of tasks.json are needed"),
    ({"x": [A, B]}, "s.json: no solution of task y, solutions of tasks.json are needed"),
    ({"x": [A], "y": [C]}, "s.json: task x: 1 test outputs where tasks.json has 2 test inputs, "
                           "solutions of that file are needed"),
])
def test_solutions_of_other_tasks_are_refused(solutions, message):
    with pytest.raises(TaskError) as caught:
        check_solutions_fit(CHALLENGES, solutions, "s.json")
    assert str(caught.value) == message


@pytest.mark.parametrize("name", DATASETS)
def test_the_named_solutions_fit_their_dataset_and_score_full_marks(name):
    challenges, solutions = load_challenges(name), load_solutions(name)
    check_solutions_fit(challenges, solutions, name)
    best = {id: [entry([[0]], grid) for grid in solutions[id]] for id in challenges.placeholders}
    result = score(challenges, best, solutions)
    assert (result.score, result.tasks_solved, result.test_outputs) == (
        1.0, len(challenges.tasks), sum(challenges.placeholders.values()))


def test_solutions_of_one_dataset_do_not_fit_another():
    with pytest.raises(TaskError, match="no solution of task .*arc-agi-1-training are needed"):
        check_solutions_fit(load_challenges("arc-agi-1-training"), load_solutions("arc-agi-1-evaluation"))


@pytest.mark.parametrize("content, words", [
    (TRUTH | {"y": [[[3, 10]]]}, ": task y, test output 1, row 1, column 2: 10 is not a colour (0 to 9)"),
    (TRUTH | {"y": []}, ": task y: no test output, at least one is needed"),
    (TRUTH | {"y": {"test": []}}, ": task y: a dict in the place of a list of test outputs"),
    ([TRUTH], ": a list in the place of a dict with the task ids as keys"),
    ({}, ": no task in it, at least one is needed"),
])
def test_bad_solutions_are_named_to_the_cell(content, words, tmp_path):
    path = tmp_path / "solutions.json"
    path.write_text(json.dumps(content))
    with pytest.raises(TaskError) as caught:
        load_solutions(path)
    assert str(caught.value) == f"{path}{words}"


def test_an_id_that_stands_twice_in_the_solutions_is_refused(tmp_path):
    path = tmp_path / "solutions.json"
    path.write_text('{"x": [[[1]]], "x": [[[2]]]}')
    with pytest.raises(TaskError, match="solutions.json: task x: the id stands there more than once"):
        load_solutions(path)


@given(st.dictionaries(st.text(max_size=4), st.lists(grids(2), min_size=1, max_size=2), min_size=1, max_size=3))
def test_a_solutions_file_comes_in_unchanged(tmp_path_factory, solutions):
    path = tmp_path_factory.mktemp("door") / "solutions.json"
    path.write_text(json.dumps(solutions))
    assert load_solutions(path) == solutions


@given(mutated(st.just(TRUTH)) | json_values())
def test_whatever_the_json_it_is_solutions_or_one_line(tmp_path_factory, value):
    path = tmp_path_factory.mktemp("door") / "solutions.json"
    path.write_text(json.dumps(value))
    try:
        assert load_solutions(path) == value
    except TaskError as error:
        assert str(error).isprintable() and str(error).startswith(str(path))
