"""The model: what it says of a program, what it refuses to load, and that it is replaced whole or not at all."""
import ast
import hashlib
import importlib.metadata
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
import pytest

from classifier import ModelError, TransductiveClassifier, features, model
from classifier.behaviour import probes
from classifier.model import DEPTHS, FILE, NEXT, RECORD, Fitted, columns_of, pack

ROOT = Path(__file__).resolve().parent.parent
TRAIN = [([[1, 2, 0], [3, 4, 0]], [[0, 2, 1], [0, 4, 3]]), ([[5, 6, 7], [0, 0, 1]], [[7, 6, 5], [1, 0, 0]])]
TESTS = [[[1, 1, 2]]]
HONEST = "def transform(grid):\n    # mirrored\n    return [row[::-1] for row in grid]\n"
HARD = f"def transform(grid):\n    if grid[0][0] == 1:\n        return {TRAIN[0][1]}\n    return {TRAIN[1][1]}\n"
RUNS = [None if number % 3 else probe.input for number, probe in enumerate(probes(TRAIN, TESTS))]


@dataclass(frozen=True)
class Linear:
    """The plainest scorer: unknown features count as zero."""

    weights: np.ndarray
    bias: float = 0.0

    def score(self, matrix: np.ndarray) -> np.ndarray:
        return np.nan_to_num(matrix) @ self.weights + self.bias


def fitted_for(sign: float = 1.0) -> dict[str, Fitted]:
    """A tiny model in which every known feature says a little."""
    fitted = {}
    for at, depth in enumerate(DEPTHS):
        columns = columns_of(depth)
        weights = sign * np.linspace(0.5, 1.5, len(columns)) / len(columns)
        scorer = Linear(weights, -0.3 * at)
        fitted[depth] = Fitted(columns, scorer, slope=1.0, bias=-1.0, threshold=0.5 + at / 10)
    return fitted


def packed(folder: Path, sign: float = 1.0) -> Path:
    folder.mkdir(exist_ok=True)
    pack(fitted_for(sign), folder, {"unparsable": 0.12, "base_rate": 0.12, "seed": 0})
    return folder


@pytest.fixture
def folder(tmp_path) -> Path:
    return packed(tmp_path / "model")


# ---- what it says

def test_each_depth_is_usable_without_the_next(folder):
    clf = TransductiveClassifier.load(folder)
    source, task, behaviour = (clf.probability(HARD), clf.probability(HARD, TRAIN, TESTS),
                               clf.probability(HARD, TRAIN, TESTS, RUNS))
    assert len({source, task, behaviour}) == 3 and all(0 < p < 1 for p in (source, task, behaviour))
    assert clf.threshold == {"source": 0.5, "task": 0.6, "behaviour": 0.7}
    assert TransductiveClassifier.load(folder / FILE).probability(HARD) == source, "the file may be named, too"


def test_many_at_once_are_as_one_by_one(folder):
    clf = TransductiveClassifier.load(folder)
    many = [(HARD, TRAIN, TESTS, RUNS), (HONEST, (), (), None), ("def (", TRAIN, TESTS, None),
            (HONEST, TRAIN, TESTS, None), (HARD, (), (), None)]
    assert clf.probabilities(iter(many)) == pytest.approx([clf.probability(*one) for one in many])
    assert clf.probabilities([]) == []


def test_formatting_and_comments_change_nothing(folder):
    clf = TransductiveClassifier.load(folder)
    for program in (HONEST, HARD):
        assert clf.probability(ast.unparse(ast.parse(program)), TRAIN, TESTS) == clf.probability(program, TRAIN, TESTS)


@pytest.mark.parametrize("program", ["def transform(grid:", "\0", "x = (" * 500, "  return 1"])
def test_what_does_not_parse_has_the_probability_that_the_record_states(folder, program):
    clf = TransductiveClassifier.load(folder)
    assert not features.parses(program)
    assert clf.probability(program) == clf.probability(program, TRAIN, TESTS) == clf.unparsable == 0.12


def test_no_probability_is_certain():
    columns = columns_of("source")
    sure = Fitted(columns, Linear(np.full(len(columns), 50.0)),
                  slope=5.0, bias=0.0, threshold=0.5)
    rows = np.stack([np.full(len(features.NAMES), 100.0), np.full(len(features.NAMES), -100.0)])
    assert sure.probabilities(rows).tolist() == [0.999, 0.001]


# ---- what it refuses

