"""The report: the page itself in a real browser, and what every kind of run folder gets.

The runs are made here with the kit's own journal and submission from real ARC-AGI-1 training tasks and a handful of
programs that are run in this process, which is safe because they stand below.
"""
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from kernel.candidates import Candidate, Evaluation
from kernel.datasets import Challenges, load_challenges
from kernel.journal import Identity, Journal, Spent, fingerprint
from kernel.report import ReportError, write
from kernel.report.page import embed
from kernel.score import load_solutions, score
from kernel.submit import placeholder
from kernel.submit import write as write_submission
from kernel.tasks import Task
from kernel.vote import vote

DATASET = "arc-agi-1-training"
SOLVED = ["67a3c6ac", "68b16354", "74dd1130", "3c9b0459", "6150a2bd", "ed36ccf7"]    # each by one of PROGRAMS
OTHERS = ["007bbfb7", "00d62c1b", "3428a4f5", "239be575", "27a28665", "44f52bb0"]
PROGRAMS = {
    "identity": "def transform(grid):\n    return grid\n",
    "mirror": "def transform(grid):\n    # left to right\n    return [row[::-1] for row in grid]\n",
    "flip": "def transform(grid):\n    return grid[::-1]\n",
    "transpose": "def transform(grid):\n    return [list(row) for row in zip(*grid)]\n",
    "half turn": "def transform(grid):\n    return [row[::-1] for row in grid[::-1]]\n",
    "quarter turn": "def transform(grid):\n    '''Against the clock.'''\n    return [list(row) for row in zip(*grid)][::-1]\n",
    "black or one": "def transform(grid):\n    return [[1 if any(map(any, grid)) else 0]]\n",
    "late": "def transform(grid):\n    raise ValueError('no idea: ' + str(len(grid)))\n",
}


def evaluate(task: Task, candidate: Candidate) -> Evaluation:
    """What the sandbox would see, for a program of ours."""
    space: dict = {}
    grids, message = [], ""
    for grid in task.inputs:
        try:
            exec(candidate.program, space)
            grids.append(space["transform"]([row[:] for row in grid]))
        except Exception as error:
            grids.append(None)
            message = f"{type(error).__name__}: {error}"
    n = len(task.train)
    correct = tuple(grid == pair.output for grid, pair in zip(grids, task.train))
    return Evaluation(candidate, "RAISED" if message else "OK", correct, tuple(grids[:n]), tuple(grids[n:]), message, seconds=0.004)


def chosen(ids: Iterable[str]) -> Challenges:
    challenges = load_challenges(DATASET)
    tasks = {task.id: task for task in challenges.tasks}
    kept = tuple(tasks[id] for id in ids)
    return replace(challenges, tasks=kept, placeholders={task.id: len(task.tests) for task in kept})


def make_run(folder: Path, challenges: Challenges, programs: dict[str, str] = PROGRAMS, *, scored: bool = True) -> None:
    """A run's folder as the dry run leaves it: journal, submission and, if `scored`, score.json."""
    folder.mkdir(parents=True, exist_ok=True)
    submission = placeholder(challenges)
    identity = Identity(DATASET, fingerprint(challenges.tasks, challenges.refused), 7)
    with Journal.open(folder / "run.sqlite", identity) as journal:
        journal.register(challenges.tasks, {id: (1, why) for id, why in challenges.refused.items()})
        for at, task in enumerate(challenges.tasks):
            evaluations = [evaluate(task, Candidate(task.id, "search", key, program, rank, 0.1 * rank)) for rank, (key, program) in enumerate(programs.items())]
            journal.append(evaluations, [Spent("search", task.id, 1.5)], now_s=2.0 * (at + 1))
            submission[task.id] = [dict(zip(("attempt_1", "attempt_2"), tally.attempts(test)))
                                   for tally, test in zip(vote(evaluations, len(task.tests)), task.tests)]
    write_submission(folder / "submission.json", submission, challenges)
    if scored:
        result = score(challenges, submission, load_solutions(DATASET))
        (folder / "score.json").write_text(json.dumps({"dataset": DATASET, "score": result.score, "tasks_solved": result.tasks_solved}))


def embedded(page: Path, id: str = "summary"):
    """The data of one of the page's JSON blocks, found as a browser finds it: up to the first end tag."""
    return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script', page.read_text(), re.S)[1])
