"""The door: what is well formed comes in whole, all else is one line that says where and what would be right."""
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.datasets import DATASETS, Challenges, load_challenges
from kernel.tasks import Pair, Task, TaskError, check_grid, grid_fault, parse_task
from tests.strategies import challenges_values, grids, json_values, mutated, tasks

GRID = [[1, 2], [3, 4]]


def one_task(**changes) -> dict:
    """A challenges file's value with one good task of two train pairs and two test inputs, but for `changes`."""
    task = {"train": [{"input": GRID, "output": GRID}, {"input": GRID, "output": GRID}],
            "test": [{"input": GRID}, {"input": GRID}]}
    return {"007bbfb7": task | changes}


def train_output(grid) -> dict:
    return one_task(train=[{"input": GRID, "output": GRID}, {"input": GRID, "output": grid}])


def load(tmp_path, value, **options) -> Challenges:
    """Load the value as tasks.json; what the message calls the file is then exactly that."""
    text = value if isinstance(value, (str, bytes)) else json.dumps(value)
    (tmp_path / "tasks.json").write_bytes(text if isinstance(text, bytes) else text.encode())
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        return load_challenges("tasks.json", **options)
    finally:
        os.chdir(here)


def refusal(tmp_path, value, **options) -> str:
    with pytest.raises(TaskError) as caught:
        load(tmp_path, value, **options)
    assert str(caught.value).isprintable()
    return str(caught.value)


TRAIN_2 = "tasks.json: task 007bbfb7, train pair 2, output"

BAD_TASKS = {
    "ten": (train_output([[1, 2], [3, 4], [5, 10]]), f"{TRAIN_2}, row 3, column 2: 10 is not a colour (0 to 9)"),
    "negative": (train_output([[-1]]), f"{TRAIN_2}, row 1, column 1: -1 is not a colour (0 to 9)"),
    "true": (train_output([[1, True]]), f"{TRAIN_2}, row 1, column 2: true is not a colour (0 to 9)"),
    "fraction": (train_output([[1, 1.5]]), f"{TRAIN_2}, row 1, column 2: 1.5 is not a colour (0 to 9)"),
    "whole float": (train_output([[1, 1.0]]), f"{TRAIN_2}, row 1, column 2: 1.0 is not a colour (0 to 9)"),
    "not a number": (train_output([[float("nan")]]), f"{TRAIN_2}, row 1, column 1: nan is not a colour (0 to 9)"),
    "text": (train_output([["3"]]), f'{TRAIN_2}, row 1, column 1: "3" is not a colour (0 to 9)'),
    "null": (train_output([[None]]), f"{TRAIN_2}, row 1, column 1: null is not a colour (0 to 9)"),
    "nested": (train_output([[[1]]]), f"{TRAIN_2}, row 1, column 1: a list is not a colour (0 to 9)"),
    "ragged": (train_output([[1, 2], [3, 4], [5]]),
               f"{TRAIN_2}, row 3: 1 cells where row 1 has 2, rows must be alike in length"),
    "no rows": (train_output([]), f"{TRAIN_2}: 0 rows, a grid has 1 to 30"),
    "no columns": (train_output([[]]), f"{TRAIN_2}, row 1: 0 cells, a row has 1 to 30"),
    "31 rows": (train_output([[0]] * 31), f"{TRAIN_2}: 31 rows, a grid has 1 to 30"),
    "31 columns": (train_output([[0] * 31]), f"{TRAIN_2}, row 1: 31 cells, a row has 1 to 30"),
    "flat": (train_output([1, 2]), f"{TRAIN_2}, row 1: 1 in the place of a row, a list of colours (0 to 9)"),
    "no grid": (train_output(None), f"{TRAIN_2}: null in the place of a grid, a list of rows of colours (0 to 9)"),
    "no output": (one_task(train=[{"input": GRID}]),
                  'tasks.json: task 007bbfb7, train pair 1: no "output", a grid is needed'),
    "no train pairs": (one_task(train=[]), "tasks.json: task 007bbfb7: no train pairs, at least one is needed"),
    "no tests": (one_task(test=[]), "tasks.json: task 007bbfb7: no test pairs, at least one is needed"),
    "no train": ({"007bbfb7": {"test": []}}, 'tasks.json: task 007bbfb7: no "train", a list of at least one pair'),
    "train a dict": (one_task(train={}), "tasks.json: task 007bbfb7, train: a dict in the place of a list of pairs"),
    "test without input": (one_task(test=[{"input": GRID}, {"output": GRID}]),
                           'tasks.json: task 007bbfb7, test pair 2: no "input", a grid is needed'),
    "bad test input": (one_task(test=[{"input": [[11]]}]),
                       "tasks.json: task 007bbfb7, test pair 1, input, row 1, column 1: 11 is not a colour (0 to 9)"),
    "pair a list": (one_task(test=[GRID]),
                    'tasks.json: task 007bbfb7, test pair 1: a list in the place of a dict with "input"'),
    "task a list": ({"007bbfb7": [GRID]},
                    'tasks.json: task 007bbfb7: a list in the place of a dict {"train": [...], "test": [...]}'),
    "id twice": ('{"a": %s, "a": %s}' % ((json.dumps(one_task()["007bbfb7"]),) * 2),
                 "tasks.json: task a: the id stands there more than once, once is right"),
    "train twice": ('{"a": {"train": [], "train": [], "test": []}}',
                    'tasks.json: task a: "train" stands there more than once, once is right'),
    "no id": ({"": one_task()["007bbfb7"]},
              'tasks.json: task : "" is not a task id (printable characters, at least one)'),
    "id of two lines": ({"a\nb": one_task()["007bbfb7"]},
                        r'tasks.json: task a\nb: "a\nb" is not a task id (printable characters, at least one)'),
}


