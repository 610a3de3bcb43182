"""Users' programs: parquet files of any size -> the rows worth learning from, with labels.

Columns: `task_id`; `code` or `program`; and either `label` or `is_transductive`, or `correct_train_input` and
`correct_test_input` (lists of bool, one a pair, or the same as JSON text), from which a weak label follows. `model`,
where there is one, names who wrote the program. These are the names of the public SOAR and Trelis data sets.

Promises: two passes, and neither holds a file in memory. The first streams the small columns and draws rows balanced
over labels and tasks; the second fetches the sources of those. The same files and seed draw the same rows. What is
skipped is counted; what cannot be used at all is a TableError of one line. Leaves out: tasks' grids, features.
"""
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

SOURCES, LABELS = ("code", "program"), ("label", "is_transductive")
TRAIN, TEST, STYLE = "correct_train_input", "correct_test_input", "model"
BATCH_ROWS = 100_000           # of the small columns: some ten MB
SLICE_ROWS = 5_000             # of the sources: some ten MB for programs of two thousand characters


class TableError(Exception):
    """A file cannot be used. One line: what is wrong, and what would be right."""


@dataclass(frozen=True)
class Row:
    """One labelled program of a user. `right`: known to be right on every train and test pair."""

    task_id: str
    program: str
    label: int
    style: str
    right: bool


@dataclass
class Counts:
    """What became of the rows of all files."""

    rows: int = 0
    unlabelled: int = 0            # no label, and correctness that says neither yes nor no
    unknown_task: int = 0
    usable: int = 0                # labelled, of a known task; `chosen` of them were drawn
    chosen: int = 0
    empty: int = 0                 # drawn, but without a source
    repeated: int = 0              # drawn, but the same source for the same task was drawn before
    by_label: dict[int, int] = field(default_factory=lambda: {0: 0, 1: 0})

    def told(self) -> str:
        """In a line, for a person."""
        skipped = {"without a label": self.unlabelled, "of an unknown task": self.unknown_task,
                   "empty": self.empty, "repeated": self.repeated}
        told = ", ".join(f"{count:,} {why}" for why, count in skipped.items() if count) or "none"
        return (f"{self.rows:,} rows; usable {self.usable:,} ({self.by_label[1]:,} transductive); drawn "
                f"{self.chosen:,}; skipped: {told}")


def read(paths: Sequence[str | os.PathLike], tasks: Collection[str], *, rows_max: int = 100_000, seed: int = 0,
         done: Callable[[int], None] = lambda rows: None) -> tuple[list[Row], Counts]:
    """At most `rows_max` labelled programs of the known tasks. `done` is told of rows passed, twice each in all.

    Raises TableError.
    """
    counts = Counts()
    scans = [_Scan.open(path) for path in paths]
    draw = _Draw(rows_max)
    for number, scan in enumerate(scans):
        for batch in scan.small(tasks):
            _count(counts, batch)
            batch = batch.filter(pl.col("label").is_not_null() & pl.col("known"))
            draw.add(batch.with_columns(pl.lit(number, dtype=pl.UInt32).alias("file")), seed)
            done(scan.passed)
    if not counts.usable:
        raise TableError(f"{_listed(paths)}: no row to learn from ({counts.told()}); a row needs a task id of the "
                         "known training tasks, and a label, or to be right on every train pair")
    for label, words in ((0, "honest"), (1, "transductive")):
        if not counts.by_label[label]:
            raise TableError(f"{_listed(paths)}: one class only, no {words} program among {counts.usable:,} labelled "
                             "rows; both are needed")
    chosen = draw.result()
    counts.chosen = len(chosen)
    rows = []
    for number, scan in enumerate(scans):
        rows += scan.fetch(chosen.filter(pl.col("file") == number), counts, done)
    return _without_repeats(rows, counts), counts


def weak_label(train: Sequence[bool] | None, test: Sequence[bool] | None) -> int | None:
    """1 if all of train and not all of test is right, 0 if all of both is, else None: `read`'s rule, for one row."""
    if not train or not test or not all(train):
        return None
    return int(not all(test))


