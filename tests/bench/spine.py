"""What the spine costs: the share of a run's wall time that is neither engine nor sandbox, at 60 to 400 tasks.

    build.py bench spine [--json] [--engine search|replay] [--tasks 60 120 240 400] [--seconds-per-task 0.5]

Runs `kernel.run.perform` on ARC-AGI-1 training tasks, with real engines and the real sandbox. The spine is one thread:
its CPU time (`spine_s`: loop, journal, vote, submission; not the threads and processes of engines and sandbox) over the
run's wall time is `share`. Waiting for the disk is in the wall time alone, since engines and sandbox go on meanwhile.
`per_task_ms` at the largest size over that at the smallest is `growth`: 1 means that the cost grows linearly.

With replay no engine works and every program takes a few milliseconds of sandbox: the worst case for the share, though
not time added, since the sandbox works meanwhile. Leaves out: starting Python, and loading the tasks (`load_s`).
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

from classifier import TransductiveClassifier
from kernel.datasets import load_challenges
from kernel.door import make_engine
from kernel.progress import Progress
from kernel.run import RunSettings, perform
from kernel.sandbox import Sandbox

QUICK = ["def transform(g):\n    return [row[::-1] for row in g]\n",
         "def transform(g):\n    return g[::-1]\n",
         "def transform(g):\n    return [list(row) for row in zip(*g)]\n",
         "import numpy as np\ndef transform(g):\n    return np.rot90(np.array(g)).tolist()\n",
         "import numpy as np\ndef transform(g):\n    return np.kron(g, np.ones((2, 2), int))[:30, :30].tolist()\n",
         "def transform(g):\n    return [[9 - cell for cell in row] for row in g]\n",
         "def transform(g):\n    return [row for row in g if any(row)]\n",
         "def transform(g):\n    return g[0][0] // 0\n"]


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench spine", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--engine", choices=["search", "replay"], action="append", help="default: both")
    parser.add_argument("--tasks", type=int, nargs="+", default=[60, 120, 240, 400], metavar="N")
    parser.add_argument("--seconds-per-task", type=float, default=0.5, metavar="S", help="of search (default: 0.5)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), metavar="N")
    arguments = parser.parse_args(argv)
    began = time.perf_counter()
    challenges = load_challenges("arc-agi-1-training")
    load_s = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        warm_up()
        results = {engine: [measure(engine, challenges.first(n), arguments, Path(folder, f"{engine}-{n}"))
                            for n in sorted(arguments.tasks)] for engine in arguments.engine or ["search", "replay"]}
    growth = {engine: round(rows[-1]["per_task_ms"] / rows[0]["per_task_ms"], 2) for engine, rows in results.items()}
    if arguments.json:
        print(json.dumps({"load_s": round(load_s, 2), "runs": results, "growth": growth}, indent=1))
    else:
        show(results, growth)
    return 0


def warm_up() -> None:
    """Import what the first run would, so that it is not charged with it."""
    with Sandbox(workers=1) as sandbox:
        sandbox.run(QUICK[0], [[[1]]])


def measure(engine: str, challenges, arguments: argparse.Namespace, folder: Path) -> dict:
    """One run."""
    folder.mkdir()
    spec = engine
    if engine == "replay":
        spec = f"replay:{folder / 'programs.jsonl'}"
        (folder / "programs.jsonl").write_text("".join(
            json.dumps({"task_id": task.id, "program": program}) + "\n"
            for task in challenges.tasks for program in QUICK))
    settings = RunSettings(out_dir=folder, budget_s=3600, workers=arguments.workers,
                           seconds_per_task=arguments.seconds_per_task if engine == "search" else None)
    writer = make_engine(spec, arguments.workers)
    classifier = TransductiveClassifier.load()
    with open(os.devnull, "w") as nowhere:
        wall, spine = time.perf_counter(), time.thread_time()
        summary = perform(challenges, settings, [writer], clock=time.monotonic, stop=lambda: 0,
                          progress=Progress(Console(file=nowhere)), classifier=classifier)
        wall, spine = time.perf_counter() - wall, time.thread_time() - spine
    return {"tasks": len(challenges.tasks), "candidates": summary.candidates, "wall_s": round(wall, 3),
            "spine_s": round(spine, 3), "share": round(spine / wall, 4),
            "per_task_ms": round(1000 * spine / len(challenges.tasks), 3),
            "per_candidate_ms": round(1000 * spine / max(1, summary.candidates), 3)}


def show(results: dict[str, list[dict]], growth: dict[str, float]) -> None:
    """The same for a person."""
    print(f"{'engine':8}{'tasks':>6}{'candidates':>12}{'wall s':>9}{'spine s':>9}{'share':>8}{'ms a task':>11}")
    for engine, rows in results.items():
        for row in rows:
            print(f"{engine:8}{row['tasks']:6}{row['candidates']:12}{row['wall_s']:9.2f}{row['spine_s']:9.2f}"
                  f"{row['share']:8.1%}{row['per_task_ms']:11.2f}")
        few, many = rows[0]["tasks"], rows[-1]["tasks"]
        print(f"{engine:8}cost of a task at {many} tasks over that at {few}: {growth[engine]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
