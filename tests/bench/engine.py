"""What the kernel costs the model server: output tokens a second through a whole run against the server's own client.

    build.py bench engine [--model DIR] [--json] [--tasks 6] [--samples 192] [--rounds 3] [--serve-with PYTHON]

One server, and the same requests twice, in turns: the same messages, sampling, seeds and samples a request, for as many
samples a task, on ARC-AGI-1 training tasks whose prompts fit as they are.

    kernel     a whole run: `kernel.run.perform` with the vLLM engine, sandbox, classifier, journal and vote
    straight   `tests.bench.serving.straight`: vLLM's own benchmark client, which leaves no seat of the server empty

Tokens are those that the server itself counts, seconds those from the first request to the last reply; the ratio is
taken within a round, and the order changes from round to round. A first run of the kernel, whose rate is not counted,
finds none of the prompts in the server's prefix cache: from it comes the hit rate, over all prompt tokens, those of
each task's first sample included. `cpu` is the CPU time of the asking process alone, in seconds for 1,000 samples: the
kernel's is that of the whole run, without its sandbox's processes.

On a CPU the server has one half of the cores and whoever asks the other, the sandbox with the kernel.
"""
import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from queue import Queue

from rich.console import Console

from classifier import TransductiveClassifier
from kernel.bundle import BundleError, ModelBundle
from kernel.datasets import load_challenges
from kernel.engines import Finished, Happening, Request, Sampled
from kernel.engines.vllm import VllmEngine, serve
from kernel.engines.vllm.endpoints import Endpoint
from kernel.engines.vllm.jobs import first_seed
from kernel.engines.vllm.line import Line
from kernel.engines.vllm.sampler import Settings
from kernel.progress import Progress
from kernel.prompts import messages
from kernel.run import Ending, RunSettings, perform
from kernel.schedule.difficulty import difficulty
from kernel.tasks import Task
from tests.bench.serving import machine, server, straight
from tests.bench.serving.figures import GENERATED, Spread, hit_rate

