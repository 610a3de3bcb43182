"""Training: splits that keep apart what they promise, figures at a base rate, scorers that are their estimators', and
the whole command on a small table."""
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier import baselines, families, figures, splits, train
from classifier.features import NAMES
from kernel import teach
from kernel.datasets import load_challenges


def names_of(rows: int, seed: int = 0) -> tuple[splits.Names, np.ndarray]:
    """Names as the corpus has them, at random, and labels that go with the styles."""
    chance = np.random.default_rng(seed)
    manners = ["numpy", "plain", "short", "long"]
    task = chance.choice([f"task{number}" for number in range(40)], rows)
    manner = chance.choice(manners, rows)
    honest = [f"search:{name}" if one else f"written:m{hand}" for name, one, hand in
              zip(manner, chance.random(rows) < 0.7, chance.integers(0, 3, rows))]
    hard = chance.choice(["if-chain", "table", "patch", "by-shape", "overfit:m1", "written:m0"], rows)
    label = (chance.random(rows) < 0.5).astype(int)
    return splits.Names(task, np.where(label == 1, hard, honest), manner), label


def table_of(rows: int, seed: int = 0, signal: float = 3.0) -> train.Table:
    """A table in which one feature of each group tells the label with noise; the rest is noise, some of it unknown."""
    names, label = names_of(rows, seed)
    chance = np.random.default_rng(seed)
    matrix = chance.normal(size=(rows, len(NAMES))).astype(np.float32)
    for depth in ("source", "task", "behaviour"):
        matrix[:, train.columns_of(depth)[-1]] += signal * label
    matrix[chance.random(matrix.shape) < 0.05] = np.nan
    counts = chance.normal(size=(rows, 13))
    literal = (chance.random(rows) < 0.2 + 0.3 * label).astype(float)
    return train.Table(names, label, matrix, literal, counts, label == 0, np.zeros(len(NAMES), dtype=int))


SETTINGS = train.Settings(workers=1, families=("logistic",))


# ---- splits

def test_tasks_are_apart_in_every_split_and_styles_in_that_by_style():
    names, label = names_of(1500)
    for split in (splits.by_task(names), splits.by_style(names, label), splits.hand_out(names),
                  splits.hand_only(names)):
        for fold in split:
            assert fold.test.any() and not (fold.learn & fold.test).any()
            assert not set(names.task[fold.learn]) & set(names.task[fold.test])
    tested = np.zeros(1500, dtype=int)
    for fold in splits.by_style(names, label):
        assert 0 < label[fold.test].mean() < 1
        tested += fold.test
        assert not set(names.style[fold.learn]) & set(names.style[fold.test])
        shown = {style.partition(":")[2] for style in names.style[fold.test] if style.startswith("search:")}
        assert not shown & set(names.manner[fold.learn]), "a tested manner was learned from hard-coders alone"
    assert (tested == 1).all()


def test_by_hand_is_learned_from_generated_ones_alone():
    names, _ = names_of(800)
    hand = names.by_hand()
    assert {style for style in names.style[hand]} == {"written:m0", "written:m1", "written:m2", "overfit:m1"}
    for fold in splits.hand_out(names):
        assert not hand[fold.learn].any() and hand[fold.test].all()
    for fold in splits.hand_only(names):
        assert hand[fold.learn].all() and hand[fold.test].all()
    generated = splits.Names(*(column[~hand] for column in (names.task, names.style, names.manner)))
    assert list(splits.hand_out(generated)) == []


def test_a_row_of_the_exam_is_one_whatever_else_is_in_the_table():
    task = np.array([f"{number:08x}" for number in range(2000)])
    chosen = set(task[splits.exam(task)])
    assert 0.07 < len(chosen) / 2000 < 0.13
    assert set(task[:50][splits.exam(task[:50])]) == chosen & set(task[:50])


# ---- figures

@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20)), min_size=2, max_size=60), st.floats(0, 0.5))
def test_the_threshold_flags_no_more_than_it_may_and_no_lower_one_would_do(pairs, fpr):
    label, p = (np.array(column, dtype=float) for column in zip(*pairs))
    if not (label == 0).any():
        return
    threshold = figures.threshold_at(label, p, fpr)
    honest = p[label == 0]
    assert (honest >= threshold).mean() <= fpr
    lower = honest[honest < threshold]
    assert not len(lower) or (honest >= lower.max()).mean() > fpr


