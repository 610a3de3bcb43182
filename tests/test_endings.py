"""However a run ends: its submission is valid, nothing of it is left running, it is gone in time, and run.log says why.

Real processes with a few tiny tasks and recorded programs; `mischief` makes one thing go wrong in them. What is
promised in seconds is measured by the kit's own clock, in the log's last line, and asserted with room for a loaded
machine.
"""
import faulthandler
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from kernel import clock
from kernel.bundle import REFINING, SAMPLING, ModelBundle
from kernel.datasets import load_challenges
from kernel.endings import Ending, close_all, phases
from kernel.journal import Journal
from kernel.prompts import KIT_PACK
from kernel.submit import read
from kernel.watchdog import OVERDUE, Patience, Rule, Watchdog
from tests import fake_vllm
from tests.run_watch import (
    FLIP,
    HANGS,
    LARGE,
    MISCHIEF,
    PATIENCE_S,
    SLOW,
    STORM,
    Running,
    last,
    variants,
    write_programs,
)
from tests.sandbox_watch import wait_until

TASKS = [f"t{colour}" for colour in range(3, 8)]
SLACK_S = 20.0                           # for whatever else the machine does


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Path:
    """A folder with challenges, solutions, files of programs: all tasks are solved at once, and the last has more."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "challenges.json").write_text(json.dumps({id: {
        "train": [{"input": [[c, 0]], "output": [[0, c]]}, {"input": [[c, 5, 6]], "output": [[6, 5, c]]}],
        "test": [{"input": [[c, 1, 2]]}]} for c, id in enumerate(TASKS, 3)}))
    (folder / "solutions.json").write_text(json.dumps({id: [[[2, 1, c]]] for c, id in enumerate(TASKS, 3)}))
    for name, more, count in (("quick", FLIP, 0), ("slow", SLOW, 400), ("hangs", HANGS, 40), ("storm", STORM, 40),
                              ("large", LARGE, 60)):
        write_programs(folder / f"{name}.jsonl", [(id, FLIP) for id in TASKS] + variants(TASKS[-1], more, count))
    return folder


class Watched(Running):
    """A run over these tasks."""

    def solved(self) -> bool:
        """Whether the first task's answer is in the submission."""
        submission, _ = read(self.out / "submission.json", self.challenges)
        return submission is not None and submission["t3"][0]["attempt_1"] == [[2, 1, 3]]

    def end(self, *statuses: int) -> None:
        """Wait for its end, which has one of these exit statuses; then what holds of every ending holds."""
        assert self.process.wait(PATIENCE_S) in statuses, self.told()
        assert time.monotonic() - self.began_s < self.budget_s + SLACK_S, self.told()
        assert self.faults() == []
        assert wait_until(lambda: not self.left()), self.told()


@pytest.fixture
def start(given, tmp_path):
    """Starts a run: mischief, the file of programs, seconds; more options."""
    with ExitStack() as stack:
        def start(mischief: str = "nothing", programs: str = "slow", budget_s: float = 60, *more: str,
                  module: str = "kernel", **environ: str) -> Watched:
            engine = ["--engine", f"replay:{programs}.jsonl"] if programs else []
            running = Watched(given, tmp_path / "out", "challenges.json", budget_s,
                              ["--classifier", "none", *engine, *more], mischief, module, environ)
            stack.callback(running.kill)
            return running
        yield start


# Endings in which nobody interferes: what goes wrong, the programs, the budget; the exit status, what the last line
# says, and what some line says.

@dataclass(frozen=True)
class Alone:
    """An ending."""

    mischief: str
    programs: str
    budget_s: float
    status: int
    last: str
    says: str = ""