DATASET = "arc-agi-1-training"
MARKS = {"ratio": 0.95, "hit_rate": 0.9}
BUDGET_S = 1e6                             # no request ends for lack of time
PARTS = ("kernel", "straight")


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0, or 2 with one line where model, environment or server cannot be used."""
    parser = argparse.ArgumentParser(prog="build.py bench engine", description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=machine.ROOT / "models" / "built" / "tiny", metavar="DIR",
                        help="made by build.py model (default: models/built/tiny)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--tasks", type=int, default=6, metavar="N", help="default: 6")
    parser.add_argument("--samples", type=int, default=192, metavar="N", help="a task (default: 192)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: 3")
    parser.add_argument("--sequences", type=int, default=64, metavar="N", help="at once (default: 64, as in a run)")
    parser.add_argument("--serve-with", type=Path, metavar="PYTHON", help="an interpreter that has vLLM (default: that "
                                                                          "of the environment that a dry run takes)")
    parser.add_argument("--kernel", type=Path, metavar="JOB", help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.kernel:
        print(json.dumps(through_the_kernel(json.loads(arguments.kernel.read_text()))))
        return 0
    try:
        with tempfile.TemporaryDirectory(prefix="arc-bench-engine-") as folder:
            result = bench(arguments, Path(folder))
    except BundleError as error:
        print(f"build.py bench engine: {error}; the stand-in is made by: python3 build.py model --spec "
              "models/tiny.toml", file=sys.stderr)
        return 2
    except (machine.NotHere, server.NoServer, serve.ServeError) as error:
        print(f"build.py bench engine: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result, indent=1)) if arguments.json else show(result)
    return 0


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def bench(arguments: argparse.Namespace, folder: Path) -> dict:
    """The server and all rounds. Raises BundleError, NotHere, NoServer, ServeError."""
    bundle = ModelBundle.load(arguments.model)
    gpu, cores = machine.gpu(), sorted(os.sched_getaffinity(0))
    python = machine.serving_python(arguments.serve_with, gpu is not None)
    servers, askers = (cores, cores) if gpu else machine.split(cores)
    serving = serve.Serving(python=python, folder=bundle.folder.absolute(), device="cuda" if gpu else "cpu",
                            context_tokens=bundle.context, top_rung=bundle.kv_cache, sequences=arguments.sequences,
                            threads=len(servers), environ=dict(os.environ))
    say(f"starting a server for {bundle.name}")
    os.sched_setaffinity(0, servers)       # the server inherits it; each part sets its own
    try:
        with server.running(serving, rung=bundle.kv_cache, folder=machine.kept("engine"), gpu=gpu) as running:
            job = {"model_folder": str(bundle.folder.absolute()), "url": running.url, "model": running.model,
                   "cores": askers if not gpu else [], "samples": arguments.samples, "chunk": Settings().chunk,
                   "sequences": arguments.sequences, "sampling": asdict(bundle.sampling)}
            job["tasks"] = [task.id for task in asyncio.run(fitting(bundle, running, arguments.tasks))]
            rows, rate = measure(job, running, python, arguments.rounds, folder)
    finally:
        os.sched_setaffinity(0, cores)
    place = "" if gpu else "server and asker share one core" if servers == askers else "server and asker on own cores"
    return {"model": bundle.name, "device": serving.device, "kv_cache": bundle.kv_cache, "pinned": place,
            "server_cores": len(servers), "tasks": len(job["tasks"]), "samples_per_task": arguments.samples,
            "chunk": job["chunk"], "sequences": arguments.sequences, **summary(rows, rate)}


async def fitting(bundle: ModelBundle, running: server.Server, count: int) -> list[Task]:
    """The first tasks whose prompts fit as they are, in the order in which a run takes them."""
    line, found = Line(running.url, "none", connect_s=10, silence_s=300, tell=None), []
    try:
        for task in load_challenges(DATASET).tasks:
            if len(found) < count and await line.fits(running.model, messages(bundle.pack, task), bundle.sampling):
                found.append(task)
    finally:
        await line.close()
    return sorted(found, key=lambda task: (difficulty(task), task.id))


def measure(job: dict, running: server.Server, python: Path, rounds: int, folder: Path) -> tuple[list[dict], float]:
    """All rounds, a row for each, and the hit rate of the first run, which found the prefix cache empty."""
    file = folder / "job.json"
    commands = {"kernel": [sys.executable, "-m", "tests.bench.engine", "--kernel", str(file)],
                "straight": [str(python), straight.__file__, str(file)]}

    def run(part: str, number: int) -> tuple[dict, dict, dict]:
        say(f"round {number} of {rounds}: {part}" if number else "the kernel with an empty prefix cache")
        told = {**job, "seed": number, "out_dir": str(folder / f"run-{number}")}
        file.write_text(json.dumps({**told, "requests": requests(told)}))
        before = running.counters()
        done = subprocess.run(commands[part], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise server.NoServer(f"{part} failed: {' '.join(done.stderr.split())[-500:]}")
        return json.loads(done.stdout.splitlines()[-1]), before, running.counters()

    _, before, after = run("kernel", 0)
    rate, rows = hit_rate(before, after), []
    for number in range(1, rounds + 1):
        row = {}
        for part in PARTS if number % 2 else PARTS[::-1]:
            told, before, after = run(part, number)
            counted = after[GENERATED] - before[GENERATED]
            row[part] = {**told, "tokens_told": told["tokens"], "tokens": counted,
                         "tokens_per_s": counted / told["wall_s"], "hit_rate": hit_rate(before, after)}
        rows.append(row)
    return rows, rate


def requests(job: dict) -> list[dict]:
    """The kernel's requests as bodies, two tasks in turns as in a run: messages, seed and number of samples."""
    bundle = ModelBundle.load(job["model_folder"])
    tasks = {task.id: task for task in load_challenges(DATASET).tasks}
    bodies = []
    for at in range(0, len(job["tasks"]), Settings().active):
        for start in range(0, job["samples"], job["chunk"]):
            bodies += [{"messages": messages(bundle.pack, tasks[id]), "seed": first_seed(job["seed"], id) + start,
                        "n": min(job["chunk"], job["samples"] - start)}
                       for id in job["tasks"][at:at + Settings().active]]
    return bodies


class Bounded(VllmEngine):
    """The engine with a fixed amount of work: so many samples for each task, asked for once."""

    draws = False                      # else the schedule would decide how many samples a task is worth

    def __init__(self, samples: int, *parts, **more):
        super().__init__(*parts, **more)
        self._samples = samples
        self.began_s: float | None = None
        self.ended_s = 0.0
        self.drawn: list[Sampled] = []
        self.befell: list[Happening] = []

    def start(self, events: Queue) -> None:
        self._to = events
        super().start(self)

    def submit(self, request: Request) -> None:
        self.began_s = self.began_s or time.perf_counter()
        super().submit(replace(request, samples=self._samples))

    def put(self, event: object) -> None:
        """What the engine says, on its way to the run."""
        if isinstance(event, Sampled):
            self.drawn.append(event)
        elif isinstance(event, Happening):
            self.befell.append(event)
        elif isinstance(event, Finished):
            self.ended_s = time.perf_counter()
            event = replace(event, exhausted=event.error is None)
        self._to.put(event)


