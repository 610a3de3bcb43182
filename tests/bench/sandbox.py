"""What isolation costs: programs per second in the sandbox, without any, and with an interpreter for each program.

    build.py bench sandbox [--json] [--rounds 5] [--tasks 60] [--workers N]

One set of honest programs: what the search engine writes for ARC-AGI-1 training tasks, each on its task's inputs, and
the programs of tests/honest on the inputs of such tasks. It is run in the same order by as many processes on the same
cores in these ways, one after another, round after round; ratios are taken within a round, and the median is shown:

    sandbox       `Sandbox.run_many`, every layer of confinement that the machine has, no cache
    bare          plain processes that execute one program after another, nothing between them
    interpreters  a new Python for every program, on a sample

The rates are also taken for programs of one kind alone, by what they import, and for those of like cost, by their time
in a plain process: isolation costs about the same whatever a program does, so its share depends on that.

Latency is what a caller of `Sandbox.run` sees on an idle sandbox. `supervisor_mb` is the peak memory of the process
that has the sandbox. Outputs of the sandbox and of the bare processes are compared, all of them. Exit status 1 if any
differ.
"""
import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kernel.datasets import load_challenges
from kernel.engines.search.synthesize import search
from kernel.sandbox import Outcome, Sandbox
from kernel.sandbox.grids import NotAGrid, grid_from
from kernel.sandbox.zygotes import kind_of
from tests.sandbox_watch import HONEST, function_of

