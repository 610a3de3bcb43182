"""How runs of a whole budget end: real engines and real tasks, one thing gone wrong in each, most in the last minute.

    build.py bench endings [--budget 4m] [--at-once N] [--only TEXT] [--save] [--json]

Each is a dry run of ARC-AGI-1 training with the search engine, and in four of them two servers of the stand-in model on
the CPU, beside whatever is to go wrong. Measured from outside: seconds from the start of the process to its end (from
the signal to the end, where it is told to stop), its exit status, whether the submission is valid, and whether anything
of it is left running. A run that is not told to stop is to end in the last eighth of its budget, one that is told,
within five seconds. The runs with servers go one after another beside the others, of which several go at once.

With --budget 4m it takes about twenty minutes. Needs root, for a disk that is full (it is mounted), and the stand-in
(`build.py model --spec models/tiny.toml`, made if it is not there). --save keeps tests/bench/results/endings.json.
"""
import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kernel import clock
from kernel.datasets import load_challenges
from kernel.engines.vllm.keeper import descendants
from kernel.options import parse_duration
from tests import made
from tests.run_watch import FLIP, HANGS, LARGE, SLOW, STORM, Running, last, variants, write_programs
from tests.sandbox_watch import wait_until
from tests.server_watch import command_line

RESULTS = Path(__file__).resolve().parent / "results" / "endings.json"
DATASET = "arc-agi-1-training"
PROGRAMS = {"hangs": HANGS, "storm": STORM, "slow": SLOW, "large": LARGE}
FIRST = 0.875                              # of the budget: no run is to end before, unless it is told to
STOP_S = 5.0                               # promised, from a signal to the end
LAST_MINUTE = 0.8                          # of the budget


class Trial(Running):
    """A run that is measured."""

    def __init__(self, folder: Path, case: "Case", budget_s: float, leave_by_s: float):
        engines = ["--engine", "search"]
        if case.programs:
            engines += ["--engine", f"replay:{folder.parent / case.programs}.jsonl"]
        if case.servers:
            engines += ["--engine", "vllm", "--model", str(made.tiny_model()), "--gpus", "2",
                        "--serve-with", str(made.serve_python())]
        super().__init__(folder, folder / "out", DATASET, budget_s, [*engines, "--leave-by", f"{leave_by_s:.3f}"],
                         case.mischief, "kernel.dryrun", challenges=load_challenges(DATASET))
        self.told_s: float | None = None       # when a signal was sent, on the clock of `began_s`

    def tell(self, number: int) -> None:
        """Send a signal that it is to end by."""
        self.told_s = time.monotonic()
        self.process.send_signal(number)


@dataclass(frozen=True)
class Case:
    """An ending: what happens `at` a share of the budget, and which exit status is right.

    `programs`: of `PROGRAMS`, for a replay engine beside the search. `mischief`: what `tests.run_watch` does to the
    run from within. `servers`: two model servers beside the search. `begins_again`: what happens is that it is killed
    and started anew. `room_mb`: its folder is a disk of that size."""

    do: Callable[[Trial], None] = lambda trial: None
    at: float = LAST_MINUTE
    status: int = 0
    programs: str = ""
    mischief: str = "nothing"
    servers: bool = False
    begins_again: bool = False
    room_mb: int = 0


