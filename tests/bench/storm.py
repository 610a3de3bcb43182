"""Whether the sandbox loses, mixes up or leaks anything: thousands of jobs, one in five hostile, also under fire.

    build.py bench storm [--json] [--only storm kills steady limits] [--jobs 5000] [--steady 100000] [--timeouts 300]

Four parts, each with figures and a list of what was wrong, which should be empty:
- storm: jobs in random order, one in five a program of tests/hostile, the rest programs of tests/honest on the inputs
  of ARC-AGI-1 training tasks. Every honest output is compared with what the same program gives in this process without
  isolation, every hostile outcome with what its file expects. No process, file or descriptor may be left.
- kills: the same while zygotes are killed at random. A kill waits until the jobs that the last one may have hit are
  done, so that no job meets two; then every job must still come out right.
- steady: honest jobs from a generator; rate, memory and descriptors of this process for each tenth of them.
- limits: how late programs that never end are ended, as the run says (`run_over_ms`) and as the caller sees it
  (`caller_over_ms`); how much memory programs had at their peak beyond what they began with, as a share of the limit.

Every job is really run: the sandbox here keeps no results. `supervisor_mb` is this process, with numpy and scipy for
the comparison, at its peak; `grown_mb` is that less its size before the part. Hostile programs that need a layer of
confinement which this machine lacks are named under `left_out`. Exit status 1 if anything was wrong.
"""
import argparse
import itertools
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kernel.datasets import load_challenges
from kernel.sandbox import Limits, Outcome, Run, Sandbox
from tests.sandbox_watch import (
    HONEST, HOSTILE, Hostile, descriptors, function_of, hostile, is_dead, left_files, memory_mb, survivors, wait_until,
    zygotes,
)

PARTS = ("storm", "kills", "steady", "limits")
GROWN_MB = 100                 # the most that a part may add to this process at its peak, whatever it held before
FLAT_MB = 8                    # the most it may grow from the first tenth of a steady run to the last
OVERSHOOT_MS = 100             # the most a deadline may be passed by, at the 99th percentile
MEMORY_SHARE = 1.1             # the most of its limit that a program may have had
JOBS_PER_KILL = 40
SHOWN = 20                     # of what was wrong
KINDS_FIRST = ("mirror", "crop_typed", "objects_label")

NEVER_END = {
    "loop": "def transform(grid):\n    while True:\n        pass\n",
    "loop in C": "def transform(grid):\n    return sum(range(10**12))\n",
    "sleep": "import time\ndef transform(grid):\n    time.sleep(1000)\n",
    "swallow": "def transform(grid):\n    while True:\n        try:\n            raise KeyboardInterrupt\n"
               "        except BaseException:\n            pass\n",
}
BOMB = """{imports}import resource
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
full = (MemoryError, OSError)
spare = bytearray(10**6)
before = peak()
hoard = []
def transform(grid):
    global spare
    try:
        while True:
            {grow}
    except full:
        spare = None           # where nothing at all is left, even calling a method would raise again
        hoard.clear()
    return [[int(digit) for digit in str(peak() - before)]]
"""
BOMBS = {
    "bytearray": ("", "hoard.append(bytearray(10**6))"),
    "small lists": ("", "hoard.append([None] * 50)"),
    "text": ("", "hoard.append('x' * 10**5)"),
    "numpy": ("import numpy as np\n", "hoard.append(np.ones(10**6))"),
    "mmap": ("import mmap\n", "hoard.append(mmap.mmap(-1, 10**6, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)); "
                               "hoard[-1].write(bytes(10**6))"),
}


@dataclass(frozen=True)
class Work:
    """What the parts draw from: honest programs and their functions by name, hostile ones, inputs of tasks."""

    honest: dict[str, str]
    functions: dict[str, Callable]
    hostile: list[Hostile]
    inputs: list[list]

    @classmethod
    def load(cls, tasks: int) -> "Work":
        """`tasks`: how many training tasks give their inputs."""
        honest = {path.stem: path.read_text() for path in HONEST}
        challenges = load_challenges("arc-agi-1-training").first(tasks)
        inputs = [task.inputs for task in challenges.tasks]
        return cls(honest, {name: function_of(program) for name, program in honest.items()},
                   [hostile(path) for path in HOSTILE], inputs)

    def mistake(self, name: str, given: list, run: Run) -> str:
        """What is wrong with an honest program's run: nothing, or a sentence."""
        if run.outcome is not Outcome.OK:
            return f"{name}: {run.outcome.name}: {run.message}"
        right = [self.functions[name](grid) for grid in given]
        return "" if [output.grid for output in run.outputs] == right else f"{name}: a wrong grid"


