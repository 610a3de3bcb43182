"""What labelled programs really do: right or wrong per pair, and the outputs on the classifier's probes.

Promises: every program runs in the sandbox; what was proved is kept in a folder, part by part, so that a training that
was stopped goes on; a program on which the sandbox itself failed is proved to be nothing and is not kept. Leaves out:
the labels, and what is dropped for not being what it claims (`kernel.teach`).
"""
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from classifier.behaviour import probes
from classifier.corpus.example import TaskGrids
from kernel.candidates import pack, unpack
from kernel.sandbox import Outcome, Sandbox
from kernel.tasks import Grid

PART = 400                     # programs that are proved, and kept, together: about a second of both cores


@dataclass(frozen=True)
class Proof:
    """One program on its task: right or wrong per train pair; the grids for the test inputs; those for the probes."""

    train: tuple[bool, ...]
    tests: tuple[Grid | None, ...]
    runs: tuple[Grid | None, ...]

    def right(self, truths: Sequence[Grid] | None) -> bool | None:
        """Whether it is right on all of train and test; None when train is right and the truth about test unknown."""
        if not all(self.train):
            return False
        return None if truths is None else list(self.tests) == list(truths)


def prove(programs: Sequence[tuple[str, str]], tasks: Mapping[str, TaskGrids], sandbox: Sandbox, folder: Path,
          done: Callable[[int], None] = lambda programs: None) -> Iterator[Proof | None]:
    """A proof for each (task id, program), in order; None where the sandbox failed. `folder` keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    for begin in range(0, len(programs), PART):
        part = programs[begin:begin + PART]
        proofs = _kept(folder / f"{_digest(part, tasks)}.parquet")
        if proofs is None:
            proofs = _run(part, tasks, sandbox)
            if None not in proofs:
                _keep(folder / f"{_digest(part, tasks)}.parquet", proofs)
        done(len(part))
        yield from proofs


def _run(part: Sequence[tuple[str, str]], tasks: Mapping[str, TaskGrids], sandbox: Sandbox) -> list[Proof | None]:
    jobs = ((number, program, _inputs(tasks[task_id])) for number, (task_id, program) in enumerate(part))
    proofs: list[Proof | None] = [None] * len(part)
    for run in sandbox.run_many(jobs):
        train, tests = tasks[part[run.key][0]]
        if run.outcome is Outcome.INFRA:
            continue
        grids = [output.grid for output in run.outputs]
        proofs[run.key] = Proof(tuple(grid == output for grid, (_, output) in zip(grids, train)),
                                tuple(grids[len(train):len(train) + len(tests)]),
                                tuple(grids[len(train) + len(tests):]))
    return proofs


def _inputs(task: TaskGrids) -> list[Grid]:
    train, tests = task
    return [given for given, _ in train] + list(tests) + [probe.input for probe in probes(train, tests)]


def _digest(part: Sequence[tuple[str, str]], tasks: Mapping[str, TaskGrids]) -> str:
    """Names what was asked: the programs and every grid that they run on or are compared with."""
    asked = [[program, _inputs(tasks[task_id]), [output for _, output in tasks[task_id][0]]]
             for task_id, program in part]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]


def _keep(path: Path, proofs: Sequence[Proof]) -> None:
    def packed(grids: Sequence[Grid | None]) -> list[str | None]:
        return [None if grid is None else pack(grid) for grid in grids]

    frame = pl.DataFrame({"train": [list(one.train) for one in proofs], "tests": [packed(one.tests) for one in proofs],
                          "runs": [packed(one.runs) for one in proofs]},
                         schema={"train": pl.List(pl.Boolean), "tests": pl.List(pl.String), "runs": pl.List(pl.String)})
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    frame.write_parquet(temporary)
    os.replace(temporary, path)


def _kept(path: Path) -> list[Proof] | None:
    if not path.is_file():
        return None

    def unpacked(texts: Sequence[str | None]) -> tuple[Grid | None, ...]:
        return tuple(None if text is None else unpack(text) for text in texts)

    return [Proof(tuple(train), unpacked(tests), unpacked(runs))
            for train, tests, runs in pl.read_parquet(path).iter_rows()]