ALONE = {
    "every engine is through": Alone("nothing", "quick", 60, 0, Ending.DONE.value),
    "the budget is over": Alone("nothing", "slow", 8, 0, Ending.BUDGET.value),
    "programs hang": Alone("nothing", "hangs", 12, 0, Ending.BUDGET.value),
    "programs storm": Alone("nothing", "storm", 10, 0, Ending.BUDGET.value),
    "an engine never answers": Alone("never_answers", "quick", 8, 0, Ending.BUDGET.value),
    "an engine's thread dies": Alone("thread_dies", "quick", 8, 0, Ending.BUDGET.value),
    "an engine does not close": Alone("close_hangs", "quick", 20, 1, Ending.DONE.value, "did not close in time"),
    "an engine fails to close": Alone("close_raises", "quick", 60, 1, Ending.DONE.value, "OSError: no such server"),
    "the loop has a fault": Alone("loop_raises", "quick", 60, 1, "ZeroDivisionError", "the run failed"),
    "the loop is stuck": Alone("loop_is_stuck", "slow", 10, 1, OVERDUE, "Thread 0x"),
    "the interpreter is stuck": Alone("nobody_gets_the_interpreter", "slow", 8, 1, "", "Timeout (0:"),
    "the journal's disk is full": Alone("journal_is_full", "large", 60, 1, Ending.DONE.value, "the run goes on"),
}


@pytest.mark.parametrize("case", ALONE)
def test_a_run_left_to_itself(start, case):
    ending = ALONE[case]
    running = start(ending.mischief, ending.programs, ending.budget_s)
    running.end(ending.status)
    assert ending.last in last(running.log) and ending.says in running.log, running.told()
    if ending.mischief == "journal_is_full":
        assert running.solved() and "would not know them" in running.told()


# Signals

@pytest.mark.parametrize("number, mischief, module, programs, when", [
    (signal.SIGTERM, "nothing", "kernel", "slow", lambda run: (run.out / "submission.json").exists()),
    (signal.SIGTERM, "nothing", "kernel", "slow", Watched.solved),
    (signal.SIGINT, "nothing", "kernel.dryrun", "slow", Watched.solved),
    (signal.SIGTERM, "nothing", "kernel", "storm", Watched.solved),
    (signal.SIGTERM, "close_hangs", "kernel", "quick", lambda run: "the run ends" in run.log),
    (signal.SIGTERM, "journal_blocks", "kernel", "slow", lambda run: "nothing more" in run.log),
    (signal.SIGTERM, "report_is_slow", "kernel.dryrun", "quick", lambda run: (run.out / "score.json").exists()),
], ids=["early", "middle", "SIGINT", "storm", "closing", "stuck", "report"])
def test_told_to_stop(start, number, mischief, module, programs, when):
    more = ["--solutions", "solutions.json"] if module == "kernel.dryrun" else []
    running = start(mischief, programs, 120, *more, module=module)
    running.until(lambda: when(running))
    running.process.send_signal(number)
    running.end(128 + number)
    line = last(running.log)
    after = re.search(rf"([\d.]+) s after {number.name}", line)
    assert after and float(after[1]) < 5 + SLACK_S, running.told()
    assert ("watchdog" in line) == (mischief == "journal_blocks"), running.told()


def test_told_to_stop_while_it_is_imported(start):
    running = start()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(PATIENCE_S) == -signal.SIGTERM and not running.out.exists()


def test_its_start_is_on_the_budget(given, tmp_path):
    """A budget that is over before the loop begins leaves the placeholders."""
    done = subprocess.run([sys.executable, "-m", "kernel", "--dataset", "challenges.json", "--budget", "0.1",
                           "--engine", "replay:quick.jsonl", "--out", str(tmp_path / "out")], cwd=given, text=True,
                          env=os.environ | {"PYTHONPATH": str(MISCHIEF.parents[1])}, timeout=PATIENCE_S,
                          capture_output=True)
    log = (tmp_path / "out/run.log").read_text()
    assert done.returncode == 0 and Ending.BUDGET.value in last(log) and "0 candidates known" in log, done.stderr + log
    assert "5 of 5 tasks were not asked about" in done.stderr and "5 of 5 tasks" in log
    assert read(tmp_path / "out/submission.json", load_challenges(given / "challenges.json"))[1] == []


# What befalls it from outside