@dataclass
class Tally:
    """Counts and complaints of one part."""

    outcomes: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    kills: int = 0


def sandbox_of(workers: int, limits: Limits) -> Sandbox:
    """The sandbox that is measured: every job is really run."""
    return Sandbox(workers=workers, limits=limits, cache_mb=0)


def warm_up(sandbox: Sandbox, work: Work) -> None:
    """Have every worker start every kind of zygote, so that what is left afterwards can be told from them."""
    for name in KINDS_FIRST:
        jobs = [(n, work.honest[name], [[[1, 2], [2, 0]]]) for n in range(8 * sandbox.workers)]
        assert all(run.outcome is Outcome.OK for run in sandbox.run_many(jobs)), "honest programs do not run here"


class Watch:
    """What this process has before a part, and what the part added."""

    def __init__(self):
        try:
            Path("/proc/self/clear_refs").write_text("5")          # the peak begins anew here
        except OSError:
            pass
        self.began = time.perf_counter()
        self.descriptors, self.files, self.mb = descriptors(), left_files(), memory_mb()[0]

    def figures(self, wrong: list[str], workers: int) -> dict:
        """The part's figures; complains about whatever was left behind. Call it while the sandbox is open."""
        seconds = time.perf_counter() - self.began
        wait_until(lambda: not survivors())
        # A worker that met a kind for the first time keeps that zygote: a socket and a process each.
        wait_until(lambda: descriptors() <= self.descriptors + 6 * workers)
        peak = memory_mb()[1]
        left = {"processes": len(survivors()), "files": len(left_files() - self.files),
                "descriptors": max(0, descriptors() - self.descriptors - 6 * workers)}
        wrong += [f"left behind: {count} {what}" for what, count in left.items() if count]
        if peak - self.mb > GROWN_MB:
            wrong.append(f"the supervisor grew by {peak - self.mb:.0f} MB, at most {GROWN_MB}")
        return {"seconds": round(seconds, 1), "supervisor_mb": round(peak, 1), "grown_mb": round(peak - self.mb, 1),
                "left": left}


def storm(work: Work, jobs: int, *, seed: int, workers: int, limits: Limits, kills: bool = False,
          say: Callable[[str], None] = lambda text: None) -> dict:
    """Run `jobs` jobs, one in five hostile, in an order drawn by the seed; with `kills`, kill zygotes meanwhile."""
    chance = random.Random(seed)
    tally, open_jobs = Tally(), {}
    with sandbox_of(workers, limits) as sandbox:
        warm_up(sandbox, work)
        cases = [case for case in work.hostile if case.applies(sandbox.layers)]
        left_out = sorted({case.name for case in work.hostile} - {case.name for case in cases})
        watch = Watch()
        killer = Killer(chance, tally, open_jobs) if kills else None
        for run in sandbox.run_many(mixed(work, cases, jobs, chance, open_jobs)):
            case, name, given = open_jobs.pop(run.key)
            tally.outcomes["hostile" if case else "honest", run.outcome.name] += 1
            mistake = case.wrong(run, given) if case else work.mistake(name, given, run)
            if mistake:
                tally.wrong.append(mistake)
            if killer:
                killer.after(run.key)
            say(f"{sum(tally.outcomes.values())} of {jobs} jobs, {tally.kills} kills, {len(tally.wrong)} wrong")
        if open_jobs or sum(tally.outcomes.values()) != jobs:
            tally.wrong.append(f"{len(open_jobs)} jobs never came back")
        figures = watch.figures(tally.wrong, workers)
    table = {kind: {outcome: count for (whose, outcome), count in sorted(tally.outcomes.items()) if whose == kind}
             for kind in ("honest", "hostile")}
    return {"jobs": jobs, **table, "hostile_programs": len(cases), "left_out": left_out, "zygotes_killed": tally.kills,
            **figures, "wrong": tally.wrong}


def mixed(work: Work, cases: list[Hostile], jobs: int, chance: random.Random, open_jobs: dict) -> Iterator[tuple]:
    """The storm's jobs; each is noted in `open_jobs` as (hostile case or None, honest name, inputs)."""
    is_hostile = [number % 5 == 0 for number in range(jobs)]
    chance.shuffle(is_hostile)
    upcoming: deque[Hostile] = deque()
    names = sorted(work.honest)
    for number, bad in enumerate(is_hostile):
        if bad and not upcoming:
            upcoming.extend(chance.sample(cases, len(cases)))      # all of them come up equally often
        case, name = (upcoming.popleft(), "") if bad else (None, chance.choice(names))
        given = chance.choice(work.inputs)[:2 if bad else None]    # a hostile one pays for each input
        open_jobs[number] = case, name, given
        yield number, case.program if case else work.honest[name], given


