"""How many tasks the search engine solves in two attempts, by CPU seconds a task, from one run through the whole pipe.

    build.py bench search [--dataset NAME ...] [--seconds 0.5 1 2 5 10] [--limit N] [--json]

Every task is searched once for the longest of the times, through the real run loop, sandbox, journal and vote. A shorter
search's programs are a prefix of a longer one's (a property that the tests hold), so the score at a shorter time is the
vote over the candidates found by then.
"""
import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from kernel.datasets import DATASETS, Challenges, load_challenges
from kernel.door import make_engine
from kernel.journal import Journal
from kernel.progress import Progress
from kernel.run import RunSettings, perform
from kernel.score import load_solutions, score
from kernel.submit import ATTEMPTS, placeholder
from kernel.vote import vote


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench search", description=__doc__.split("\n")[0])
    parser.add_argument("--dataset", nargs="+", choices=sorted(DATASETS), metavar="NAME",
                        default=["arc-agi-1-training", "arc-agi-1-evaluation"], help="default: both parts of ARC-AGI-1")
    parser.add_argument("--seconds", type=float, nargs="+", default=[0.25, 0.5, 1, 2, 5, 10], metavar="S",
                        help="CPU seconds a task (default: 0.25 0.5 1 2 5 10)")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N tasks")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args(argv)
    results = [measure(name, arguments) for name in arguments.dataset]
    if arguments.json:
        print(json.dumps(results, indent=1))
    else:
        show(results)
    return 0


def measure(dataset: str, arguments: argparse.Namespace) -> dict:
    """One run over a dataset, and its score at each time."""
    challenges = load_challenges(dataset)
    challenges = challenges.first(arguments.limit) if arguments.limit else challenges
    settings = dict(budget_s=1e6, workers=arguments.workers, seed=arguments.seed, seconds_per_task=max(arguments.seconds))
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        perform(challenges, RunSettings(out_dir=Path(folder), **settings), [make_engine("search", arguments.workers)],
                clock=time.monotonic, stop=lambda: 0, progress=Progress(Console(stderr=True)))
        wall_s = time.perf_counter() - began
        with Journal.read(Path(folder) / "run.sqlite") as journal:
            found = {task.id: list(journal.evaluations(task.id)) for task in challenges.tasks}
    curve = [at(challenges, found, seconds) for seconds in sorted(arguments.seconds)]
    return {"dataset": dataset, "tasks": len(challenges.tasks), "wall_s": round(wall_s, 1), "curve": curve}


def at(challenges: Challenges, found: dict[str, list], seconds: float) -> dict:
    """The score of the vote over the candidates found within so many seconds."""
    submission = placeholder(challenges)
    fitted = 0
    for task in challenges.tasks:
        early = [evaluation for evaluation in found[task.id] if evaluation.candidate.found_s <= seconds]
        fitted += any(evaluation.perfect for evaluation in early)
        submission[task.id] = [dict(zip(ATTEMPTS, tally.attempts(test), strict=True))
                               for tally, test in zip(vote(early, len(task.tests)), task.tests, strict=True)]
    scored = score(challenges, submission, load_solutions(challenges.name))
    return {"seconds": seconds, "tasks_solved": scored.tasks_solved, "score": round(scored.score, 4),
            "outputs_right": scored.outputs_right, "test_outputs": scored.test_outputs, "fit_on_train": fitted}


def show(results: list[dict]) -> None:
    """The same for a person."""
    print(f"{'dataset':22}{'CPU s a task':>13}{'tasks solved':>14}{'of':>6}{'outputs right':>15}{'fit on train':>14}")
    for result in results:
        for row in result["curve"]:
            print(f"{result['dataset']:22}{row['seconds']:13g}{row['tasks_solved']:14}{result['tasks']:6}"
                  f"{row['outputs_right']:8} of {row['test_outputs']:3}{row['fit_on_train']:14}")
        print(f"{result['dataset']:22}{result['wall_s']:.0f} s in all")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
