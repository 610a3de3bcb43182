"""`kill -9` at random moments of real runs, each followed by a restart on the same folder, watched from outside."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kernel.datasets import Challenges, load_challenges
from kernel.journal import challenge_of
from kernel.submit import read

ROOT = Path(__file__).parents[1]
KILLS = 20
N_TASKS = 20

LOOKUP = """KNOWN = {known}
def transform(grid):
    for given, made in KNOWN:
        if grid == given:
            return made
    return [row[::{step}] for row in grid]
"""
OTHERS = ["def transform(grid):\n    return grid\n",
          "def transform(grid):\n    return [list(row) for row in zip(*grid)]\n",
          "def transform(grid):\n    return grid[::-1] if len(grid) % 2 else grid[0][0] // 0\n",
          "def transform(grid):\n    return 'no grid'\n",
          "not even a program (",
          "import time\ndef transform(grid):\n    time.sleep(0.02)\n    return [row[:1] for row in grid]\n"]


def programs(task):
    """Right on all train pairs, on some, on none; failing; slow: what a run sees, with one right answer to its vote."""
    pairs = [[pair.input, pair.output] for pair in task.train]
    yield LOOKUP.format(known=pairs, step=-1)
    yield LOOKUP.format(known=pairs[:-1], step=1)
    yield LOOKUP.format(known=pairs[1:], step=-1)
    yield from OTHERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with challenges.json and programs.jsonl."""
    folder = tmp_path_factory.mktemp("kill")
    tasks = load_challenges("arc-agi-1-training").tasks[:N_TASKS]
    (folder / "challenges.json").write_text(json.dumps({task.id: challenge_of(task) for task in tasks}))
    rows = [{"task_id": task.id, "program": program} for task in tasks for program in programs(task)]
    random.Random(1).shuffle(rows)
    (folder / "programs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def start(folder, out):
    command = [sys.executable, "-m", "kernel", "--dataset", "challenges.json", "--engine", "replay:programs.jsonl",
               "--budget", "10m", "--workers", "2", "--out", out]
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


class Watcher(threading.Thread):
    """Reads a submission again and again; from the moment it first appears it must be there and valid."""

    def __init__(self, path: Path, challenges: Challenges):
        super().__init__(daemon=True)
        self.path, self.challenges = path, challenges
        self.reads, self.faults, self.over = 0, [], threading.Event()

    def run(self):
        while not self.over.is_set():
            appeared = self.reads > 0 or self.path.exists()
            submission, findings = read(self.path, self.challenges)
            if submission is not None:
                self.reads += 1
            elif appeared:
                self.faults += findings

    def end(self):
        self.over.set()
        self.join()
        return self.reads, self.faults


def journaled(out):
    with sqlite3.connect(out / "run.sqlite") as db:
        return [id for id, in db.execute("SELECT id FROM candidates ORDER BY id")]


def test_killed_at_twenty_random_moments_a_run_ends_as_if_unbroken(folder):
    challenges = load_challenges(folder / "challenges.json")
    began = time.monotonic()
    assert start(folder, "unbroken").wait(timeout=120) == 0
    whole_s = time.monotonic() - began
    answers = (folder / "unbroken/submission.json").read_bytes()
    candidates = journaled(folder / "unbroken")
    assert len(candidates) == len(set(candidates)) == N_TASKS * (3 + len(OTHERS))

    rng = random.Random(20)
    out, kills, finished, mid_run, reads = folder / "broken", 0, 0, 0, 0
    while kills < KILLS:
        watcher = Watcher(out / "submission.json", challenges)
        watcher.start()
        while True:                                      # one run, killed and started again until it ends by itself
            process = start(folder, "broken")
            try:
                # No less than a fifth at a time, or a run that is killed before it has imported anything never ends.
                status = process.wait(timeout=rng.uniform(0.2, 1.0) * whole_s if kills < KILLS else 120)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                kills += 1
                mid_run += (out / "run.sqlite").exists() and _begun(out, len(candidates))
            else:
                break
        seen, faults = watcher.end()
        assert status == 0 and faults == []
        assert journaled(out) == candidates
        assert (out / "submission.json").read_bytes() == answers
        finished, reads = finished + 1, reads + seen
        shutil.rmtree(out)
    # The kills must have met runs at work, and the watcher must have looked often.
    assert mid_run >= 1 and finished >= 1 and reads > 10 * KILLS, (mid_run, finished, reads)


def _begun(out, most):
    try:
        return 0 < len(journaled(out)) < most
    except sqlite3.OperationalError:                     # killed before the tables were made
        return False
