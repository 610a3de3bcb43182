"""The journal of a run: one SQLite file, DIR/run.sqlite, with every evaluated candidate once.

Promises: what `append` returned from is on disk as far as the operating system is concerned, so that the death of the
process (`kill -9` included) at any instant loses nothing that was acted on, and a rerun goes on from here; a candidate
is in it once, by its id; a journal of another dataset or seed is refused, and so is one that a living run is writing
(readers are welcome any time). The file alone is enough to make the report from.

Write-ahead logging with synchronous=NORMAL: a committed transaction is in the operating system's cache, which outlives
the process. Only a power failure may drop the last commits, and even then the file stays whole. FULL would cost one
disk flush a batch and protect against nothing else.

Leaves out: the answers, which follow from the candidates by `kernel.vote`, and the solutions, which never come near.

The tables, for whoever reads the file (the report, a notebook):

    run         key, value                 schema, dataset, challenges_sha256, seed, settings (JSON), started_utc,
                                           spent_s (seconds of run time over all restarts), restarts
    tasks       id, position, n_train, n_tests, challenge (JSON as in a Kaggle challenges file, or NULL where the task
                                           was refused), refused (why, or NULL); position is the order in the file
    candidates  id, task_id, engine, key, rank, program, parents (JSON list of ids), found_s, outcome (name of a
                                           kernel.sandbox.Outcome), train_correct (JSON list of bool), train_grids and
                                           test_grids (JSON list, an entry per input: null or rows of digits joined by
                                           `|`, see kernel.candidates.unpack), message, seconds, p_transductive, at_s
                                           (run time when it was journaled, on the scale of spent_s)
    requests    number, engine, task_id, seconds (of the engine's time, granted), exhausted (0 or 1), error (or NULL),
                                           took_s, at_s; written once every candidate of the request is in
    samples     engine, task_id, number (among the engine's samples for the task), seed, candidate_id (NULL where the
                                           reply held no program), draft (id of the candidate that it was to better, or
                                           NULL), prompt_tokens and completion_tokens (NULL where the
                                           server did not say), finish, recovered (0 or 1), place, rung, seconds, at_s;
                                           see kernel.engines.Sample. Written together with the candidate
    happenings  number, kind, place, text, at_s: what befell an engine, see kernel.engines.Happening
"""
import fcntl
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kernel.candidates import Candidate, Evaluation, pack, unpack
from kernel.draws import Drawn
from kernel.engines import Happening, Sample
from kernel.tasks import Grid, Task

SCHEMA = "3"
BUSY_MS = 1000             # a writer's patience with a stranger that has locked the file; the run stands still so long

_TABLES = """
CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tasks (id TEXT PRIMARY KEY, position INTEGER NOT NULL, n_train INTEGER NOT NULL, n_tests INTEGER NOT NULL,
                    challenge TEXT, refused TEXT);
CREATE TABLE candidates (id TEXT PRIMARY KEY, task_id TEXT NOT NULL, engine TEXT NOT NULL, key TEXT NOT NULL,
                         rank INTEGER NOT NULL, program TEXT NOT NULL, parents TEXT NOT NULL, found_s REAL NOT NULL,
                         outcome TEXT NOT NULL, train_correct TEXT NOT NULL, train_grids TEXT NOT NULL,
                         test_grids TEXT NOT NULL, message TEXT NOT NULL, seconds REAL NOT NULL, p_transductive REAL,
                         at_s REAL NOT NULL);
CREATE INDEX candidates_by_task ON candidates (task_id);
CREATE TABLE requests (number INTEGER PRIMARY KEY, engine TEXT NOT NULL, task_id TEXT NOT NULL, seconds REAL NOT NULL,
                       exhausted INTEGER NOT NULL, error TEXT, took_s REAL NOT NULL, at_s REAL NOT NULL);
CREATE TABLE samples (engine TEXT NOT NULL, task_id TEXT NOT NULL, number INTEGER NOT NULL, seed INTEGER NOT NULL,
                      candidate_id TEXT, draft TEXT, prompt_tokens INTEGER, completion_tokens INTEGER,
                      finish TEXT NOT NULL, recovered INTEGER NOT NULL, place TEXT NOT NULL, rung TEXT NOT NULL,
                      seconds REAL NOT NULL, at_s REAL NOT NULL, PRIMARY KEY (engine, task_id, number)) WITHOUT ROWID;
CREATE TABLE happenings (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
                         at_s REAL NOT NULL);
"""
_COLUMNS = ("id, task_id, engine, key, rank, program, parents, found_s, outcome, train_correct, train_grids, "
            "test_grids, message, seconds, p_transductive, at_s")