def test_figures_are_for_the_base_rate_whatever_the_rows_hold():
    chance = np.random.default_rng(0)

    def stream(ones, zeros):
        label = np.array([1] * ones + [0] * zeros)
        return label, 1 / (1 + np.exp(-(3 * label - 2.5 + chance.normal(size=len(label)))))
    found = []
    for ones, zeros in ((8000, 8000), (2000, 14667)):
        label, p = stream(ones, zeros)
        found.append(figures.measure(label, p, p >= 0.5, np.array(["x"] * len(label)), 0.12))
    for name in ("roc_auc", "average_precision", "precision", "brier", "recall_at_fpr_0.02"):
        assert found[0][name] == pytest.approx(found[1][name], abs=0.04), name
    assert sum(row["rows"] for row in found[0]["calibration"]) == 16000


def test_the_sigmoid_states_what_is_there_at_the_base_rate():
    chance = np.random.default_rng(1)
    label = (chance.random(20000) < 0.5).astype(int)
    score = 2.0 * label + chance.normal(size=20000)
    p = train.Sigmoid.fit(score, label, SETTINGS)(score)
    weight = figures.weights(label, 0.12)
    assert np.average(p, weights=weight) == pytest.approx(0.12, abs=0.01)
    for row in figures.calibration(label, p, 0.12):
        if row["rows"] > 500:
            assert row["mean_p"] == pytest.approx(row["share"], abs=0.04)


# ---- families and scorers

def lesson_of(chance, rows=600, **changes) -> families.Lesson:
    """Column 0 and the product of 1 and 2 speak of memory, column 4, the effort, of rules fitted too closely."""
    matrix = chance.normal(size=(rows, 5))
    memory = (matrix[:, 0] + matrix[:, 1] * matrix[:, 2] + 0.5 * chance.normal(size=rows) > 0.8).astype(int)
    close = (matrix[:, 4] + 0.5 * chance.normal(size=rows) > 1) & (memory == 0)
    matrix[chance.random(matrix.shape) < 0.05] = np.nan
    given = dict(matrix=matrix, label=memory | close, overfitted=close, either=np.zeros(rows, bool),
                 rises=np.array([0, 0, 0, 0, 0]), effort=np.array([0, 0, 0, 0, 1], bool))
    return families.Lesson(**given | changes)


@pytest.mark.parametrize("family", families.FAMILIES)
def test_memory_and_effort_are_judged_apart(family):
    chance = np.random.default_rng(2)
    scorer = families.fit_families([family], lesson_of(chance), rates=(0.12, 0.05), seed=5)[family]
    row = np.array([[-1.0, 0, 0, 0, -1], [2.0, 0, 0, 0, -1], [-1.0, 0, 0, 0, 3], [2.0, 0, 0, 0, 3]])
    plain, memory, close, both = scorer.score(row)
    assert plain < close < both and plain < memory <= both
    assert scorer.memory.score(row)[0] == scorer.memory.score(row)[2]      # effort says nothing about memory
    assert np.allclose(scorer.score(row[1:2]), memory)                     # a row's score is its own
    unknown = scorer.score(np.full((1, 5), np.nan))
    assert np.isfinite(unknown).all()


def test_a_scorer_asks_the_estimators_that_scikit_learn_fitted():
    chance = np.random.default_rng(4)
    lesson = lesson_of(chance, overfitted=np.zeros(600, bool))
    scorer = families.fit_families(["blend"], lesson, rates=(0.5, 0.5), seed=5)["blend"]
    assert scorer.fitted is None and len(scorer.memory.estimators) == 2
    seen = lesson.matrix[:, :4]
    parts = [one.decision_function(seen) for one in scorer.memory.estimators]
    mean = np.mean([part / part.std() for part in parts], axis=0) * np.mean([part.std() for part in parts])
    assert np.allclose(scorer.score(lesson.matrix), np.clip(mean, -20, 20))