KINDS = ("bare", "numpy", "scipy")
COSTS = {"under 0.5 ms": (0, 0.5), "0.5 to 2 ms": (0.5, 2), "2 to 8 ms": (2, 8), "over 8 ms": (8, 1e9)}
INTERPRETED = 40               # programs of each kind that get an interpreter of their own
LATENCIES = 200                # programs whose latency is taken
ALONE = """import json, sys
source, inputs = json.load(sys.stdin)
exec(compile(source, "<program>", "exec"), globals())
print(json.dumps([[[int(cell) for cell in row] for row in transform(grid)] for grid in inputs]))
"""


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 1 if isolation changed an output."""
    parser = argparse.ArgumentParser(prog="build.py bench sandbox", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="default: 5")
    parser.add_argument("--tasks", type=int, default=60, metavar="N", help="training tasks (default: 60)")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), metavar="N",
                        help="processes, and cores they share (default: every core)")
    parser.add_argument("--part", choices=["sandbox", "bare", "latency"], help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:arguments.workers])
    if arguments.part:
        json.dump(PARTS[arguments.part](json.loads(arguments.jobs.read_text()), arguments.workers), sys.stdout)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "jobs.json")
        say(f"writing programs for {arguments.tasks} tasks")
        jobs = with_groups(honest_jobs(arguments.tasks))
        file.write_text(json.dumps(jobs))
        result = measure(file, jobs, arguments)
    print(json.dumps(result, indent=1)) if arguments.json else show(result)
    return 1 if result["differing"] else 0


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def honest_jobs(tasks: int) -> list[tuple[str, list]]:
    """(program, inputs), shuffled: as many of the search engine's as written ones, a task's inputs for each."""
    challenges = load_challenges("arc-agi-1-training").first(tasks)
    found = []
    for task in challenges.tasks:
        train = [(pair.input, pair.output) for pair in task.train]
        for number, one in enumerate(search(train, list(task.tests), time.process_time, 0.4)):
            if number == 6:
                break
            found.append((one.program, task.inputs))
    written = [(path.read_text(), task.inputs) for task in challenges.tasks for path in HONEST]
    chance = random.Random(0)
    jobs = found + chance.sample(written, min(len(found), len(written)))
    chance.shuffle(jobs)
    return jobs


def with_groups(jobs: list[tuple[str, list]]) -> list[tuple[str, list, list[str]]]:
    """The same with the names of the groups that each belongs to, and programs first run once, as whatever they import
    should be there."""
    grouped = []
    for program, inputs in jobs:
        outputs_of(program, inputs)
        began = time.perf_counter()
        outputs_of(program, inputs)
        ms = 1000 * (time.perf_counter() - began)
        cost = next(name for name, (least, most) in COSTS.items() if least <= ms < most)
        grouped.append((program, inputs, [kind_of(program), cost]))
    return grouped


def measure(file: Path, jobs: list, arguments: argparse.Namespace) -> dict:
    """All rounds of all ways, each in a process of its own."""
    parts = [sys.executable, "-m", "tests.bench.sandbox", "--workers", str(arguments.workers), "--jobs", str(file)]
    rounds, differing = [], 0
    for number in range(arguments.rounds):
        say(f"round {number + 1} of {arguments.rounds}, {len(jobs)} programs")
        row = {}
        for part in ("sandbox", "bare"):
            answer = json.loads(subprocess.run([*parts, "--part", part], check=True, stdout=subprocess.PIPE).stdout)
            row[part] = answer
        differing += sum(a != b for a, b in zip(row["sandbox"].pop("outputs"), row["bare"].pop("outputs"), strict=True))
        row["interpreters"] = interpreters(jobs, arguments.workers)
        rounds.append(row)
    say("latency")
    latency = json.loads(subprocess.run([*parts, "--part", "latency"], check=True, stdout=subprocess.PIPE).stdout)
    return summary(rounds, jobs, differing) | latency


def summary(rounds: list[dict], jobs: list, differing: int) -> dict:
    """Medians over the rounds, of rates and of ratios within a round, for all and by group."""
    def median(figure) -> float:
        return round(statistics.median(map(figure, rounds)), 3)

    sizes = Counter(group for *_, groups in jobs for group in groups)
    result = {"programs": len(jobs), "rounds": len(rounds), "differing": differing,
              "supervisor_mb": max(row["sandbox"]["memory_mb"] for row in rounds), "groups": {}}
    for group in ["all", *KINDS, *COSTS]:
        if group != "all" and not sizes[group]:
            continue
        figures = result["groups"][group] = {
            "programs": sizes[group] or len(jobs),
            "sandbox_per_s": median(lambda row: row["sandbox"]["rates"][group]),
            "bare_per_s": median(lambda row: row["bare"]["rates"][group]),
            "sandbox_over_bare": median(lambda row: row["sandbox"]["rates"][group] / row["bare"]["rates"][group]),
        }
        if group in KINDS:
            figures |= {"interpreters_per_s": median(lambda row: row["interpreters"][group]),
                        "sandbox_over_interpreters":
                            median(lambda row: row["sandbox"]["rates"][group] / row["interpreters"][group])}
    return result


def timed(jobs: list, run: Callable[[list], list]) -> tuple[dict[str, float], list]:
    """Rates of all jobs together and of each group alone, by `run(jobs) -> outputs`; and the outputs of all."""
    began = time.perf_counter()
    outputs = run(jobs)
    rates = {"all": len(jobs) / (time.perf_counter() - began)}
    for group in [*KINDS, *COSTS]:
        if some := [job for job in jobs if group in job[2]]:
            began = time.perf_counter()
            run(some)
            rates[group] = len(some) / (time.perf_counter() - began)
    return rates, outputs


def in_sandbox(jobs: list, workers: int) -> dict:
    """Every program isolated."""
    def run(some: list) -> list:
        outputs: list = [None] * len(some)
        for done in sandbox.run_many((n, program, inputs) for n, (program, inputs, _) in enumerate(some)):
            outputs[done.key] = [output.grid for output in done.outputs]
            assert done.outcome is not Outcome.INFRA, done
        return outputs

    with Sandbox(workers=workers, cache_mb=0) as sandbox:
        run([job for kind in KINDS for job in [j for j in jobs if kind in j[2]][:8 * workers]])
        rates, outputs = timed(jobs, run)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"rates": rates, "outputs": outputs, "memory_mb": round(peak, 1), "layers": sandbox.layers}


def unconfined(jobs: list, workers: int) -> dict:
    """The same number of processes, each with its share, started once and warm."""
    script = "import sys; from tests.bench.sandbox import serve; serve()"
    processes = [subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  text=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}) for _ in range(workers)]

    def run(some: list) -> list:
        for n, process in enumerate(processes):
            process.stdin.write(json.dumps(some[n::workers]) + "\n")
            process.stdin.flush()
        outputs: list = [None] * len(some)
        for n, process in enumerate(processes):
            outputs[n::workers] = json.loads(process.stdout.readline())
        return outputs

    run(jobs[:30 * workers])
    rates, outputs = timed(jobs, run)
    for process in processes:
        process.stdin.close()
        process.wait()
    return {"rates": rates, "outputs": outputs}


def serve() -> None:
    """A process of `unconfined`: lines of jobs in, lines of outputs out."""
    import numpy              # noqa: F401 (as a zygote has them)
    import scipy.ndimage      # noqa: F401
    for line in sys.stdin:
        print(json.dumps([outputs_of(program, inputs) for program, inputs, _ in json.loads(line)]), flush=True)


def outputs_of(program: str, inputs: list) -> list:
    """What a program returns for each input, None where it fails, without isolation."""
    outputs = []
    try:
        function = function_of(program)
    except Exception:
        return [None] * len(inputs)
    for grid in inputs:
        try:
            outputs.append(grid_from(function(grid)))
        except (Exception, NotAGrid):
            outputs.append(None)
    return outputs


def interpreters(jobs: list, workers: int) -> dict[str, float]:
    """Programs per second of each kind, with an interpreter for each."""
    def alone(job: list) -> None:
        subprocess.run([sys.executable, "-s", "-c", ALONE], input=json.dumps(job[:2]), text=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       env=os.environ | {"OPENBLAS_NUM_THREADS": "1"})

    rates = {}
    for kind in KINDS:
        some = [job for job in jobs if kind in job[2]][:INTERPRETED]
        with ThreadPoolExecutor(workers) as pool:
            began = time.perf_counter()
            list(pool.map(alone, some))
            rates[kind] = len(some) / (time.perf_counter() - began)
    return rates


def latencies(jobs: list, workers: int) -> dict:
    """Milliseconds from call to answer, one program at a time."""
    with Sandbox(workers=1, cache_mb=0) as sandbox:
        for program, inputs, _ in jobs[:60]:
            sandbox.run(program, inputs)
        taken = []
        for program, inputs, _ in jobs[:LATENCIES]:
            began = time.perf_counter()
            sandbox.run(program, inputs)
            taken.append(1000 * (time.perf_counter() - began))
        cuts = statistics.quantiles(taken, n=100)
        return {"latency_ms": {"p50": round(cuts[49], 2), "p99": round(cuts[98], 2)}, "layers": sandbox.layers}


PARTS = {"sandbox": in_sandbox, "bare": unconfined, "latency": latencies}


def show(result: dict) -> None:
    """The same for a person."""
    print(f"{result['programs']} programs, {result['rounds']} rounds; outputs that differ: {result['differing']}; "
          f"supervisor's peak {result['supervisor_mb']} MB")
    p50, p99 = result["latency_ms"].values()
    print(f"latency {p50} ms at the median, {p99} ms at the 99th percentile")
    print("layers: " + ", ".join(name + ("" if held else " (missing)") for name, held in result["layers"].items()))
    print(f"{'programs/s of':14}{'programs':>9}{'sandbox':>9}{'plain':>7}{'ratio':>7}{'interpreters':>14}{'times':>7}")
    for group, row in result["groups"].items():
        print(f"{group:14}{row['programs']:9}{row['sandbox_per_s']:9.0f}{row['bare_per_s']:7.0f}"
              f"{row['sandbox_over_bare']:7.2f}" +
              (f"{row['interpreters_per_s']:14.1f}{row['sandbox_over_interpreters']:7.1f}" if group in KINDS else ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