class JournalError(Exception):
    """The file cannot be used for this run: another dataset or seed, another schema, or damaged. One line."""


@dataclass(frozen=True)
class Identity:
    """What makes two invocations the same run: the challenges and the seed. Budget, workers and engines may change."""

    dataset: str
    challenges_sha256: str
    seed: int


@dataclass(frozen=True)
class Spent:
    """A request that ended: how many seconds of an engine's time a task was granted, whether the engine has no more for
    it, and how many seconds it took."""

    engine: str
    task_id: str
    seconds: float
    exhausted: bool = False
    error: str | None = None
    took_s: float = 0.0


def challenge_of(task: Task) -> dict:
    """The task as it stands in a Kaggle challenges file."""
    return {"train": [{"input": pair.input, "output": pair.output} for pair in task.train],
            "test": [{"input": grid} for grid in task.tests]}


def fingerprint(tasks: Sequence[Task], refused: Iterable[str] = ()) -> str:
    """The sha256 of the challenges: of the tasks in order and of the ids refused, whatever file they came from."""
    content = [[task.id, challenge_of(task)] for task in tasks], sorted(refused)
    return hashlib.sha256(_compact(content).encode()).hexdigest()


class Journal:
    """An open journal. One process writes it at a time; make it with `open`, or with `read` to look only."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: IO | None = None, *, resumed: bool):
        self.path = path
        self.resumed = resumed
        self._db = connection
        self._lock = lock

    @classmethod
    def open(cls, path: Path, identity: Identity, *, started_utc: str = "",
             settings: Mapping | None = None) -> "Journal":
        """Begin a journal at `path`, or go on with the one that is there if it is of the same run.

        Raises JournalError when it belongs to another run, is in use by a living process, or is no journal.
        """
        lock = _lock(path)
        try:
            db = _connect(path)
        except JournalError:
            lock.close()
            raise
        try:
            db.execute(f"PRAGMA busy_timeout={BUSY_MS}").fetchone()
            db.execute("PRAGMA journal_mode=WAL").fetchone()
            db.execute("PRAGMA synchronous=NORMAL")
            with _transaction(db):
                resumed = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'run'").fetchone() is not None
                if resumed:
                    _refuse_other(path, _meta(db), identity)
                    db.execute("UPDATE run SET value = ? WHERE key = 'settings'", (json.dumps(dict(settings or {})),))
                    db.execute("UPDATE run SET value = CAST(value AS INTEGER) + 1 WHERE key = 'restarts'")
                else:
                    _begin(db, identity, started_utc, settings or {})
        except (sqlite3.Error, JournalError) as error:
            db.close()
            lock.close()
            raise error if isinstance(error, JournalError) else _refusal(path, error) from None
        return cls(path, db, lock, resumed=resumed)

    @classmethod
    def read(cls, path: Path) -> "Journal":
        """Open a journal to look only. Raises JournalError when there is none, or it is not one."""
        if not path.is_file():
            raise JournalError(f"{path}: no journal here; a run writes one into its --out folder")
        db = _connect(path)
        try:
            db.execute("PRAGMA query_only=ON")
            schema = _meta(db).get("schema")
        except sqlite3.Error as error:
            db.close()
            raise _refusal(path, error) from None
        if schema != SCHEMA:
            db.close()
            raise JournalError(f"{path}: a journal of schema {schema}, this kit reads schema {SCHEMA}")
        return cls(path, db, resumed=True)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        self._db.close()
        if self._lock is not None:
            self._lock.close()

    @property
    def meta(self) -> dict[str, str]:
        """The table `run`."""
        return _meta(self._db)

    @property
    def spent_s(self) -> float:
        """Seconds of run time so far, over all restarts."""
        return float(self.meta["spent_s"])

    def register(self, tasks: Sequence[Task], refused: Mapping[str, tuple[int, str]] | None = None) -> None:
        """Note the tasks of the run, and the refused ones as {id: (test inputs, why)}. Again is no harm.

        Raises JournalError when it cannot be written."""
        rows = [(task.id, at, len(task.train), len(task.tests), _compact(challenge_of(task)), None)
                for at, task in enumerate(tasks)]
        rows += [(id, len(tasks) + at, 0, n_tests, None, why)
                 for at, (id, (n_tests, why)) in enumerate((refused or {}).items())]
        try:
            with _transaction(self._db):
                self._db.executemany("INSERT OR IGNORE INTO tasks VALUES (?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise _refusal(self.path, error) from None

    def append(self, evaluations: Sequence[Evaluation] = (), requests: Sequence[Spent] = (),
               drawn: Sequence[Drawn] = (), happenings: Sequence[Happening] = (), *, now_s: float) -> None:
        """Commit a batch: all of it is in the journal when this returns, or none of it. `now_s` is the run time.

        An evaluation whose id is known replaces the old one only where the old one is INFRA: the kit failed then, and
        the candidate was never judged. A sample whose number is known is the same sample, and stays.
        """
        with _transaction(self._db):
            self._db.executemany(
                f"INSERT INTO candidates ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, train_correct = excluded.train_correct, "
                "train_grids = excluded.train_grids, test_grids = excluded.test_grids, message = excluded.message, "
                "seconds = excluded.seconds, p_transductive = excluded.p_transductive, at_s = excluded.at_s "
                "WHERE candidates.outcome = 'INFRA'",
                [_row(evaluation, now_s) for evaluation in evaluations])
            self._db.executemany(
                "INSERT INTO requests (engine, task_id, seconds, exhausted, error, took_s, at_s) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(r.engine, r.task_id, r.seconds, int(r.exhausted), r.error and _storable(r.error), r.took_s, now_s)
                 for r in requests])
            self._db.executemany(
                "INSERT OR IGNORE INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(d.engine, d.task_id, d.sample.index, d.sample.seed, d.candidate_id, d.draft,
                  d.sample.prompt_tokens, d.sample.completion_tokens, d.sample.finish, int(d.sample.recovered),
                  d.sample.place, d.sample.rung, d.sample.seconds, now_s) for d in drawn])
            self._db.executemany("INSERT INTO happenings (kind, place, text, at_s) VALUES (?, ?, ?, ?)",
                                 [(h.kind, h.place, _storable(h.text), now_s) for h in happenings])
            self._db.execute("UPDATE run SET value = ? WHERE key = 'spent_s'", (repr(now_s),))

    def evaluations(self, task_id: str | None = None) -> Iterator[Evaluation]:
        """The evaluations, in the order they were journaled; of one task, or of all."""
        for evaluation, _ in self.timed(task_id):
            yield evaluation

    def timed(self, task_id: str | None = None) -> Iterator[tuple[Evaluation, float]]:
        """The evaluations with the run time, in seconds, at which each was journaled."""
        where, values = ("", ()) if task_id is None else (" WHERE task_id = ?", (task_id,))
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM candidates{where} ORDER BY rowid", values):
            yield _evaluation(row), row[-1]

    def requests(self) -> Iterator[Spent]:
        """The requests that ended, in order."""
        rows = self._db.execute("SELECT engine, task_id, seconds, exhausted, error, took_s FROM requests "
                                "ORDER BY number")
        for engine, task_id, seconds, exhausted, *more in rows:
            yield Spent(engine, task_id, seconds, bool(exhausted), *more)

    def drawn(self) -> Iterator[Drawn]:
        """The samples, by engine, task and number."""
        rows = self._db.execute("SELECT engine, task_id, candidate_id, draft, number, seed, prompt_tokens, "
                                "completion_tokens, finish, recovered, place, rung, seconds FROM samples")
        for engine, task_id, candidate_id, draft, *sample in rows:
            sample[5] = bool(sample[5])
            yield Drawn(engine, task_id, candidate_id, Sample(*sample), draft)

    def happenings(self) -> Iterator[tuple[Happening, float]]:
        """What befell the engines, in order, with the run time in seconds at which each was journaled."""
        for *told, at_s in self._db.execute("SELECT kind, place, text, at_s FROM happenings ORDER BY number"):
            yield Happening(*told), at_s

    def challenges(self) -> dict[str, dict | None]:
        """{task id: challenge as in a Kaggle file, or None where it was refused}, in the order of the file."""
        rows = self._db.execute("SELECT id, challenge FROM tasks ORDER BY position")
        return {id: json.loads(challenge) if challenge else None for id, challenge in rows}

    def refused(self) -> dict[str, str]:
        """{task id: why} of the tasks that were refused at the door of a lenient run."""
        return dict(self._db.execute("SELECT id, refused FROM tasks WHERE refused IS NOT NULL ORDER BY position"))


class _transaction:
    """BEGIN ... COMMIT, or ROLLBACK when the block raises."""

    def __init__(self, db: sqlite3.Connection):
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind, *_) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:            # a full disk has rolled it back already, a lock has not
                self._db.execute("ROLLBACK")


def _lock(path: Path) -> IO:
    """An exclusive lock beside the journal; it goes with the process, however that ends.

    A record lock, since children forked by a sandbox or an engine do not inherit it and may outlive a killed run for a
    moment; on a file of its own, since closing any other handle of the journal would drop SQLite's locks on it.
    """
    try:
        lock = open(path.with_suffix(".lock"), "ab")
    except OSError as error:
        raise JournalError(f"{path}: cannot be written ({error.strerror}); choose an --out folder that can") from None
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise JournalError(f"{path}: another run is writing this; wait for it, or choose another --out") from None
    return lock


def _connect(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=5, isolation_level=None)
    except sqlite3.Error as error:
        raise _refusal(path, error) from None


def _meta(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute("SELECT key, value FROM run"))


def _begin(db: sqlite3.Connection, identity: Identity, started_utc: str, settings: Mapping) -> None:
    for statement in _TABLES.split(";"):
        db.execute(statement)
    meta = {"schema": SCHEMA, "dataset": identity.dataset, "challenges_sha256": identity.challenges_sha256,
            "seed": str(identity.seed), "settings": json.dumps(dict(settings)),
            "started_utc": started_utc, "spent_s": "0.0", "restarts": "0"}
    db.executemany("INSERT INTO run VALUES (?, ?)", meta.items())


def _refuse_other(path: Path, meta: Mapping[str, str], identity: Identity) -> None:
    """Raises JournalError when the journal is of another run."""
    if meta.get("schema") != SCHEMA:
        raise JournalError(f"{path}: a journal of schema {meta.get('schema')}, this kit writes schema {SCHEMA}; "
                           "choose another --out")
    if meta["challenges_sha256"] != identity.challenges_sha256:
        raise JournalError(f"{path}: holds a run on other tasks ({meta['dataset']}); choose another --out, or give the "
                           "same --dataset, --limit and --task")
    if int(meta["seed"]) != identity.seed:
        raise JournalError(f"{path}: holds a run with --seed {meta['seed']}; choose another --out, or give that seed")


def _refusal(path: Path, error: sqlite3.Error) -> JournalError:
    if "unable to open" in str(error) or "readonly" in str(error):
        return JournalError(f"{path}: cannot be written; choose an --out folder that can")
    if "full" in str(error) or "disk I/O" in str(error):
        return JournalError(f"{path}: cannot be written ({error}); make room, or choose another --out")
    if "locked" in str(error):
        return JournalError(f"{path}: another program has locked it; close that, or choose another --out")
    return JournalError(f"{path}: not a journal, or damaged ({error}); choose another --out or remove the file")


def _row(evaluation: Evaluation, now_s: float) -> tuple:
    candidate = evaluation.candidate
    return (candidate.id, candidate.task_id, candidate.engine, candidate.key, candidate.rank,
            _storable(candidate.program), json.dumps(candidate.parents), candidate.found_s, evaluation.outcome,
            json.dumps(evaluation.train_correct), _grids(evaluation.train_grids), _grids(evaluation.test_grids),
            _storable(evaluation.message), evaluation.seconds, evaluation.p_transductive, now_s)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _storable(text: str) -> str:
    """SQLite stores UTF-8; a lone surrogate, which a language model can write, has none and becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _grids(grids: Sequence[Grid | None]) -> str:
    return "[" + ",".join("null" if grid is None else f'"{pack(grid)}"' for grid in grids) + "]"


def _evaluation(row: tuple) -> Evaluation:
    (_, task_id, engine, key, rank, program, parents, found_s, outcome, train_correct, train_grids, test_grids, message,
     seconds, p_transductive, _) = row
    candidate = Candidate(task_id, engine, key, program, rank, found_s, tuple(json.loads(parents)))
    return Evaluation(candidate, outcome, tuple(json.loads(train_correct)), _ungrids(train_grids), _ungrids(test_grids),
                      message, seconds, p_transductive)


def _ungrids(text: str) -> tuple[Grid | None, ...]:
    return tuple(None if packed is None else unpack(packed) for packed in json.loads(text))