def rewritten(folder: Path, **changes) -> None:
    """A joblib file with other contents, and a record that fits it."""
    content = joblib.load(folder / FILE) | changes
    joblib.dump(content, folder / FILE)
    record = json.loads((folder / RECORD).read_text())
    record["sha256"] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    (folder / RECORD).write_text(json.dumps(record))


def cut(folder: Path) -> None:
    (folder / FILE).write_bytes((folder / FILE).read_bytes()[:-20])


def swap(folder: Path) -> None:
    other = packed(folder.parent / "other", sign=-1.0)
    os.replace(other / FILE, folder / FILE)


def drop_field(folder: Path) -> None:
    record = json.loads((folder / RECORD).read_text())
    del record["sha256"]
    (folder / RECORD).write_text(json.dumps(record))


INSTALLED = importlib.metadata.version("scikit-learn")
REFUSED = {
    "nothing there": (lambda folder: [path.unlink() for path in folder.iterdir()], f"no model .*{RECORD} is missing"),
    "no joblib": (lambda folder: (folder / FILE).unlink(), f"{FILE} is missing"),
    "truncated": (cut, "damaged or swapped, not loaded"),
    "swapped": (swap, "damaged or swapped, not loaded"),
    "a record cut": (lambda folder: (folder / RECORD).write_text('{"sha256": "'), f"{RECORD} is damaged"),
    "a record of a list": (lambda folder: (folder / RECORD).write_text("[]"), f"{RECORD} is damaged"),
    "a record without sha256": (drop_field, "lacks sha256"),
    "another scikit-learn": (lambda folder: rewritten(folder, scikit_learn="0.24.2"),
                             f"made with scikit-learn 0.24.2, and {INSTALLED} is installed; "
                             "install scikit-learn==0.24.2, or train"),
    "other features": (lambda folder: rewritten(folder, features=("new", *features.NAMES[1:])), "features .2 differ"),
    "features in another order": (lambda folder: rewritten(folder, features=features.NAMES[::-1]), "or their order"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_model_that_is_not_right_is_refused_and_told_what_to_do(folder, case):
    spoil, words = REFUSED[case]
    spoil(folder)
    with pytest.raises(ModelError, match=words) as met:
        TransductiveClassifier.load(folder)
    assert f"python3 build.py classifier --out {folder}" in str(met.value) and "\n" not in str(met.value)


class Trap:
    """Unpickled, it leaves a mark."""

    def __init__(self, mark: Path):
        self.mark = mark

    def __reduce__(self):
        return Path.touch, (self.mark,)


def test_nothing_is_unpickled_before_its_sha256_is_right(folder, tmp_path):
    mark = tmp_path / "mark"
    joblib.dump(Trap(mark), folder / FILE)
    with pytest.raises(ModelError, match="not loaded"):
        TransductiveClassifier.load(folder)
    assert not mark.exists()
    joblib.load(folder / FILE)
    assert mark.exists(), "the trap works"


def test_what_is_no_model_inside_is_refused(folder):
    rewritten(folder)
    joblib.dump([1, 2], folder / FILE)
    record = json.loads((folder / RECORD).read_text())
    record["sha256"] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    (folder / RECORD).write_text(json.dumps(record))
    with pytest.raises(ModelError, match="cannot be unpacked"):
        TransductiveClassifier.load(folder)


# ---- how it is replaced

KILLED_AT = """
import os, signal, sys
from dataclasses import dataclass
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.test_classifier_model import packed
steps = 0
def counted(call):
    def step(*arguments, **named):
        global steps
        steps += 1
        if steps == {step}:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)
    return step
os.replace, os.fsync = counted(os.replace), counted(os.fsync)
packed(Path({folder!r}), sign=-1.0)
print("done", steps)
"""


def test_killed_at_any_step_of_replacing_the_old_or_the_new_model_is_there(tmp_path):
    old = TransductiveClassifier.load(packed(tmp_path / "old")).probability(HARD)
    new = TransductiveClassifier.load(packed(tmp_path / "new", sign=-1.0)).probability(HARD)
    met = []
    for step in range(1, 20):
        folder = packed(tmp_path / f"model-{step}")
        program = KILLED_AT.format(root=str(ROOT), step=step, folder=str(folder))
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, cwd=ROOT)
        met.append(TransductiveClassifier.load(folder).probability(HARD))
        packed(folder, sign=-1.0)
        assert TransductiveClassifier.load(folder).probability(HARD) == new, "and the next training mends all"
        assert not (folder / NEXT).exists()
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
    assert set(met) == {old, new} and met == sorted(met, key=[old, new].index), "first the old one, then the new one"
    assert len(met) > 6


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file"
    model.write_atomic(path, b"old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError):
        model.write_atomic(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]
