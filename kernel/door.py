"""The door of a run: what a command line becomes before anything begins.

Promises: everything that is wrong with the input is found here, as a `Refused` of one line, before a file is written;
a person's Ctrl-C and a supervisor's SIGTERM become a flag that the loop looks at. The only place in a run that asks the
machine for anything (its number of CPUs). Leaves out: the run itself.
"""
import argparse
import hashlib
import logging
import os
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from classifier import ModelError, TransductiveClassifier
from kernel import clock, gpus
from kernel.bundle import BundleError, ModelBundle
from kernel.datasets import Challenges, load_challenges
from kernel.engines import Engine, EngineError
from kernel.engines.replay import ReplayEngine
from kernel.journal import fingerprint
from kernel.run import RunSettings
from kernel.tasks import TaskError, one_line
from kernel.watchdog import Watchdog

log = logging.getLogger(__name__)
TEMPORARY_MAX = 45                     # bytes of a path below which servers put sockets, which may have 107


class Refused(Exception):
    """The input is at fault. The message is one line; the exit status is 2."""

    def __init__(self, message: str):
        super().__init__(one_line(message))


@dataclass(frozen=True)
class Admitted:
    """What a run needs, checked."""

    challenges: Challenges
    settings: RunSettings
    engines: tuple[Engine, ...]
    classifier: TransductiveClassifier | None
    troubles: tuple[str, ...] = ()     # what a person should know before anything began


def admit(arguments: argparse.Namespace, started_utc: str) -> Admitted:
    """Check the parsed options of a run and load what they name. Raises Refused; writes nothing."""
    challenges = choose(arguments.dataset, limit=arguments.limit, ids=arguments.task, lenient=arguments.lenient)
    specs = tuple(dict.fromkeys(arguments.engine or ["search"]))
    workers = arguments.workers or len(os.sched_getaffinity(0))
    writers = tuple(spec if spec != "vllm" else f"vllm:{model_named(arguments)}" for spec in specs)
    out_dir = arguments.out or default_out(challenges, writers, arguments.seed, arguments.seconds_per_task)
    engines = tuple(make_engine(spec, workers) if spec != "vllm" else language_model(arguments, out_dir)
                    for spec in specs)
    names = [engine.name for engine in engines]
    for name in names:
        if names.count(name) > 1:
            raise Refused(f"two engines would be called {name}; rename one of the files")
    settings = RunSettings(out_dir=out_dir, budget_s=arguments.budget, workers=workers, seed=arguments.seed,
                           seconds_per_task=arguments.seconds_per_task, started_utc=started_utc,
                           leave_by_s=arguments.leave_by)
    classifier, troubles = load_classifier(arguments.classifier)
    return Admitted(challenges, settings, engines, classifier, troubles)


def load_classifier(given: str) -> tuple[TransductiveClassifier | None, tuple[str, ...]]:
    """The packed model, that of a folder, or None for "none"; and what is amiss. Raises Refused for a folder that was
    asked for; without the packed model a run goes on, since an answer without doubt is better than none."""
    if given == "none":
        return None, ()
    try:
        return TransductiveClassifier.load(None if given == "packed" else given), ()
    except ModelError as error:
        if given != "packed":
            raise Refused(f"--classifier {given}: {error}") from None
        return None, (f"no program is doubted: {one_line(str(error))}",)


def choose(dataset: str, *, limit: int | None, ids: list[str] | None, lenient: bool) -> Challenges:
    """The challenges of a dataset or file, or some of them. Raises Refused."""
    try:
        challenges = load_challenges(dataset, lenient=lenient)
    except TaskError as error:
        raise Refused(str(error)) from None
    if ids:
        missing = [id for id in ids if id not in challenges.placeholders]
        if missing:
            raise Refused(f"--task {missing[0]}: no such task in {challenges.name}")
        challenges = replace(challenges, tasks=tuple(task for task in challenges.tasks if task.id in ids),
                             placeholders={id: n for id, n in challenges.placeholders.items() if id in ids},
                             refused={id: why for id, why in challenges.refused.items() if id in ids})
    return challenges.first(limit) if limit else challenges