def test_killed_it_goes_on_with_what_is_left_of_its_budget(start):
    first = start(budget_s=25)
    first.until(first.solved)
    first.process.kill()
    first.end(-signal.SIGKILL)
    with Journal.read(first.out / "run.sqlite") as journal:
        spent_s = journal.spent_s
    again = start(budget_s=spent_s + 6)
    again.end(0)
    assert again.solved() and Ending.BUDGET.value in last(again.log)
    assert re.findall(r"(\d+) candidates known", again.log)[1] != "0"
    with Journal.read(again.out / "run.sqlite") as journal:
        assert spent_s < journal.spent_s < spent_s + 6 + SLACK_S and journal.meta["restarts"] == "1"


def test_an_absolute_end_holds_whatever_the_budget_says(start):
    """And whatever is left of it when a killed run goes on: the time between its lives is not in the journal."""
    leave_by_s = clock.now_s() + 16
    first = start("nothing", "slow", 3000, "--leave-by", f"{leave_by_s:.3f}")
    first.until(first.solved)
    first.process.kill()
    first.process.wait()
    again = start("nothing", "slow", 3000, "--leave-by", f"{leave_by_s:.3f}")
    assert again.process.wait(PATIENCE_S) == 0, again.told()
    assert clock.now_s() < leave_by_s + SLACK_S and Ending.BUDGET.value in last(again.log)
    assert again.solved()


def test_a_journal_that_a_stranger_has_locked(start):
    running = start(budget_s=12)
    running.until(running.solved)
    with sqlite3.connect(running.out / "run.sqlite", isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        running.end(1)
        stranger.execute("ROLLBACK")
    assert Ending.BUDGET.value in last(running.log) and "database is locked" in running.log, running.told()


def test_a_disk_that_is_full(start, tmp_path):
    """A real one, of 300 kB: the journal leaves it to the submission."""
    out = tmp_path / "out"
    out.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(out)], capture_output=True).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        running = start("nothing", "large", 30)
        running.end(1)
        assert running.solved() and "would not know them" in running.told(), running.told()
    finally:
        subprocess.run(["umount", "--lazy", str(out)], check=True)


def test_a_folder_that_is_moved_away(start, tmp_path):
    running = start(budget_s=12)
    running.until(running.solved)
    moved = running.out.rename(tmp_path / "moved")
    running.out = moved
    running.end(1)
    assert running.solved() and Ending.BUDGET.value in last(running.log), running.told()


def test_suspended_for_a_while(start):
    running = start(budget_s=15)
    running.until(running.solved)
    os.kill(running.process.pid, signal.SIGSTOP)
    left = time.monotonic() + 4
    wait_until(lambda: time.monotonic() > left)
    os.kill(running.process.pid, signal.SIGCONT)
    running.end(0)
    assert Ending.BUDGET.value in last(running.log), running.told()


def test_suspended_beyond_its_budget(start):
    running = start(budget_s=10)
    running.until(running.solved)
    os.kill(running.process.pid, signal.SIGSTOP)
    left = running.began_s + 14
    wait_until(lambda: time.monotonic() > left, PATIENCE_S)
    os.kill(running.process.pid, signal.SIGCONT)
    # Properly, or by the backstop, which may fault while it tells of threads that run on: see `kernel.watchdog`.
    running.end(0, 1, -signal.SIGSEGV)
    assert running.solved()