def lock_journal(trial: Trial) -> None:
    """Another process has locked the journal and keeps it."""
    with sqlite3.connect(trial.out / "run.sqlite", isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        trial.process.wait()
        stranger.execute("ROLLBACK")


def move_away(trial: Trial) -> None:
    """Its folder gets another name."""
    trial.out = trial.out.rename(trial.out.with_name("moved"))


def suspend(trial: Trial) -> None:
    """It stands still for an eighth of its budget."""
    trial.process.send_signal(signal.SIGSTOP)
    time.sleep(trial.budget_s / 8)
    trial.process.send_signal(signal.SIGCONT)


def hurt_server(number: int) -> Callable[[Trial], None]:
    """A signal to one model server."""
    def hurt(trial: Trial) -> None:
        servers = [pid for pid in descendants(trial.process.pid) if "api_server" in command_line(pid)]
        os.kill(servers[0], number)
    return hurt


CASES = {
    "left alone": Case(),
    "programs hang": Case(programs="hangs"),
    "programs fork as fast as they can": Case(programs="storm"),
    "an engine never answers": Case(programs="slow", mischief="never_answers"),
    "an engine's thread dies": Case(programs="slow", mischief="thread_dies"),
    "an engine does not close": Case(programs="slow", mischief="close_hangs", status=1),
    "an engine fails to close": Case(programs="slow", mischief="close_raises", status=1),
    "the loop is stuck": Case(mischief="loop_is_stuck", status=1),
    "the interpreter is stuck": Case(mischief="nobody_gets_the_interpreter", status=1),
    "the journal's disk is full": Case(programs="large", room_mb=36, status=1),
    "a stranger locks the journal": Case(lock_journal, status=1),
    "the folder is moved away": Case(move_away, status=1),
    "suspended for half a minute": Case(suspend, at=0.5),
    "killed and begun again": Case(at=0.5, begins_again=True),
    "SIGTERM in the last minute": Case(lambda trial: trial.tell(signal.SIGTERM), status=128 + signal.SIGTERM),
    "SIGINT half way": Case(lambda trial: trial.tell(signal.SIGINT), at=0.5, status=128 + signal.SIGINT),
    "two model servers": Case(servers=True),
    "a model server is killed": Case(hurt_server(signal.SIGKILL), servers=True),
    "a model server is suspended": Case(hurt_server(signal.SIGSTOP), servers=True),
    "SIGTERM with two model servers": Case(lambda trial: trial.tell(signal.SIGTERM), servers=True,
                                           status=128 + signal.SIGTERM),
}


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0, or 1 where an ending was not as it is to be."""
    parser = argparse.ArgumentParser(prog="build.py bench endings", description=__doc__.split("\n")[0])
    parser.add_argument("--budget", type=parse_duration, default=240.0, metavar="TIME",
                        help="of each run (default: 4m)")
    parser.add_argument("--at-once", type=int, default=4, metavar="N", help="runs beside the one with servers")
    parser.add_argument("--only", default="", metavar="TEXT", help="those that have this in their name")
    parser.add_argument("--save", action="store_true", help="keep the figures in tests/bench/results")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args(argv)
    chosen = {name: case for name, case in CASES.items() if arguments.only in name}
    if any(case.servers for case in chosen.values()):
        made.tiny_model(), made.serve_python()
    with tempfile.TemporaryDirectory(prefix="arc-kit-endings-") as folder:
        rows = measure(chosen, Path(folder), arguments.budget, arguments.at_once)
    result = {"budget_s": arguments.budget, "at_once": arguments.at_once, "cores": len(os.sched_getaffinity(0)),
              "endings": rows}
    if arguments.save:
        RESULTS.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1) if arguments.json else table(rows))
    return 0 if all(row["fine"] for row in rows) else 1


def measure(cases: dict[str, Case], folder: Path, budget_s: float, at_once: int) -> list[dict]:
    """A row for each case, in their order."""
    tasks = load_challenges(DATASET).tasks[:40]
    for name, program in PROGRAMS.items():
        write_programs(folder / f"{name}.jsonl",
                       [row for task in tasks for row in [(task.id, FLIP), *variants(task.id, program, 10)]])

    def one(number: int, name: str) -> dict:
        row = {"ending": name} | ended(cases[name], folder / str(number), budget_s)
        print(line(row), file=sys.stderr, flush=True)
        return row

    with ThreadPoolExecutor(1) as alone, ThreadPoolExecutor(at_once) as others:
        rows = [(alone if case.servers else others).submit(one, number, name)
                for number, (name, case) in enumerate(cases.items())]
        return [row.result() for row in rows]


def ended(case: Case, folder: Path, budget_s: float) -> dict:
    """Start a run, let happen what is to happen, and see how it ended."""
    (folder / "out").mkdir(parents=True)
    if case.room_mb:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={case.room_mb}m", "tmpfs", str(folder / "out")],
                       check=True)
    leave_by_s = clock.now_s() + budget_s
    trial = Trial(folder, case, budget_s, leave_by_s)
    began_s = trial.began_s
    try:
        wait_until(lambda: trial.process.poll() is not None, case.at * budget_s)
        if trial.process.poll() is None:
            case.do(trial)
            if case.begins_again:
                trial.kill()
                trial = Trial(folder, case, budget_s, leave_by_s)
        status = trial.process.wait(3 * budget_s)
        at_s = time.monotonic()
        gone = wait_until(lambda: not trial.left())
        seconds, stopped = at_s - began_s, trial.told_s is not None
        in_time = (at_s - trial.told_s < STOP_S if stopped else FIRST * budget_s <= seconds <= budget_s)
        faults = trial.faults()
        return {"seconds": round(seconds, 2), "after_signal_s": round(at_s - trial.told_s, 2) if stopped else None,
                "status": status, "valid": not faults, "left": not gone,
                "fine": bool(in_time and status == case.status and not faults and gone),
                "said": last(trial.log) if trial.log else ""}
    finally:
        trial.kill()
        if case.room_mb:
            subprocess.run(["umount", "--lazy", str(folder / "out")], check=True)


def line(row: dict) -> str:
    """A row for a person."""
    when = f"{row['seconds']:8.1f} s" if row["after_signal_s"] is None else f"{row['after_signal_s']:8.1f} s*"
    return (f"{row['ending']:36}{when:12}{row['status']:5}  {'valid' if row['valid'] else 'INVALID':8}"
            f"{'PROCESSES LEFT' if row['left'] else ''}{'' if row['fine'] else 'NOT AS IT IS TO BE'}")


def table(rows: Sequence[dict]) -> str:
    """All rows."""
    return "\n".join([f"{'ending':36}{'gone after':12}{'exit':>5}  submission", *map(line, rows), "* from the signal"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