def make_engine(spec: str, workers: int) -> Engine:
    """The engine that `kernel.options.parse_engine` let through. Raises Refused when it can never work."""
    name, _, argument = spec.partition(":")
    try:
        if name == "search":
            from kernel.engines.search import SearchEngine      # numpy and the whole library of primitives
            return SearchEngine(workers=workers)
        return ReplayEngine(argument)
    except EngineError as error:
        raise Refused(f"--engine {spec}: {error}") from None


def language_model(arguments: argparse.Namespace, out_dir: Path) -> Engine:
    """The vLLM engine that the options ask for; its servers' logs go to the run's folder. Raises Refused."""
    from kernel.engines.vllm import ours                        # an HTTP client, asyncio and all

    try:
        bundle = ModelBundle.load(arguments.model) if arguments.model is not None else None
        if arguments.endpoint:
            return ours.on_endpoints(arguments.endpoint, os.environ.get("OPENAI_API_KEY", "none"), bundle)
        if arguments.serve_with is None or not os.access(arguments.serve_with, os.X_OK):
            raise Refused(f"--serve-with {arguments.serve_with}: no interpreter to start servers with; build.py dryrun "
                          "makes an environment for them")
        found = gpus.visible(os.environ)
        count = arguments.gpus or len(found) or 1
        if found and count > len(found):
            raise Refused(f"--gpus {count}: this machine has {len(found)} ({', '.join(found)})")
        temporary = Path(tempfile.gettempdir())
        if len(os.fsencode(temporary)) > TEMPORARY_MAX:
            temporary = Path("/tmp")
        machine = ours.Machine(python=arguments.serve_with.absolute(), gpus=found, clock=time.monotonic,
                               cpus=len(os.sched_getaffinity(0)), environ=dict(os.environ), scratch_dir=temporary,
                               cache_dir=temporary / f"arc-kit-{os.getuid()}")
        return ours.on_servers(bundle, machine, count, out_dir / "servers", arguments.seed)
    except (BundleError, EngineError) as error:
        raise Refused(f"--engine vllm: {error}") from None


def model_named(arguments: argparse.Namespace) -> str:
    """Which model the options name: two models, like two files of programs, make two runs."""
    return " ".join(arguments.endpoint) or str(arguments.model.absolute())


def default_out(challenges: Challenges, specs: tuple[str, ...], seed: int, seconds_per_task: float | None) -> Path:
    """runs/DATASET-DIGEST: the same for the same command, another for any other, so that no two runs mix."""
    content = repr((fingerprint(challenges.tasks, challenges.refused), specs, seed, seconds_per_task))
    stem = Path(challenges.name).stem if challenges.name.endswith(".json") else challenges.name
    return Path("runs") / f"{Path(stem).name}-{hashlib.sha256(content.encode()).hexdigest()[:6]}"


def prepare_folder(out_dir: Path) -> None:
    """Make the folder and see that it can be written. Raises Refused."""
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out_dir):
            pass
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"--out {out_dir}: cannot be written ({why}); choose a folder that can") from None


def log_to(out_dir: Path) -> None:
    """Append everything that is logged to DIR/run.log."""
    logging.basicConfig(filename=out_dir / "run.log", level=logging.INFO, encoding="utf-8", errors="backslashreplace",
                        format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    for chatty in ("httpx", "httpcore", "openai"):       # a line or more for every request
        logging.getLogger(chatty).setLevel(logging.WARNING)


def stop_on_signals() -> Callable[[], int]:
    """Let SIGINT and SIGTERM set a flag; the function returned gives the signal's number, or 0."""
    caught = [0]

    def note(number: int, _frame: object) -> None:
        caught[0] = caught[0] or number

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return lambda: caught[0]


def watch(budget_s: float, began_s: float | None, leave_by_s: float | None = None) -> Watchdog | None:
    """A watchdog over this process, which began at `began_s` on the run's clock; None without that.

    Until the journal has told how much of the budget is left, the limit is the budget, or a minute where that is less.
    No limit is ever later than `leave_by_s`, on the same clock.
    """
    if began_s is None:
        return None
    watchdog = Watchdog(clock.now_s, began_s, began_s + max(60.0, budget_s),
                        leave_by_s=float("inf") if leave_by_s is None else leave_by_s)
    watchdog.start()
    return watchdog
