"""The replay engine: programs that were recorded, run through the same pipe.

For recorded programs of any origin (a language model's dataset, another run's journal), so that votes and classifiers
can be compared offline. Reads parquet or JSONL with the columns `task_id` and one of `program`, `code` or a raw `reply`
(`kernel.replies.program_of` takes the program out); a column `rank`, if there, is the rank, else all have rank 0.

Promises: only rows of the task asked for are held in memory; rows come in the file's order; a candidate's key is its
row number with a digest of the program, so that a changed file is not taken for the old one. The file is checked when
the engine is made. Leaves out: rows without a program (an empty one, or a reply without one), which are counted and
passed over. Each request of a parquet file is one filtered scan of it.
"""
import hashlib
import json
import queue
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kernel.candidates import Candidate
from kernel.engines import EngineError, Finished, Request, Sampled
from kernel.replies import program_of

PROGRAM_COLUMNS = ("program", "code", "reply")
Row = tuple[int, str | None, int]
"""Row number, program (None where there is none), rank."""


class ReplayEngine:
    """Yields every recorded program of a task and is then exhausted. Raises EngineError for a file it cannot use."""

    slots = 1
    draws = False
    doubted = True

    def __init__(self, path: str | Path):
        self.path = Path(path)
        self.name = f"replay:{self.path.name}"
        self.without_program = 0
        if not self.path.is_file():
            raise EngineError(f"{self.path}: no such file; replay needs recorded programs, parquet or JSONL")
        self._source = _open(self.path)
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, events: queue.Queue) -> None:
        """Begin to serve requests on a thread."""
        self._thread = threading.Thread(target=self._serve, args=(events,), name=self.name, daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> None:
        """Take a request; its `seconds` are not used up, since nothing is computed."""
        self._requests.put(request)

    def close(self) -> None:
        """Stop after the row at hand. Safe to call twice."""
        self._closed.set()
        self._requests.put(None)
        if self._thread is not None:
            self._thread.join(timeout=1)

    def _serve(self, events: queue.Queue) -> None:
        while (request := self._requests.get()) is not None:
            try:
                exhausted = self._yield_rows(request, events)
            except Exception as error:                   # the boundary of one request: the others go on
                events.put(Finished(request, 0.0, error=f"{self.path}: {type(error).__name__}: {error}"))
            else:
                events.put(Finished(request, 0.0, exhausted=exhausted))

    def _yield_rows(self, request: Request, events: queue.Queue) -> bool:
        """Put the candidates of one task; whether there are no more."""
        yielded = 0
        for row, program, rank in self._source.rows(request.task.id):
            if self._closed.is_set() or yielded >= request.samples:
                return False
            if program is None or not program.strip():
                self.without_program += 1
                continue
            digest = hashlib.sha256(program.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            events.put(Sampled(request, Candidate(request.task.id, self.name, f"{row}-{digest}", program, rank)))
            yielded += 1
        return True


def _open(path: Path) -> "_Parquet | _Jsonl":
    """By content, not by name: a parquet file begins with PAR1."""
    try:
        with open(path, "rb") as file:
            head = file.read(4)
    except OSError as error:
        raise EngineError(f"{path}: cannot be read ({error.strerror or error})") from None
    return _Parquet(path) if head == b"PAR1" else _Jsonl(path)


def _program(column: str, value: str | None) -> str | None:
    return program_of(value) if column == "reply" and value is not None else value


def _column(path: Path, names: list[str]) -> str:
    """The column that holds programs. Raises EngineError when it or `task_id` is missing."""
    column = next((name for name in PROGRAM_COLUMNS if name in names), None)
    if "task_id" not in names or column is None:
        raise EngineError(f"{path}: has the columns {', '.join(names) or '(none)'}; needed are task_id and one of "
                          f"{', '.join(PROGRAM_COLUMNS)}")
    return column


class _Parquet:
    """A parquet file, scanned lazily."""

    def __init__(self, path: Path):
        import polars                                    # takes a while to import: only where a file needs it

        self._polars = polars
        try:
            scan = polars.scan_parquet(path)
            schema = scan.collect_schema()
        except (polars.exceptions.PolarsError, OSError) as error:
            raise EngineError(f"{path}: not a parquet file that can be read ({_first_line(error)})") from None
        self._name = _column(path, list(schema))
        for name in ("task_id", self._name):
            if schema[name] not in (polars.String, polars.Categorical):
                raise EngineError(f"{path}: column {name} is of type {schema[name]}, text is needed")
        columns = ["row", "task_id", self._name]
        if "rank" in schema and schema["rank"].is_integer():
            columns.append("rank")
        self._scan = scan.with_row_index("row").select(columns)

    def rows(self, task_id: str) -> Iterator[Row]:
        polars = self._polars
        wanted = self._scan.filter(polars.col("task_id").cast(polars.String) == task_id)
        for row, _, text, *rank in wanted.collect(engine="streaming").sort("row").iter_rows():
            yield row, _program(self._name, text), (rank[0] or 0) if rank else 0


class _Jsonl:
    """A JSONL file, indexed by task with one pass when opened: a byte offset a row stays in memory."""

    def __init__(self, path: Path):
        self._path = path
        self._offsets: dict[str, list[tuple[int, int]]] = defaultdict(list)
        try:
            with open(path, "rb") as file:
                self._index(file)
        except OSError as error:
            raise EngineError(f"{path}: cannot be read ({error.strerror or error})") from None
        if not self._offsets:
            raise EngineError(f"{path}: no row in it; replay needs recorded programs, parquet or JSONL")

    def _index(self, file) -> None:
        offset = 0
        for number, line in enumerate(file):
            if line.strip():
                task_id = _row_of(line, f"{self._path}, line {number + 1}")["task_id"]
                self._offsets[task_id].append((number, offset))
            offset += len(line)

    def rows(self, task_id: str) -> Iterator[Row]:
        with open(self._path, "rb") as file:
            for number, offset in self._offsets.get(task_id, ()):
                file.seek(offset)
                row = _row_of(file.readline(), f"{self._path}, line {number + 1}")
                name = next(name for name in PROGRAM_COLUMNS if name in row)
                rank = row.get("rank")
                yield number, _program(name, row[name]), rank if isinstance(rank, int) else 0


def _row_of(line: bytes, where: str) -> dict:
    """A line of a JSONL file as a dict with `task_id` and a program column. Raises EngineError."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise EngineError(f"{where}: not JSON; replay needs a JSON object a line, or parquet") from None
    if not isinstance(row, dict):
        raise EngineError(f"{where}: not a JSON object; needed are task_id and one of {', '.join(PROGRAM_COLUMNS)}")
    try:
        name = _column(Path(where), list(row))
    except EngineError as error:
        raise EngineError(str(error).replace("has the columns", "has the fields")) from None
    if not isinstance(row["task_id"], str) or not isinstance(row[name], str | None):
        raise EngineError(f"{where}: task_id and {name} must be text")
    return row


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
