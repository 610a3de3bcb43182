"""TransductiveClassifier: how probable it is that a program hard-codes its outputs; and the model's two files.

Promises: a model is loaded only when its file has the sha256 that was recorded beside it, and is used only with the
scikit-learn and the features that it was made with; whatever is amiss is a ModelError that says what to do. A model
that is replaced is replaced whole: a process killed at any moment leaves the old one or the new one. A program that
does not parse has the probability `unparsable`, which the record states. Executes no program.

Leaves out: training. A joblib file is code: the sha256 guards against damage and mix-ups, not against an author whom
you do not trust, since who can change the file can change the record.
"""
import functools
import hashlib
import importlib.metadata
import io
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import joblib
import numpy as np
from threadpoolctl import ThreadpoolController

from classifier import features
from classifier.scorers import Scorer

FILE, NEXT, RECORD = "transductive.joblib", "transductive.joblib.next", "transductive.json"
PACKED = Path(__file__).resolve().parent
DEPTHS = ("source", "task", "behaviour")
"""What is known of a program: its source; the task's pairs too; what it gave on the probes too."""

Grid = list[list[int]]
Pair = tuple[Grid, Grid]


class ModelError(Exception):
    """A model cannot be used. One line: what is wrong, and what to do."""


@dataclass(frozen=True)
class Fitted:
    """The classifier of one depth: p = sigmoid(slope * score + bias), over the features at `columns`."""

    columns: np.ndarray
    scorer: Scorer
    slope: float
    bias: float
    threshold: float               # flagged from here on, where somebody wants yes or no
    floor: float = 0.001           # no probability is below it, nor above 1 - it: nothing here is certain

    def probabilities(self, matrix: np.ndarray) -> np.ndarray:
        """One probability a row of all features (rows x len(features.NAMES))."""
        odds = np.clip(self.slope * self.scorer.score(matrix[:, self.columns]) + self.bias, -30, 30)
        return np.clip(1.0 / (1.0 + np.exp(-odds)), self.floor, 1.0 - self.floor)


def columns_of(depth: str) -> np.ndarray:
    """Indices into features.NAMES of what is known at this depth and at those before it."""
    known = set().union(*(features.GROUPS[group] for group in DEPTHS[:DEPTHS.index(depth) + 1]))
    return np.array([place for place, name in enumerate(features.NAMES) if name in known])


def depth_of(train: Sequence[Pair], runs: Sequence[Grid | None] | None) -> str:
    """The depth that these arguments reach."""
    return "source" if not train else "task" if runs is None else "behaviour"


@dataclass(frozen=True)
class TransductiveClassifier:
    """A trained model. `fitted`: one classifier a depth; `record`: what transductive.json says, as a dict."""

    fitted: Mapping[str, Fitted]
    record: Mapping[str, object]

    @classmethod
    def load(cls, path: str | os.PathLike | None = None) -> "TransductiveClassifier":
        """The packed model, or the one in a folder (or the joblib file in it). Raises ModelError."""
        folder = PACKED if path is None else Path(path)
        folder = folder.parent if folder.name == FILE else folder
        record = _record(folder)
        content = _unpickled(_checked_bytes(folder, record), folder)
        _refuse_others(content, folder)
        return cls(content["fitted"], record)

    @property
    def threshold(self) -> dict[str, float]:
        """By depth, the probability from which a program counts as transductive where a yes or no is wanted."""
        return {depth: fitted.threshold for depth, fitted in self.fitted.items()}

    @property
    def unparsable(self) -> float:
        """The probability of a program that does not parse: the base rate that the model was trained for."""
        return float(self.record["unparsable"])

    def probability(self, program: str, train: Sequence[Pair] = (), tests: Sequence[Grid] = (),
                    runs: Sequence[Grid | None] | None = None) -> float:
        """How probable it is that the program is transductive, 0 to 1.

        `train`: (input, output) pairs, `tests`: inputs; without pairs the source alone is judged. `runs`: what the
        program gave on each of `classifier.behaviour.probes(train, tests)`, a grid or None; without it the program is
        judged unrun.
        """
        return self._judge([(depth_of(train, runs), features.features(program, train, tests, runs))])[0]

    def probabilities(self, many: Iterable[tuple]) -> list[float]:
        """One probability for each (program, train, tests, runs), in order; see `probability`."""
        return self._judge([(depth_of(train, runs), features.features(program, train, tests, runs))
                            for program, train, tests, runs in many])

    def _judge(self, vectors: list[tuple[str, np.ndarray]]) -> list[float]:
        judged = np.full(len(vectors), self.unparsable)
        with _pools().limit(limits=1):     # rows are few, and a second thread spins for longer than it helps
            self._fill(judged, vectors)
        return judged.tolist()

    def _fill(self, judged: np.ndarray, vectors: list[tuple[str, np.ndarray]]) -> None:
        for depth, fitted in self.fitted.items():
            places = [place for place, (reached, vector) in enumerate(vectors)
                      if reached == depth and not np.isnan(vector).all()]
            if places:
                judged[places] = fitted.probabilities(np.stack([vectors[place][1] for place in places]))