@pytest.mark.parametrize("case", BAD_TASKS)
def test_a_bad_task_is_named_to_the_cell(case, tmp_path):
    value, message = BAD_TASKS[case]
    assert refusal(tmp_path, value) == message


@pytest.mark.parametrize("case", BAD_TASKS)
def test_lenient_sets_a_bad_task_aside_and_goes_on(case, tmp_path):
    value, message = BAD_TASKS[case]
    text = value if isinstance(value, str) else json.dumps(value)
    good = json.dumps(one_task()["007bbfb7"])
    challenges = load(tmp_path, f'{{"before": {good}, {text[1:-1]}, "after": {good}}}', lenient=True)
    bad_id = next(iter(json.loads(text)))
    assert [task.id for task in challenges.tasks] == ["before", "after"]
    assert list(challenges.placeholders) == ["before", bad_id, "after"]
    assert challenges.refused == {bad_id: message}


BAD_FILES = {
    "not json": ("{broken",
                 "tasks.json, line 1, column 2: not JSON (Expecting property name enclosed in double quotes)"),
    "nothing": ("", "tasks.json, line 1, column 1: not JSON (Expecting value)"),
    "a list": ([one_task()], "tasks.json: a list in the place of a dict with the task ids as keys"),
    "a number": (3, "tasks.json: 3 in the place of a dict with the task ids as keys"),
    "no task": ({}, "tasks.json: no task in it, at least one is needed"),
    "not text": (b'{"a": "\xff"}', "tasks.json: byte 8 is not UTF-8 text, a JSON file is needed"),
    "deep": ("[" * 200_000, "tasks.json: nested too deeply for a file of grids"),
    "deep dicts": ('{"a":' * 200_000, "tasks.json: nested too deeply for a file of grids"),
    "long number": (f'{{"a": {"1" * 5000}}}', "tasks.json: a number in it is too long for a colour (0 to 9)"),
}


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_without_any_task_is_refused_even_leniently(case, lenient, tmp_path):
    value, message = BAD_FILES[case]
    assert refusal(tmp_path, value, lenient=lenient) == message


def test_what_is_not_a_readable_file_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for name, words in {"": "a folder, a JSON file is needed", "loop": "cannot be read (",
                        "pipe": "not a regular file, a JSON file is needed"}.items():
        with pytest.raises(TaskError) as caught:
            load_challenges(tmp_path / name)
        assert str(caught.value).startswith(f"{tmp_path / name}: {words}")


def test_a_file_too_large_for_tasks_is_not_even_read(tmp_path):
    with open(tmp_path / "large.json", "wb") as file:
        file.truncate(300 << 20)  # a hole: takes no room
    with pytest.raises(TaskError, match="large.json: 300 MiB, at most 256 are read"):
        load_challenges(tmp_path / "large.json")


@pytest.mark.parametrize("name", ["arc-agi-3-training", "no/such/file.json", "a\0b", "\ud800", ""])
def test_an_unknown_name_is_answered_with_the_four_that_there_are(name):
    with pytest.raises(TaskError) as caught:
        load_challenges(name)
    assert str(caught.value).isprintable()
    assert str(caught.value).endswith(": no such file, and not one of the datasets arc-agi-1-training, "
                                      "arc-agi-1-evaluation, arc-agi-2-training, arc-agi-2-evaluation")


def test_messages_stay_short_however_long_the_input():
    with pytest.raises(TaskError) as caught:
        parse_task("x" * 100_000, {"train": [{"input": "y" * 100_000}]}, "tasks.json")
    assert len(str(caught.value)) <= 1000
    assert grid_fault([[10 ** 5000]]) == ", row 1, column 1: a very long number is not a colour (0 to 9)"
    assert grid_fault([["y" * 100_000]]) == f', row 1, column 1: "{"y" * 24}..." is not a colour (0 to 9)'


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert load(tmp_path, b"\xef\xbb\xbf" + json.dumps(one_task()).encode()).tasks[0].id == "007bbfb7"


def test_a_test_output_is_never_read(tmp_path):
    challenges = load(tmp_path, one_task(test=[{"input": GRID, "output": "not even a grid"}]))
    assert challenges.tasks == (Task("007bbfb7", (Pair(GRID, GRID), Pair(GRID, GRID)), (GRID,)),)