@pytest.mark.parametrize("hurt", [signal.SIGKILL, signal.SIGSTOP])
def test_a_model_server_that_is_hurt_in_the_last_moments(start, tmp_path, hurt):
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "plan.json").write_text(json.dumps(["steady"]))
    (folder / "config.json").write_text(json.dumps({"num_hidden_layers": 48}))
    ModelBundle(folder, "toy", 8192, SAMPLING, REFINING, "fp8", 0.5, KIT_PACK).write()
    serve = tmp_path / "python"
    serve.write_text(f"#!/bin/sh\nshift 2\nexec {sys.executable} {fake_vllm.__file__} \"$@\"\n")
    serve.chmod(0o755)
    running = start("nothing", "", 24, "--engine", "vllm", "--model", str(folder), "--serve-with", str(serve),
                    "--gpus", "2", FAKE_VLLM=str(folder), PATH=os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    running.until(lambda: running.log.count("KV cache fp8") == 2)
    wait_until(lambda: time.monotonic() - running.began_s > phases(24).loop_s - 1, 30)
    victim = (folder / "starts").read_text().split()[2]
    os.kill(int(victim), hurt)
    running.end(0, 1)                    # a stopped server is killed after 3 s, for which so short a budget has no time
    assert Ending.BUDGET.value in last(running.log), running.told()
    with Journal.read(running.out / "run.sqlite") as journal:
        assert any(True for _ in journal.evaluations())


# The rules, without processes

def test_patience():
    rule = Rule(limit_s=100.0, now_s=0.0, patience=Patience(stop_s=4, gap_s=3, wake_s=2))
    looks = [second / 2 for second in range(1, 200)]
    assert not any(rule.look(now_s) for now_s in looks) and OVERDUE in rule.look(100.0)
    rule = Rule(limit_s=100.0, now_s=0.0, patience=Patience(stop_s=4, gap_s=3, wake_s=2))
    rule.signalled(signal.SIGTERM, 1.0)
    rule.signalled(signal.SIGINT, 2.0)                       # the first one counts
    assert rule.look(3.0) is None and rule.look(4.9) is None and "SIGTERM" in rule.look(5.0)
    suspended = Rule(limit_s=100.0, now_s=0.0, patience=Patience(stop_s=4, gap_s=3, wake_s=2))
    assert suspended.look(500.0) is None and suspended.look(501.9) is None and OVERDUE in suspended.look(502.0)
    slow = Rule(limit_s=100.0, now_s=99.0, patience=Patience(stop_s=4, gap_s=3, wake_s=2))
    assert slow.look(103.0) is None and OVERDUE in slow.look(107.0)      # however slow it is to look: once


def test_the_backstop_goes_where_the_limit_goes(tmp_path, monkeypatch):
    armed = [None]
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda left_s, **_: armed.append(left_s))
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: armed.append(None))
    watchdog = Watchdog(lambda: 10.0, 0.0, 60.0, Patience(wake_s=3, backstop_s=2))
    watchdog.log_to(tmp_path / "run.log")
    assert armed[-1] == 52.0
    watchdog.until(20.0)
    assert armed[-1] == 12.0
    watchdog.until(float("inf"))                             # nothing is left of the budget: it only reports
    assert armed[-1] is None and watchdog.left_s() == float("inf")


@pytest.mark.parametrize("budget_s", [0.5, 6.0, 60.0, 240.0, 3600.0, 43200.0])
def test_phases_follow_each_other(budget_s):
    planned = phases(budget_s)
    assert 0 < planned.drain_s < planned.loop_s < planned.hard_s < planned.budget_s
    assert 0 < planned.close_s(Ending.BUDGET, planned.loop_s) < max(0.6, planned.budget_s - planned.loop_s)
    assert planned.limit_s(7.0, 0.0, 7.1 + 0.1 * budget_s) == pytest.approx(7.0 + planned.hard_s)
    assert planned.limit_s(7.0, planned.loop_s, 8.0) == float("inf")
    late_s = 7.0 + planned.budget_s
    assert planned.limit_s(7.0, 0.0, late_s) > late_s


def test_four_minutes_end_between_half_past_three_and_four():
    assert 210 < phases(240).loop_s < phases(240).hard_s < 240


def test_what_does_not_close_keeps_nobody():
    closed, never = [], threading.Event()
    troubles = close_all({"a": never.wait, "b": lambda: closed.append("b"), "c": lambda: 1 / 0}, 0.2, time.monotonic)
    never.set()
    assert closed == ["b"] and len(troubles) == 2
    assert "a did not close" in troubles[0] and "c failed to close: ZeroDivisionError" in troubles[1]