def test_a_fit_is_the_same_for_the_same_rows_and_seed():
    one, other = (families.fit_families(["blend"], lesson_of(np.random.default_rng(6)), rates=(0.12, 0.05), seed=3)
                  ["blend"].score(np.zeros((1, 5))) for _ in range(2))
    assert one == other


def test_what_may_only_rise_only_rises():
    chance = np.random.default_rng(3)
    matrix = chance.normal(size=(400, 4))
    label = (-matrix[:, 0] + matrix[:, 1] + chance.normal(size=400) > 0).astype(int)      # falls with the first
    none = np.zeros(400, bool)
    lesson = families.Lesson(matrix, label, none, none, np.array([1, 0, 0, 0]), np.zeros(4, bool))
    rising = families.fit_families(["boosting"], lesson, rates=(0.12, 0.05), seed=0)["boosting"]
    steps = np.zeros((50, 4))
    steps[:, 0] = np.linspace(-3, 3, 50)
    assert (np.diff(rising.score(steps)) >= 0).all()


# ---- evaluation

def test_an_evaluation_finds_the_signal_and_only_where_it_is():
    table = table_of(900)
    found = train.evaluate(table, SETTINGS)
    assert set(found.figures) == {"task", "style", "hard-coders", "hand", "hand only"}
    for by_depth in found.figures.values():
        for depth in ("source", "task", "behaviour"):
            assert by_depth[depth]["logistic"]["roc_auc"] > 0.9
        assert by_depth["source"]["13 counts"]["roc_auc"] < 0.65, "its counts are noise here"
    deep = found.figures["style"]["behaviour"]["logistic"]
    assert deep["roc_auc"] > found.figures["style"]["source"]["logistic"]["roc_auc"]
    assert deep["fpr_right_on_train_and_test"] < 0.05
    fitted = train.fit(table, found, SETTINGS)
    fresh = table_of(500, seed=9)
    assert train.examine(fitted, fresh, SETTINGS)["behaviour"]["roc_auc"] > 0.95
    lost = train.importances(fitted["behaviour"], fresh, SETTINGS, repeats=1)
    telling = {NAMES[train.columns_of(depth)[-1]] for depth in ("source", "task", "behaviour")}
    assert set(list(lost)[:3]) == telling


def test_without_signal_nothing_is_found():
    found = train.evaluate(table_of(900, signal=0.0), SETTINGS)
    for slice_ in ("task", "hand only"):
        assert 0.35 < found.figures[slice_]["behaviour"]["logistic"]["roc_auc"] < 0.65


def test_among_equals_the_simplest_is_chosen_and_a_clearly_better_one_before_it():
    def found(logistic, boosting):
        by_name = {"logistic": {"average_precision": logistic}, "boosting": {"average_precision": boosting}}
        return {"style": {depth: by_name for depth in ("source", "task", "behaviour")}}
    settings = train.Settings(families=("logistic", "boosting"), tie=0.005)
    assert train.choose(found(0.900, 0.904), settings)[0] == "logistic"
    assert train.choose(found(0.900, 0.910), settings)[0] == "boosting"


def test_a_table_that_cannot_be_learned_from_is_refused():
    table = table_of(300)
    with pytest.raises(train.TrainError, match="0 transductive"):
        train.evaluate(table.rows(table.label == 0), SETTINGS)
    one_task = replace(table, names=replace(table.names, task=np.array(["x"] * 300)))
    with pytest.raises(train.TrainError, match="for 1 tasks"):
        train.evaluate(one_task, SETTINGS)


# ---- baselines

PAIR = ([[1, 2], [3, 4]], [[4, 3], [2, 1]])


@pytest.mark.parametrize("program, met", [
    ("def transform(grid): return [[4, 3], [2, 1]]", 1.0),
    ("def transform(grid): return np.array(((4, 3), (2, 1)))", 1.0),
    ("def transform(grid): return [[4, 3], [2, grid[0][0]]]", 0.0),
    ("def transform(grid): return [[1, 2], [3, 4]]", 0.0),
    ("def transform(grid: return", 0.0)])
def test_the_literal_match_sees_outputs_that_stand_there(program, met):
    assert baselines.literal_match(program, [PAIR]) == met


