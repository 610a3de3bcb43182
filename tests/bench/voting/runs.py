"""Recorded runs as the bench sees them: per task the ballots and the packed truths. Records the search engine where
no run is given, once, into a folder that later calls reuse. Leaves out: judging."""
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from kernel import vote
from kernel.candidates import pack
from kernel.datasets import DATASETS, load_challenges
from kernel.door import make_engine
from kernel.journal import SCHEMA, Journal, JournalError
from kernel.progress import Progress
from kernel.run import RunSettings, perform
from kernel.score import load_solutions

CACHE = Path(__file__).resolve().parents[3] / "runs" / "bench-vote" / f"schema-{SCHEMA}"


@dataclass(frozen=True)
class Recorded:
    """What a run knew of a task: its evaluations as ballots, the truth of each test input (packed), how many candidates
    it evaluated (some have no ballot), and per ballot id the program, where it is asked for."""

    task_id: str
    ballots: tuple[vote.Ballot, ...]
    truths: tuple[str, ...]
    candidates: int = 0
    programs: dict[str, str] = field(default_factory=dict)


def recorded(folder: Path, limit: int | None = None, programs: bool = False) -> tuple[str, list[Recorded]]:
    """The dataset's name and the tasks of a run's folder, in the run's order.

    Raises JournalError where there is no run, or one of a dataset that is not known by name.
    """
    with Journal.read(folder / "run.sqlite") as journal:
        dataset = journal.meta["dataset"]
        if dataset not in DATASETS:
            raise JournalError(f"{folder}: a run of {dataset}, whose solutions are not known; needed is a run of one "
                               f"of {', '.join(DATASETS)}")
        challenges, solutions = load_challenges(dataset), load_solutions(dataset)
        challenges = challenges.first(limit) if limit else challenges
        ballots, sources, counts = defaultdict(list), defaultdict(dict), Counter()
        for evaluation in journal.evaluations():
            cast = vote.ballot(evaluation)
            counts[evaluation.candidate.task_id] += 1
            if cast is not None:
                ballots[evaluation.candidate.task_id].append(cast)
                if programs:
                    sources[evaluation.candidate.task_id][cast.id] = evaluation.candidate.program
    return dataset, [Recorded(task.id, tuple(ballots[task.id]), tuple(map(pack, solutions[task.id])), counts[task.id],
                              sources[task.id]) for task in challenges.tasks]


def search_runs(datasets: Iterable[str], seconds: float, limit: int | None, workers: int) -> list[Path]:
    """Folders of finished runs of the search engine, made where they are missing: `seconds` of CPU time a task."""
    folders = []
    for name in datasets:
        folder = CACHE / f"{name}-{seconds:g}s" if limit is None else CACHE / f"{name}-{seconds:g}s-{limit}"
        folder.mkdir(parents=True, exist_ok=True)
        done = folder / "done"
        if not done.exists():
            challenges = load_challenges(name)
            settings = RunSettings(out_dir=folder, budget_s=1e6, workers=workers, seed=0, seconds_per_task=seconds)
            with open(os.devnull, "w") as nowhere:
                perform(challenges.first(limit) if limit else challenges, settings, [make_engine("search", workers)],
                        clock=time.monotonic, stop=lambda: 0, progress=Progress(Console(file=nowhere)))
            done.touch()
            print(f"recorded {name}", file=sys.stderr)
        folders.append(folder)
    return folders