class Killer:
    """Kills a zygote of this process now and then, never two that one job could meet."""

    def __init__(self, chance: random.Random, tally: Tally, open_jobs: dict):
        self.chance, self.tally, self.open_jobs = chance, tally, open_jobs
        self.done = self.next = 0
        self.hit: set = set()

    def after(self, key) -> None:
        """A job is done; perhaps it is time."""
        self.done += 1
        self.hit.discard(key)
        if self.done < self.next or self.hit:
            return
        living = zygotes()
        if living:
            victim = self.chance.choice(living)
            self.hit = set(self.open_jobs)
            os.kill(victim, signal.SIGKILL)
            wait_until(lambda: is_dead(victim))
            self.tally.kills += 1
            self.next = self.done + self.chance.randint(JOBS_PER_KILL // 2, JOBS_PER_KILL * 3 // 2)


def steady(work: Work, jobs: int, *, workers: int, limits: Limits,
           say: Callable[[str], None] = lambda text: None) -> dict:
    """Run `jobs` honest jobs from a generator; one row of figures per tenth. `jobs` is at least 10."""
    names = sorted(work.honest)
    plan = list(itertools.islice(zip(itertools.cycle(names), itertools.cycle(work.inputs[:23])), len(names) * 23))
    right = [[work.functions[name](grid) for grid in given] for name, given in plan]
    rows, wrong = [], []
    with sandbox_of(workers, limits) as sandbox:
        warm_up(sandbox, work)
        watch = Watch()
        began = time.perf_counter()
        stream = ((n, work.honest[plan[n % len(plan)][0]], plan[n % len(plan)][1]) for n in range(jobs))
        for done, run in enumerate(sandbox.run_many(stream), 1):
            if [output.grid for output in run.outputs] != right[run.key % len(plan)]:
                wrong.append(f"{plan[run.key % len(plan)][0]}: {run.outcome.name} {run.message}")
            if done * 10 // jobs > len(rows):
                now = time.perf_counter()
                rows.append({"jobs": done, "per_s": round((jobs / 10) / (now - began), 1),
                             "memory_mb": round(memory_mb()[0], 1), "descriptors": descriptors()})
                began = now
            say(f"{done} of {jobs} steady jobs, {len(wrong)} wrong")
        figures = watch.figures(wrong, workers)
    if not rows or rows[-1]["jobs"] != jobs:
        wrong.append("jobs never came back")
    elif rows[-1]["memory_mb"] - rows[0]["memory_mb"] > FLAT_MB:
        wrong.append(f"memory grew from {rows[0]['memory_mb']} to {rows[-1]['memory_mb']} MB")
    elif rows[-1]["descriptors"] > rows[0]["descriptors"] + 3 * workers:        # what running jobs have open
        wrong.append("descriptors grew")
    return {"jobs": jobs, "tenths": rows, **figures, "wrong": wrong}


def limits_kept(timeouts: int, *, workers: int, limits: Limits, say: Callable[[str], None] = lambda text: None) -> dict:
    """How late `timeouts` programs that never end are ended, and how much memory bombs get.

    Judges outcomes and memory; the figures of time are judged by `main` alone, since a busy machine makes them.
    """
    names = list(itertools.islice(itertools.cycle(NEVER_END), timeouts))
    with sandbox_of(workers, limits) as sandbox:
        sandbox.run(NEVER_END["loop"], [[[1]]])
        results = side_by_side(sandbox, [NEVER_END[name] for name in names], workers, say)
    wrong = [f"{names[n]}: {run.outcome.name}" for n, (run, _) in results.items() if run.outcome is not Outcome.TIMEOUT]
    over = {"run_over_ms": percentiles([1000 * (run.seconds - limits.wall_s) for run, _ in results.values()]),
            "caller_over_ms": percentiles([1000 * (seconds - limits.wall_s) for _, seconds in results.values()])}
    shares, wrong_bombs = memory_shares(limits.memory_mb)
    return {"timeouts": timeouts, "wall_s": limits.wall_s, **over, "memory_mb": limits.memory_mb,
            "memory_share": shares, "wrong": wrong + wrong_bombs}


def memory_shares(memory_mb: int) -> tuple[dict[str, float], list[str]]:
    """Each bomb's peak beyond what it began with, as a share of the limit; and what was wrong."""
    shares, wrong = {}, []
    with sandbox_of(1, Limits(wall_s=30, memory_mb=memory_mb)) as sandbox:
        for name, (imports, grow) in BOMBS.items():
            run = sandbox.run(BOMB.format(imports=imports, grow=grow), [[[1]]])
            if run.outcome is not Outcome.OK:
                wrong.append(f"bomb of {name}: {run.outcome.name} {run.message}")
                continue
            kib = int("".join(map(str, run.outputs[0].grid[0])))
            shares[name] = round(kib / 1024 / memory_mb, 3)
            if shares[name] > MEMORY_SHARE:
                wrong.append(f"bomb of {name}: {shares[name]} of its limit")
    return shares, wrong


def side_by_side(sandbox: Sandbox, programs: list[str], workers: int, say: Callable) -> dict[int, tuple[Run, float]]:
    """Each program's run and the seconds its caller waited, from as many callers as there are workers."""
    results: dict[int, tuple[Run, float]] = {}

    def call(first: int) -> None:
        for n in range(first, len(programs), workers):
            began = time.perf_counter()
            run = sandbox.run(programs[n], [[[1]]])
            results[n] = run, time.perf_counter() - began
            say(f"{len(results)} of {len(programs)} programs that never end")

    callers = [threading.Thread(target=call, args=(first,)) for first in range(workers)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return results


def percentiles(values: list[float]) -> dict[str, float]:
    """The 50th and 99th percentile and the most, rounded to tenths."""
    values = sorted(values)
    return {word: round(values[min(len(values) - 1, int(share * len(values)))], 1)
            for word, share in (("p50", 0.5), ("p99", 0.99), ("most", 1.0))}


class Voice:
    """Says on stderr how far a part is, at most every few seconds."""

    def __init__(self, every_s: float = 5.0):
        self.every_s, self.next_s = every_s, time.monotonic() + every_s

    def __call__(self, text: str) -> None:
        if time.monotonic() >= self.next_s:
            self.next_s = time.monotonic() + self.every_s
            print(text, file=sys.stderr, flush=True)


def main(argv: Sequence[str]) -> int:
    """Run the parts and print; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="build.py bench storm", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--jobs", type=int, default=5000, metavar="N", help="of storm and of kills (default: 5000)")
    parser.add_argument("--steady", type=int, default=100000, metavar="N", help="jobs of steady (default: 100000)")
    parser.add_argument("--timeouts", type=int, default=300, metavar="N", help="programs of limits (default: 300)")
    parser.add_argument("--wall", type=float, default=1.0, metavar="S", help="limit of a hostile program (default: 1)")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    arguments = parser.parse_args(argv)
    if min(arguments.jobs, arguments.steady, arguments.timeouts) < 10 or arguments.workers < 1:
        parser.error("at least 10 jobs of each kind and 1 worker")
    work, voice, workers = Work.load(400), Voice(), arguments.workers
    limits = Limits(wall_s=arguments.wall, memory_mb=128)      # so that filling it takes no second
    parts = {
        "storm": lambda: storm(work, arguments.jobs, seed=arguments.seed, workers=workers, limits=limits, say=voice),
        "kills": lambda: storm(work, arguments.jobs, seed=arguments.seed + 1, workers=workers, limits=limits,
                               kills=True, say=voice),
        "steady": lambda: steady(work, arguments.steady, workers=workers, limits=Limits(), say=voice),
        "limits": lambda: limits_kept(arguments.timeouts, workers=workers, limits=Limits(wall_s=0.3, memory_mb=256),
                                      say=voice)}
    results = {name: parts[name]() for name in PARTS if name in arguments.only}
    if "limits" in results:
        for word in ("run_over_ms", "caller_over_ms"):
            if results["limits"][word]["p99"] > OVERSHOOT_MS:
                results["limits"]["wrong"].append(f"{word}: {results['limits'][word]['p99']} at the 99th percentile")
    if arguments.json:
        print(json.dumps({"seed": arguments.seed, "workers": workers, **results}, indent=1))
    else:
        show(results)
    return 1 if any(result["wrong"] for result in results.values()) else 0


def show(results: dict[str, dict]) -> None:
    """The same for a person."""
    for part, result in results.items():
        print(part)
        for word, value in result.items():
            if word == "tenths":
                print("  " + "".join(f"{column:>14}" for column in value[0]))
                for row in value:
                    print("  " + "".join(f"{figure:>14}" for figure in row.values()))
            elif word != "wrong":
                words = ", ".join(f"{key} {item}" for key, item in value.items()) if isinstance(value, dict) else value
                print(f"  {word:18}{', '.join(words) if isinstance(words, list) else words}")
        print(f"  {'wrong':18}{len(result['wrong'])}")
        for line in result["wrong"][:SHOWN]:
            print(f"    {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