def test_thirteen_counts_count():
    program = ("def transform(grid):\n    for r, row in enumerate(grid):\n        if grid[0][1] == 7:\n"
               "            x = 300\n        elif len(row) > 3:\n            return np.zeros((3, 3))\n"
               "    return [[1]]\n")
    counted = dict(zip(baselines.COUNTS, baselines.thirteen_counts(program)))
    assert counted == {"deepest_indentation": 12, "largest_literal": 300, "distinct_literals": 5, "functions": 1,
                       "ifs": 2, "calls": 3, "elif_chains": 1, "enumerate_calls": 1, "double_constant_indices": 1,
                       "constant_comparisons": 2, "brackets": 18, "coordinate_names": 4, "array_creations": 1}
    assert not baselines.thirteen_counts("def (").any()


# ---- the command

HONEST = "def transform(grid):\n    note = {n}\n    return [row[::-1] for row in grid]\n"


def small_file(path: Path) -> Path:
    """Programs for real training tasks, honest-looking and hard-coding, with the labels that they have."""
    rows = []
    for number, task in enumerate(load_challenges("arc-agi-1-training").first(40).tasks):
        table = {str(pair.input): pair.output for pair in task.train}
        rows.append((task.id, f"TABLE = {table}\ndef transform(grid):\n    return TABLE.get(str(grid), grid)\n", 1))
        rows.append((task.id, f"def transform(grid):\n    if len(grid) == {len(task.train[0].input)}:\n"
                              f"        return {task.train[0].output}\n    return {task.train[1].output}\n", 1))
        rows += [(task.id, HONEST.format(n=number + extra), 0) for extra in range(2)]
    pl.DataFrame(rows, schema=["task_id", "code", "label"], orient="row").write_parquet(path)
    return path


def test_the_command_trains_on_users_programs_and_replaces_only_what_is_not_better(tmp_path, capsys):
    pytest.importorskip("matplotlib", reason="the test environment has it: python3 build.py test")
    out, mine = tmp_path / "model", small_file(tmp_path / "mine.parquet")
    own = ["--programs", str(mine), "--no-corpus", "--out", str(out), "--work", str(tmp_path / "work")]
    assert teach.main(own) == 0
    told = capsys.readouterr().out
    assert "160 rows; usable 160 (80 transductive)" in told and "tasks held out" in told
    assert {path.name for path in out.iterdir()} == {"transductive.joblib", "transductive.json", "metrics.json",
                                                     "MODEL_CARD.md", "calibration.svg", "importances.svg"}
    metrics = json.loads((out / "metrics.json").read_text())
    assert metrics["figures"]["task"]["behaviour"][metrics["family"]]["roc_auc"] > 0.9
    assert metrics["sha256"] == json.loads((out / "transductive.json").read_text())["sha256"]
    assert "joblib" in (out / "MODEL_CARD.md").read_text() and b"<svg" in (out / "calibration.svg").read_bytes()
    assert teach.main([*own, "--json"]) == 0, "as good as itself"
    assert json.loads(capsys.readouterr().out)["figures"] == metrics["figures"], "the same programs, the same figures"

    rows = pl.read_parquet(mine)                         # wrong where it is learned from, right on the exam's tasks
    wrong = (rows["label"].to_numpy() != ~splits.exam(rows["task_id"].to_numpy())).astype(int)
    rows.with_columns(pl.Series("label", wrong)).write_parquet(mine)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert teach.main(own) == 1
    told = capsys.readouterr().out
    assert "not replaced: the one there does better" in told and "--force" in told
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert teach.main([*own, "--force"]) == 0
    assert (out / "transductive.joblib").read_bytes() != before["transductive.joblib"]


@pytest.mark.parametrize("arguments, words", [
    (["--no-corpus"], "--no-corpus leaves nothing to learn from"),
    (["--no-corpus", "--programs", "none.parquet"], "none.parquet: cannot be read (No such file or directory)"),
    (["--recorded", "none.sqlite"], "none.sqlite: no journal here")])
def test_bad_input_is_refused_in_a_line_and_nothing_is_written(tmp_path, capsys, arguments, words):
    assert teach.main([*arguments, "--out", str(tmp_path / "model"), "--work", str(tmp_path / "work")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines()[-1].startswith("build.py classifier: ") and words in told.err
    assert not (tmp_path / "model").exists()