@functools.cache
def _pools() -> ThreadpoolController:
    """The thread pools of the libraries that are loaded."""
    return ThreadpoolController()


def pack(fitted: Mapping[str, Fitted], folder: Path, facts: Mapping[str, object]) -> dict:
    """Put a model into a folder in the place of the one there, and return its record.

    `facts` go into the record (unparsable, base_rate, seed, when, family, ...). The record is what counts: the model is
    first laid beside the old one, then the record is renamed over the old record, then the model over the old model. A
    process killed in between leaves a record whose model is one of the two files, and `load` looks at both.
    """
    version = importlib.metadata.version("scikit-learn")
    buffer = io.BytesIO()
    content = {"fitted": dict(fitted), "scikit_learn": version, "features": tuple(features.NAMES)}
    joblib.dump(content, buffer, compress=3)
    record = {"sha256": hashlib.sha256(buffer.getvalue()).hexdigest(), "scikit_learn": version,
              "features": list(features.NAMES), "threshold": {depth: one.threshold for depth, one in fitted.items()}}
    record |= facts
    write_atomic(folder / NEXT, buffer.getvalue())
    write_atomic(folder / RECORD, (json.dumps(record, indent=1) + "\n").encode())
    os.replace(folder / NEXT, folder / FILE)
    _sync_folder(folder)
    return record


def write_atomic(path: Path, content: bytes) -> None:
    """Have the file hold these bytes or, if this process is killed, what it held before."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _retrain(folder: Path) -> str:
    return f"train one: python3 build.py classifier --out {folder}"


def _record(folder: Path) -> dict:
    """The record beside a model, its fields checked."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        wanted = {"sha256": str, "scikit_learn": str, "features": list, "unparsable": (int, float)}
        wrong = [name for name, kind in wanted.items() if not isinstance(record.get(name), kind)]
    except FileNotFoundError:
        raise ModelError(f"no model in {folder} ({RECORD} is missing); {_retrain(folder)}") from None
    except OSError as error:
        raise ModelError(f"{folder / RECORD} cannot be read ({error.strerror}); {_retrain(folder)}") from None
    except (ValueError, AttributeError):
        raise ModelError(f"{folder / RECORD} is damaged; restore it with {FILE}, or {_retrain(folder)}") from None
    if wrong:
        raise ModelError(f"{folder / RECORD} lacks {', '.join(wrong)}; restore it with {FILE}, or {_retrain(folder)}")
    return record


def _checked_bytes(folder: Path, record: Mapping) -> bytes:
    """The model's bytes, whose sha256 is the recorded one."""
    met = []
    for name in (FILE, NEXT):
        try:
            content = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ModelError(f"{folder / name} cannot be read ({error.strerror})") from None
        digest = hashlib.sha256(content).hexdigest()
        if digest == record["sha256"]:
            return content
        met.append(digest[:12])
    if not met:
        raise ModelError(f"{folder / FILE} is missing; restore it, or {_retrain(folder)}")
    raise ModelError(f"{folder / FILE} is not the model that {RECORD} records (its sha256 begins with {met[0]}, the "
                     f"recorded one with {record['sha256'][:12]}): damaged or swapped, not loaded; restore both, or "
                     f"{_retrain(folder)}")


def _unpickled(content: bytes, folder: Path) -> dict:
    try:
        loaded = joblib.load(io.BytesIO(content))
        if not {"fitted", "scikit_learn", "features"} <= loaded.keys():
            raise KeyError("fitted")
    except Exception as error:         # whatever unpickling meets: the classes of another version of the kit
        raise ModelError(f"{folder / FILE} cannot be unpacked ({type(error).__name__}: {error}): it is of another "
                         f"version of the kit; {_retrain(folder)}") from None
    return loaded


def _refuse_others(content: Mapping, folder: Path) -> None:
    """Refuse a model of another scikit-learn or of other features."""
    installed = importlib.metadata.version("scikit-learn")
    if content["scikit_learn"] != installed:
        raise ModelError(f"{folder / FILE} was made with scikit-learn {content['scikit_learn']}, and {installed} is "
                         f"installed; install scikit-learn=={content['scikit_learn']}, or {_retrain(folder)}")
    if tuple(content["features"]) != tuple(features.NAMES):
        changed = set(content["features"]) ^ set(features.NAMES)
        raise ModelError(f"{folder / FILE} was made for other features ({len(changed)} differ"
                         f"{', such as ' + min(changed) if changed else ', or their order'}); {_retrain(folder)}")