def test_lenient_counts_the_test_inputs_a_bad_task_still_has(tmp_path):
    good = one_task()["007bbfb7"]
    challenges = load(tmp_path, {"two": good | {"train": []}, "none": good | {"test": []}, "list": [], "good": good},
                      lenient=True)
    assert challenges.placeholders == {"two": 2, "none": 1, "list": 1, "good": 2}
    assert set(challenges.refused) == {"two", "none", "list"}


def test_lenient_goes_on_where_every_task_is_bad(tmp_path):
    challenges = load(tmp_path, {"a": 1, "b": 2}, lenient=True)
    assert challenges.tasks == () and list(challenges.placeholders) == ["a", "b"]


def test_first_keeps_the_order_and_counts_bad_tasks(tmp_path):
    good = one_task()["007bbfb7"]
    challenges = load(tmp_path, {"c": good, "a": [], "b": good, "d": []}, lenient=True)
    assert challenges.first(10) == challenges
    first = challenges.first(3)
    assert ([task.id for task in first.tasks], list(first.placeholders), list(first.refused)) == (
        ["c", "b"], ["c", "a", "b"], ["a"])


@pytest.mark.parametrize("name, count, test_inputs", [
    ("arc-agi-1-training", 400, 416), ("arc-agi-1-evaluation", 400, 419),
    ("arc-agi-2-training", 1000, 1076), ("arc-agi-2-evaluation", 120, 167)])
def test_the_four_datasets_load_whole(name, count, test_inputs):
    challenges = load_challenges(name)
    assert (challenges.name, len(challenges.tasks), len(challenges.placeholders)) == (name, count, count)
    assert sum(challenges.placeholders.values()) == test_inputs
    assert challenges.placeholders == {task.id: len(task.tests) for task in challenges.tasks}
    assert challenges.refused == {}


def test_datasets_are_four_different_ones():
    ids = {name: frozenset(load_challenges(name).placeholders) for name in DATASETS}
    assert len(set(ids.values())) == 4
    assert not ids["arc-agi-1-training"] & ids["arc-agi-1-evaluation"]
    assert not ids["arc-agi-2-training"] & ids["arc-agi-2-evaluation"]


@given(challenges_values())
def test_a_valid_file_comes_in_unchanged(tmp_path_factory, value):
    challenges = load(tmp_path_factory.mktemp("door"), value)
    assert [task.id for task in challenges.tasks] == list(value)
    for task, plain in zip(challenges.tasks, value.values()):
        assert [[pair.input, pair.output] for pair in task.train] == [[p["input"], p["output"]] for p in plain["train"]]
        assert list(task.tests) == [pair["input"] for pair in plain["test"]]
        assert task.inputs == [pair.input for pair in task.train] + list(task.tests)


@settings(max_examples=200)
@given(mutated(challenges_values()) | json_values())
def test_whatever_the_json_it_is_tasks_or_one_line(tmp_path_factory, value):
    folder, text = tmp_path_factory.mktemp("door"), json.dumps(value).encode()
    try:
        strict = load(folder, text)
    except TaskError as error:
        assert str(error).isprintable() and str(error).startswith("tasks.json: ")
        strict = None
    try:
        lenient = load(folder, text, lenient=True)
    except TaskError:
        assert not isinstance(value, dict) or not value
        return
    assert list(lenient.placeholders) == list(value)
    assert {task.id for task in lenient.tasks} == set(value) - set(lenient.refused)
    assert (strict == lenient) if not lenient.refused else strict is None
    for task in lenient.tasks:
        for grid in [*task.inputs, *(pair.output for pair in task.train)]:
            assert is_grid(grid)


@given(st.binary(max_size=40))
def test_whatever_the_bytes_it_is_tasks_or_one_line(tmp_path_factory, content):
    with pytest.raises(TaskError) as caught:  # nothing that fits in so few bytes is a task
        load(tmp_path_factory.mktemp("door"), content)
    assert str(caught.value).isprintable()


@given(grids(max_side=30) | mutated(grids()) | json_values())
def test_check_grid_agrees_with_the_definition(value):
    if is_grid(value):
        assert check_grid(value, "here") is value
    else:
        with pytest.raises(TaskError, match="^here[:,] "):
            check_grid(value, "here")


@given(tasks())
def test_parse_task_gives_back_the_task(task):
    plain = {"train": [{"input": pair.input, "output": pair.output} for pair in task.train],
             "test": [{"input": grid} for grid in task.tests]}
    assert parse_task(task.id, plain, "here") == task


def is_grid(value) -> bool:
    """The definition of a grid said a second way: by how JSON writes it."""
    try:
        rows = [json.dumps(row) for row in value]
        widths = {len(row) for row in value}
    except TypeError:
        return False
    cells = set("".join(rows).replace("], [", "").replace(", ", "").replace("[", "").replace("]", ""))
    return (isinstance(value, list) and 1 <= len(rows) <= 30 and len(widths) == 1 and 1 <= max(widths) <= 30
            and cells <= set("0123456789")
            and all(len(row) == 3 * width for row in rows for width in widths))