@dataclass
class _Scan:
    """One file and which of its columns mean what."""

    path: Path
    frame: pl.LazyFrame
    columns: dict[str, pl.DataType]
    rows: int
    passed: int = 0

    @classmethod
    def open(cls, path: str | os.PathLike) -> "_Scan":
        path = Path(path)
        try:
            if path.is_dir():
                raise TableError(f"{path}: a folder; give parquet files")
            with open(path, "rb") as file:
                if file.read(4) != b"PAR1":
                    raise TableError(f"{path}: not a parquet file")
            frame = pl.scan_parquet(path, glob=False)
            columns = dict(frame.collect_schema())
            rows = frame.select(pl.len()).collect().item()
        except OSError as error:
            raise TableError(f"{path}: cannot be read ({error.strerror or error})") from None
        except PolarsError as error:
            raise TableError(f"{path}: damaged, or not a parquet file ({_first_line(error)})") from None
        scan = cls(path, frame, columns, rows)
        scan._check()
        return scan

    def _check(self) -> None:
        missing = [words for words, names in (
            ("task_id", ("task_id",)), ("code (or program)", SOURCES)) if not self._first(names)]
        if not self._first(LABELS) and not {TRAIN, TEST} <= self.columns.keys():
            missing.append(f"label (or is_transductive, or both {TRAIN} and {TEST})")
        if missing:
            raise TableError(f"{self.path}: columns missing: {'; '.join(missing)}; there are: "
                             f"{', '.join(self.columns) or 'none'}")
        if not self.rows:
            raise TableError(f"{self.path}: no rows")

    def _first(self, names: Sequence[str]) -> str | None:
        return next((name for name in names if name in self.columns), None)

    def small(self, tasks: Collection[str]) -> Iterator[pl.DataFrame]:
        """Batches of (row, task_id, label, style, right, known), without any source."""
        known = pl.Series(sorted(tasks), dtype=pl.String)
        for begin in range(0, self.rows, BATCH_ROWS):
            part = self.frame.slice(begin, BATCH_ROWS).select(
                pl.col("task_id").cast(pl.String), self._label().alias("label"), self._right().alias("right"),
                self._style().alias("style"))
            batch = _collected(part, self.path).with_row_index("row", offset=begin)
            self.passed = len(batch)
            yield batch.with_columns(pl.col("task_id").is_in(known.implode()).fill_null(False).alias("known"))

    def fetch(self, chosen: pl.DataFrame, counts: Counts, done: Callable[[int], None]) -> list[Row]:
        """The chosen rows with their sources, those without one left out and counted."""
        rows, wanted = [], chosen.sort("row")
        places = wanted["row"].to_numpy()
        source = pl.col(self._first(SOURCES)).cast(pl.String).alias("program")
        for begin in range(0, self.rows, SLICE_ROWS):
            first, last = np.searchsorted(places, (begin, begin + SLICE_ROWS))
            if first < last:
                sources = _collected(self.frame.slice(begin, SLICE_ROWS).select(source), self.path)["program"]
                sources = sources.gather(places[first:last] - begin).to_list()
                for row, program in zip(wanted[first:last].iter_rows(named=True), sources):
                    if program and program.strip():
                        rows.append(Row(row["task_id"], program, int(row["label"]), row["style"], bool(row["right"])))
                    else:
                        counts.empty += 1
            done(min(SLICE_ROWS, self.rows - begin))
        return rows

    def _label(self) -> pl.Expr:
        given = self._first(LABELS)
        if given:
            text = pl.col(given).cast(pl.String).str.to_lowercase()
            stated = (pl.when(text.is_in(["1", "true", "1.0"])).then(1)
                      .when(text.is_in(["0", "false", "0.0"])).then(0).otherwise(None).cast(pl.Int8))
            return stated.fill_null(self._weak()) if self._has_correctness() else stated
        return self._weak()

    def _weak(self) -> pl.Expr:
        return (pl.when(self._all(TRAIN) & self._all(TEST)).then(0)
                .when(self._all(TRAIN) & ~self._all(TEST)).then(1).otherwise(None).cast(pl.Int8))

    def _right(self) -> pl.Expr:
        if not self._has_correctness():
            return pl.lit(False)
        return (self._all(TRAIN) & self._all(TEST)).fill_null(False)

    def _has_correctness(self) -> bool:
        return {TRAIN, TEST} <= self.columns.keys()

    def _style(self) -> pl.Expr:
        if STYLE in self.columns:
            return pl.col(STYLE).cast(pl.String).fill_null(self.path.stem)
        return pl.lit(self.path.stem)

    def _all(self, name: str) -> pl.Expr:
        """Whether a list of bool is all true; null where it is null, empty, or holds a null."""
        column = pl.col(name)
        if self.columns[name] == pl.String:
            column = column.str.json_decode(pl.List(pl.Boolean))
        column = column.cast(pl.List(pl.Boolean))
        unknown = (column.list.len() == 0) | (column.list.eval(pl.element().is_null()).list.any())
        return pl.when(unknown.fill_null(True)).then(None).otherwise(column.list.all())