def through_the_kernel(job: dict) -> dict:
    """One whole run on the server of the job."""
    if job["cores"]:
        os.sched_setaffinity(0, job["cores"])
    bundle, out_dir = ModelBundle.load(job["model_folder"]), Path(job["out_dir"])
    out_dir.mkdir()
    challenges = load_challenges(DATASET)
    tasks = tuple(task for task in challenges.tasks if task.id in job["tasks"])
    challenges = replace(challenges, tasks=tasks, placeholders={task.id: len(task.tests) for task in tasks}, refused={})
    engine = Bounded(job["samples"], [Endpoint(job["url"], model=job["model"])], bundle.pack, bundle.sampling,
                     bundle.refining, Settings(chunk=job["chunk"], sequences=job["sequences"]))
    settings = RunSettings(out_dir=out_dir, budget_s=BUDGET_S, workers=len(os.sched_getaffinity(0)), seed=job["seed"])
    classifier = TransductiveClassifier.load()
    with open(os.devnull, "w") as nowhere:
        wall_s, cpu_s, loop_s = time.perf_counter(), time.process_time(), time.thread_time()
        done = perform(challenges, settings, [engine], clock=time.monotonic, stop=lambda: 0,
                       progress=Progress(Console(file=nowhere)), classifier=classifier)
        wall_s, cpu_s, loop_s = (time.perf_counter() - wall_s, time.process_time() - cpu_s,
                                 time.thread_time() - loop_s)
    samples = [event.sample for event in engine.drawn]
    if done.ending is not Ending.DONE or done.troubles or len(samples) != len(tasks) * job["samples"]:
        raise SystemExit(f"{len(samples)} samples; {done.ending.value}; {'; '.join(done.troubles)} "
                         f"{[event for event in engine.befell if event.kind != 'ready']}")
    return {"wall_s": engine.ended_s - engine.began_s, "run_s": wall_s, "cpu_s": cpu_s, "loop_cpu_s": loop_s,
            "samples": len(samples), "tokens": sum(sample.completion_tokens for sample in samples),
            "prompt_tokens": sum(sample.prompt_tokens for sample in samples) // len(samples),
            "programs": sum(event.candidate is not None for event in engine.drawn), "candidates": done.candidates}


def summary(rows: list[dict], rate: float) -> dict:
    """Medians and ends over the rounds."""
    def spread(figure) -> dict:
        return asdict(Spread.of([figure(row) for row in rows]))

    def cpu(part: str, key: str = "cpu_s") -> dict:
        return spread(lambda row: 1000 * row[part][key] / row[part]["samples"])

    return {"rounds": rows, "prompt_tokens": rows[0]["kernel"]["prompt_tokens"],
            "kernel_tokens_per_s": spread(lambda row: row["kernel"]["tokens_per_s"]),
            "straight_tokens_per_s": spread(lambda row: row["straight"]["tokens_per_s"]),
            "ratio": spread(lambda row: row["kernel"]["tokens_per_s"] / row["straight"]["tokens_per_s"]),
            "hit_rate": round(rate, 4), "marks": MARKS,
            "cpu_s_per_1000": {"kernel": cpu("kernel"), "of it run loop": cpu("kernel", "loop_cpu_s"),
                               "straight": cpu("straight")},
            "tokens_accounted": spread(lambda row: row["kernel"]["tokens_told"] / row["kernel"]["tokens"])}


def show(result: dict) -> None:
    """The same for a person."""
    print(f"{result['model']} on {result['device']}, KV cache {result['kv_cache']}, "
          f"{result['pinned'] or 'not pinned'}; {result['tasks']} tasks of {result['samples_per_task']} samples, "
          f"prompts of {result['prompt_tokens']} tokens on average, {result['chunk']} samples a request, "
          f"{result['sequences']} at once")
    print(f"{'round':>6}{'kernel tokens/s':>18}{'straight tokens/s':>19}{'ratio':>8}")
    for number, row in enumerate(result["rounds"], 1):
        kernel, yardstick = (row[part]["tokens_per_s"] for part in PARTS)
        print(f"{number:6}{kernel:18.0f}{yardstick:19.0f}{kernel / yardstick:8.3f}")
    lines = [("ratio", f"{Spread(**result['ratio'])}; mark {MARKS['ratio']}"),
             ("prefix cache", f"{result['hit_rate']:.1%} of all prompt tokens came from it; mark "
                              f"{MARKS['hit_rate']:.0%}"),
             ("tokens accounted", f"{Spread(**result['tokens_accounted'])} of those that the server counts")]
    lines += [(f"CPU s per 1,000, {who}", str(Spread(**figures))) for who, figures in result["cpu_s_per_1000"].items()]
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        print(f"{name:<{width}}  {value}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
