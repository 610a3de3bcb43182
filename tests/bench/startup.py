"""How soon a run begins: seconds from the start to the placeholder, to installed, to the first sample, as on Kaggle.

    build.py bench startup [--json] [--target cpu] [--limit 300]

Runs the kernel's file of a bundle (real wheels, the stand-in model) in an imitated tree, in the scored rerun, until the
model's first samples are in the journal, and ends it there. `first_sample_s` is when the first was journaled; with
target `none` there is no model, and it is the first candidate of the search. `left` is the share of Kaggle's 12 hours
that remains then, for this machine's disk and CPUs: on Kaggle the big model's servers take minutes to load.

Needs root, or a machine that lets one make mount and network namespaces. Leaves out: Kaggle's own start of a container.
"""
import argparse
import json
import os
import re
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kernel.submission import Settings
from tests import kaggle_tree
from tests.sandbox_watch import wait_until

# What a line of the log is recognised by, and what it is called.
MARKS = {"placeholder_s": r"placeholder: ", "weights_read_s": r"weights: ", "run_started_s": r"run started: ",
         "kernel_installed_s": r"environment kernel: ", "serve_installed_s": r"environment serve: ",
         "server_ready_s": r"run \| server-0 ready"}


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0, or 1 where no sample came in time."""
    parser = argparse.ArgumentParser(prog="build.py bench startup", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--target", choices=("cpu", "none"), default="cpu", help="which wheels (default: cpu)")
    parser.add_argument("--limit", metavar="S", type=float, default=600, help="give up after so long (default: 600)")
    arguments = parser.parse_args(argv)
    if kaggle_tree.namespaces() is None:
        print("bench startup: this machine lets nobody make mount and network namespaces; run it as root")
        return 2
    with tempfile.TemporaryDirectory(prefix="arc-kit-bench-") as folder:
        figures = measure(Path(folder), arguments.target, arguments.limit)
    if arguments.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:22}{value:>10.1%}" if name == "left" else f"{name:22}{value!s:>10}")
    return 0 if "first_sample_s" in figures else 1


def measure(folder: Path, target: str, limit_s: float) -> dict:
    """One run to its first sample: name -> seconds since the file's process began."""
    tree = kaggle_tree.Tree(folder / "tree", settings={"limit_s": limit_s, "reserve_s": 2, "leave_s": 5, "least_s": 5,
                                                      "room_mb": 50, "line_s": 0})
    ids = list(kaggle_tree.read_tasks("arc-agi-1-training"))
    tree.attach_competition(ids[:240])
    kaggle_tree.attach_bundle(tree, target)
    running = tree.start()
    try:
        wait_until(lambda: sampled(running.log, target) or running.process.poll() is not None, limit_s)
        if running.process.poll() is None:
            os.kill(running.pid(), signal.SIGTERM)
    finally:
        ended = running.end()
    figures = {name: float(met[1]) for name, pattern in MARKS.items()
               if (met := re.search(rf"^ *([\d.]+) s  {pattern}", ended.log, re.MULTILINE))}
    if (sample_s := first_sample(ended.working / "run.sqlite", target)) is not None:
        figures["first_sample_s"] = round(figures["run_started_s"] + sample_s, 1)
        figures["left"] = round(1 - (figures["first_sample_s"] + Settings().reserve_s) / Settings().limit_s, 4)
    return figures


def sampled(log: str, target: str) -> bool:
    """Whether samples are in the journal, as far as the log tells: with a model, some lines of figures after its server
    was ready."""
    if target == "none":
        return re.search(r"[1-9]\d* with a vote", log) is not None
    return log.partition("server-0 ready")[2].count(" tasks solved on train") > 3


def first_sample(journal: Path, target: str) -> float | None:
    """Run time of the first sample in the journal; None where there is none."""
    table = "samples" if target == "cpu" else "candidates"
    try:
        with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as opened:
            return opened.execute(f"SELECT min(at_s) FROM {table}").fetchone()[0]
    except sqlite3.Error:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