class _Draw:
    """A sample of the rows that stream by, even over labels and tasks, of at most `rows_max` in the end.

    Each row has a random number that its place gives it; per label and task those with the lowest are kept, and fewer
    of them as more tasks turn up. That is a uniform sample within each, whatever the size of the stream.
    """

    def __init__(self, rows_max: int) -> None:
        self._rows_max = rows_max
        self._kept: pl.DataFrame | None = None

    def add(self, batch: pl.DataFrame, seed: int) -> None:
        lot = pl.struct("file", "row").hash(seed).alias("lot")
        batch = batch.select("file", "row", "task_id", "label", "style", "right", lot)
        self._kept = batch if self._kept is None else pl.concat([self._kept, batch])
        if len(self._kept) > 4 * self._rows_max:
            self._kept = self._cut(2 * self._rows_max)

    def result(self) -> pl.DataFrame:
        """The drawn rows: half of each label, where there are as many."""
        sizes = {label: int((self._kept["label"] == label).sum()) for label in (0, 1)}
        least = min(sizes.values())
        share = min(least, self._rows_max // 2)
        quotas = {label: share if sizes[label] == least else self._rows_max - share for label in (0, 1)}
        return self._cut_each(quotas)

    def _cut(self, rows: int) -> pl.DataFrame:
        return self._cut_each({0: rows // 2, 1: rows // 2})

    def _cut_each(self, quotas: dict[int, int]) -> pl.DataFrame:
        """At most so many rows of each label: the lowest lots of each task, as many of one task as of another."""
        parts = []
        for label, quota in quotas.items():
            part = self._kept.filter(pl.col("label") == label)
            order = pl.col("lot").rank("ordinal").over("task_id").alias("order")
            parts.append(part.with_columns(order).sort("order", "lot").head(quota).drop("order"))
        return pl.concat(parts)


def _count(counts: Counts, batch: pl.DataFrame) -> None:
    labelled = batch["label"].is_not_null()
    counts.rows += len(batch)
    counts.unlabelled += int((~labelled).sum())
    counts.unknown_task += int((labelled & ~batch["known"]).sum())
    usable = batch.filter(labelled & batch["known"])
    counts.usable += len(usable)
    for label in (0, 1):
        counts.by_label[label] += int((usable["label"] == label).sum())


def _without_repeats(rows: list[Row], counts: Counts) -> list[Row]:
    seen, kept = set(), []
    for row in rows:
        if (row.task_id, row.program) not in seen:
            seen.add((row.task_id, row.program))
            kept.append(row)
    counts.repeated = len(rows) - len(kept)
    return kept


def _collected(frame: pl.LazyFrame, path: Path) -> pl.DataFrame:
    try:
        return frame.collect()
    except PolarsError as error:
        raise TableError(f"{path}: cannot be read as what its columns' names say ({_first_line(error)})") from None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _listed(paths: Sequence[str | os.PathLike]) -> str:
    return ", ".join(map(str, paths))
