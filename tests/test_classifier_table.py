"""Users' programs from parquet: which rows are taken, with which label, and what is refused."""
import itertools
import json
from pathlib import Path

import polars as pl
import pytest

from classifier import table
from classifier.table import TableError, read, weak_label

SOURCE = "def transform(grid):\n    return [row[::-1] for row in grid]  # {}\n"
TASKS = {"aaaaaaaa", "bbbbbbbb", "cccccccc"}


def write(folder: Path, name: str = "mine.parquet", **columns) -> Path:
    """A parquet file; what is not given is right on everything for the first half, wrong on test for the second."""
    rows = next((len(column) for column in columns.values() if column is not None), 12)
    full = {"task_id": (sorted(TASKS) * rows)[:rows], "code": [SOURCE.format(n) for n in range(rows)],
            "correct_train_input": [[True, True]] * rows,
            "correct_test_input": [[True]] * (rows // 2) + [[False]] * (rows - rows // 2)} | columns
    path = folder / name
    pl.DataFrame({name: column for name, column in full.items() if column is not None}).write_parquet(path)
    return path


@pytest.mark.parametrize("train, test, label", [
    ([True, True], [True], 0), ([True], [True, False], 1), ([True], [False], 1), ([True, False], [True], None),
    ([False], [False], None), ([], [True], None), ([True], [], None), (None, [True], None), ([True], None, None),
    ([True, None], [True], None), ([True], [True, None], None)])
@pytest.mark.parametrize("as_text", [False, True])
def test_a_weak_label_follows_from_correctness(tmp_path, train, test, label, as_text):
    columns = {"correct_train_input": [[True], [True], train], "correct_test_input": [[True], [False], test]}
    if as_text:
        columns = {name: [None if value is None else json.dumps(value) for value in column]
                   for name, column in columns.items()}
    rows, counts = read([write(tmp_path, **columns)], TASKS)
    met = {row.program: (row.label, row.right) for row in rows}.get(SOURCE.format(2))
    assert met == (None if label is None else (label, label == 0))
    assert counts.unlabelled == (label is None)
    if None not in (train or []) + (test or []):
        assert weak_label(train, test) == label


@pytest.mark.parametrize("values", [[0, 1, None], [False, True, None], ["0", "1", "no idea"], [0.0, 1.0, None]])
@pytest.mark.parametrize("name", ["label", "is_transductive"])
def test_a_stated_label_is_taken_as_it_is(tmp_path, name, values):
    path = write(tmp_path, **{name: values, "correct_train_input": None, "correct_test_input": None})
    rows, counts = read([path], TASKS)
    assert sorted((row.program, row.label) for row in rows) == [(SOURCE.format(0), 0), (SOURCE.format(1), 1)]
    assert (counts.rows, counts.usable, counts.unlabelled) == (3, 2, 1)
    assert not any(row.right for row in rows), "nothing says that they are"


def test_a_stated_label_goes_before_a_weak_one_which_fills_its_gaps(tmp_path):
    path = write(tmp_path, label=[1, None, None], correct_train_input=[[True]] * 3,
                 correct_test_input=[[True], [True], [False]])
    rows, _ = read([path], TASKS)
    assert [row.label for row in sorted(rows, key=lambda row: row.program)] == [1, 0, 1]


def test_the_column_of_the_source_may_have_either_name_and_the_style_is_the_model_or_the_file(tmp_path):
    first = write(tmp_path, "first.parquet", program=[SOURCE.format(n) for n in range(4)], code=None)
    second = write(tmp_path, "second.parquet", model=["m", "n", "m", None], code=[f"# {n}" for n in range(4)])
    rows, _ = read([first, second], TASKS)
    assert {row.style for row in rows} == {"first", "m", "n", "second"}


def test_what_is_skipped_is_counted(tmp_path):
    path = write(tmp_path, task_id=["aaaaaaaa", "unknown!", None, "bbbbbbbb", "bbbbbbbb", "cccccccc", "aaaaaaaa"],
                 code=["same", "b", "c", "", None, "f", "same"], label=[0, 1, 1, 1, 0, 1, 0],
                 correct_train_input=None, correct_test_input=None)
    rows, counts = read([path], TASKS)
    assert [(row.program, row.label) for row in rows] == [("same", 0), ("f", 1)]
    assert (counts.rows, counts.usable, counts.unknown_task, counts.empty, counts.repeated) == (7, 5, 2, 2, 1)
    for words in ("7 rows", "2 of an unknown task", "2 empty", "1 repeated"):
        assert words in counts.told()


def test_rows_are_drawn_evenly_over_labels_and_tasks_and_the_same_again(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "BATCH_ROWS", 700)
    monkeypatch.setattr(table, "SLICE_ROWS", 300)
    tasks = ["aaaaaaaa"] * 4000 + ["bbbbbbbb"] * 900 + ["cccccccc"] * 100
    path = write(tmp_path, task_id=tasks, label=[int(n % 5 == 0) for n in range(5000)])
    passed = []
    rows, counts = read([path], TASKS, rows_max=240, done=passed.append)
    assert sum(passed) == 2 * 5000, "each row passes twice"
    assert len(rows) == counts.chosen == 240
    groups = {key: len(list(some)) for key, some in
              itertools.groupby(sorted((row.task_id, row.label) for row in rows))}
    assert groups == {("aaaaaaaa", 0): 40, ("aaaaaaaa", 1): 50, ("bbbbbbbb", 0): 40, ("bbbbbbbb", 1): 50,
                      ("cccccccc", 0): 40, ("cccccccc", 1): 20}
    assert read([path], TASKS, rows_max=240) == (rows, counts)
    assert {row.program for row in read([path], TASKS, rows_max=240, seed=1)[0]} != {row.program for row in rows}
    for row in rows:
        number = int(row.program.split("#")[1])
        assert (row.task_id, row.label) == (tasks[number], int(number % 5 == 0)), "each label is its own program's"


def test_a_rare_label_is_taken_whole(tmp_path):
    path = write(tmp_path, label=[1] * 5 + [0] * 395)
    rows, _ = read([path], TASKS, rows_max=100)
    assert sum(row.label for row in rows) == 5 and len(rows) == 100


REFUSED = {
    "missing": (lambda folder: folder / "no.parquet", "No such file"),
    "a folder": (lambda folder: folder, "a folder"),
    "text": (lambda folder: _file(folder, b"task_id,code\n"), "not a parquet file"),
    "cut": (lambda folder: _file(folder, write(folder).read_bytes()[:-200]), "damaged"),
    "no source": (lambda folder: write(folder, code=None), r"code \(or program\); there are: task_id, "),
    "no task": (lambda folder: write(folder, task_id=None), "columns missing: task_id"),
    "no label": (lambda folder: write(folder, correct_test_input=None), "columns missing: label"),
    "no rows": (lambda folder: write(folder, task_id=[], code=[]), "no rows"),
    "one class": (lambda folder: write(folder, correct_test_input=[[True]] * 12), "no transductive program among 12"),
    "other class": (lambda folder: write(folder, correct_test_input=[[False]] * 12), "no honest program among 12"),
    "no known task": (lambda folder: write(folder, task_id=["x"] * 12), "12 of an unknown task"),
    "nothing labelled": (lambda folder: write(folder, correct_train_input=[[False]] * 12), "12 without a label"),
    "not JSON": (lambda folder: write(folder, correct_train_input=["[true"] * 12), "cannot be read"),
}


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "bad.parquet"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_a_line(tmp_path, case):
    make, words = REFUSED[case]
    with pytest.raises(TableError, match=words) as met:
        read([make(tmp_path)], TASKS)
    assert "\n" not in str(met.value)
