"""`build.py classifier`: programs in, a trained classifier with its figures and card out.

The only place where search engine, sandbox and data sets meet the classifier, which knows none of them. Promises:
nothing is learned from a program that is not what it claims when it is run; what was run is kept in the --work folder,
and the same command goes on there; a model that does better on the same held-out tasks is not replaced without --force;
every file is written in one step, the model first. Leaves out: features, splits, families (`classifier`).

Exit status: 0 the model is in its place; 1 the one there is better, and stays; 2 the input is at fault, nothing was
written; 130 interrupted.
"""
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table as Lines

from classifier import card, matrix, splits, table, train
from classifier.corpus import maker
from classifier.corpus.example import Example, TaskGrids
from classifier.model import DEPTHS, PACKED, Fitted, ModelError, TransductiveClassifier, pack, write_atomic
from kernel import harvest, proving
from kernel.datasets import load_challenges
from kernel.journal import JournalError
from kernel.options import classifier_parser
from kernel.progress import Bars
from kernel.sandbox import Limits, Sandbox
from kernel.score import load_solutions
from kernel.tasks import Grid, Task

PROG = "build.py classifier"
DATASETS = ("arc-agi-1-training", "arc-agi-2-training")
MEASURED = ("arc-agi-1-evaluation", "arc-agi-2-evaluation")
"""Sets whose tasks are for measuring: ARC-AGI-2's training set holds most of ARC-AGI-1's evaluation, left out here."""
SEARCH_TASKS, SEARCH_S = 250, 1.0
"""Tasks that are searched for honest programs, and CPU seconds for each: two minutes on two cores."""
WRITTEN = Path(maker.__file__).parent / "written"
LIMITS = Limits(wall_s=3.0)    # over all pairs and probes of a program


class Stopped(Exception):
    """The training cannot go on. One line, for the user."""


@dataclass(frozen=True)
class Ground:
    """The training tasks: `tasks` as the search wants them, `grids` as the classifier knows them, `truths` of tests."""

    tasks: tuple[Task, ...]
    grids: dict[str, TaskGrids]
    truths: dict[str, list[Grid]]

    @classmethod
    def load(cls) -> "Ground":
        tasks, truths = {}, {}
        measured = {task.id for name in MEASURED for task in load_challenges(name).tasks}
        for name in DATASETS:
            solutions = load_solutions(name)
            for task in load_challenges(name).tasks:
                # ARC-AGI-2 has some of ARC-AGI-1's, now and then changed: the first stands.
                if task.id not in tasks and task.id not in measured:
                    tasks[task.id], truths[task.id] = task, solutions[task.id]
        grids = {id: ([(pair.input, pair.output) for pair in task.train], list(task.tests))
                 for id, task in tasks.items()}
        return cls(tuple(tasks.values()), grids, truths)


@dataclass
class Harvest:
    """Programs to learn from: examples with their runs, whether each is known to be right, and what was left out."""

    examples: list[Example]
    right: list[bool]
    dropped: Counter
    files: dict[str, str]


def main(argv: Sequence[str]) -> int:
    """Train as told and return the exit status (see `kernel.options.classifier_parser`)."""
    arguments = classifier_parser(PROG).parse_args(argv)
    out = PACKED if arguments.out is None else arguments.out
    bars = Bars(Console(stderr=True))
    workers = len(os.sched_getaffinity(0))
    settings = train.Settings(seed=arguments.seed, workers=workers)
    try:
        if arguments.no_corpus and not arguments.programs:
            raise Stopped("--no-corpus leaves nothing to learn from; give --programs FILE.parquet")
        ground = Ground.load()
        found = gather(arguments, ground, workers, bars)
        with bars.stage("features", len(found.examples)) as done:
            rows, unparsable = matrix.build(found.examples, found.right, ground.grids, workers=workers, done=done)
        fitted, metrics = teach(rows, settings, bars)
        metrics["data"] = described(rows, found, unparsable)
        reason = None if arguments.force else why_not(out, rows, metrics, settings)
        if reason is None:
            out.mkdir(parents=True, exist_ok=True)
            write(out, fitted, metrics, settings, datetime.now(UTC).isoformat(timespec="seconds"))
    except (Stopped, table.TableError, train.TrainError, JournalError) as error:
        print(f"{PROG}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{PROG}: {error.filename or out}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"\n{PROG}: interrupted; the same command goes on with what is in {arguments.work}", file=sys.stderr)
        return 130
    console = Console(width=None if sys.stdout.isatty() else 160)      # a file's lines need not fit a terminal
    show(metrics, out, reason, console, as_json=arguments.json)
    return 0 if reason is None else 1


def gather(arguments, ground: Ground, workers: int, bars: Bars) -> Harvest:
    """The users' programs and the corpus, run. Adds the tasks that the corpus makes to `ground.grids`."""
    found = Harvest([], [], Counter(), {})
    claims: list[tuple[Example, bool | None]] = []       # with what is known of being right, None for "run it"
    for path in arguments.programs:
        with bars.stage(f"reading {path.name}", None) as done:
            rows, counts = table.read([path], ground.grids, rows_max=arguments.limit_rows or 100_000,
                                      seed=arguments.seed, done=done)
        found.files[path.name] = counts.told()
        claims += [(Example(row.task_id, row.program, row.label, f"users:{row.style}"), row.right) for row in rows]
    if not arguments.no_corpus:
        claims += [(one, None) for one in limited(made(arguments, ground, workers, bars), arguments.limit_rows)]
    keep_what_holds(claims, ground, arguments.work / "proofs", workers, bars, found)
    return found


def made(arguments, ground: Ground, workers: int, bars: Bars) -> list[Example]:
    """The kit's corpus, not yet run."""
    found = list(search_programs(arguments, ground, workers, bars))
    with Sandbox(workers=workers, limits=LIMITS) as sandbox, bars.stage("running what it found", len(found)) as done:
        proofs = list(proving.prove(found, ground.grids, sandbox, arguments.work / "proofs", done))
    right, wrong = ([pair for pair, proof in zip(found, proofs)
                     if proof and all(proof.train) and proof.right(ground.truths[pair[0]]) is wanted]
                    for wanted in (True, False))
    with bars.stage("making the corpus", None) as done:
        examples = []
        for one in maker.make(ground.grids, right, WRITTEN, seed=arguments.seed, overfit=wrong):
            examples.append(one)
            done(1)
    return examples


def search_programs(arguments, ground: Ground, workers: int, bars: Bars) -> Iterable[tuple[str, str]]:
    """What the search engine finds, from a recorded run, from the work folder, or now."""
    if arguments.recorded:
        return harvest.recorded(arguments.recorded, set(ground.grids))
    kept = arguments.work / f"searched-{SEARCH_TASKS}-{SEARCH_S:g}-{arguments.seed}.json"
    if kept.is_file():
        return [tuple(row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    tasks = ground.tasks[:SEARCH_TASKS]
    with bars.stage("searching honest programs", len(tasks)) as done:
        found = list(harvest.searched(tasks, seconds=SEARCH_S, workers=workers, seed=arguments.seed, done=done))
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(kept, json.dumps(sorted(found)).encode())
    return found


def limited(examples: list[Example], most: int | None) -> list[Example]:
    """At most so many of them; digests of the programs choose, not their order."""
    if most is None or len(examples) <= most:
        return examples
    return sorted(examples, key=lambda one: splits.place(f"{one.task_id}/{one.program}", 1 << 60, "limit"))[:most]


def keep_what_holds(claims: list[tuple[Example, bool | None]], ground: Ground, folder: Path, workers: int, bars: Bars,
                    found: Harvest) -> None:
    """Run the programs and keep those that are what they claim, with their runs; count the others by style.

    An honest one of the corpus must be right on train and, where it is known, on test; a transductive one must be right
    on train; an over-fitted one must be wrong on test besides. A user's label stands.
    """
    jobs = [(one.task_id, one.program) for one, _ in claims]
    with Sandbox(workers=workers, limits=LIMITS) as sandbox, bars.stage("running programs", len(jobs)) as done:
        for (one, known), proof in zip(claims, proving.prove(jobs, ground.grids, sandbox, folder, done)):
            right = proof.right(ground.truths.get(one.task_id)) if proof else False
            fails = (proof is None or not all(proof.train) or (one.label == 0 and right is False)
                     or (one.style.startswith("overfit") and right is True))
            if known is None and fails:
                found.dropped[f"{one.style} ({one.label})"] += 1
                continue
            found.examples.append(replace(one, runs=proof.runs if proof else None))
            found.right.append(known if known is not None else right is not False and one.label == 0)


def teach(rows: train.Table, settings: train.Settings, bars: Bars) -> tuple[dict[str, Fitted], dict]:
    """Measure on folds, choose, fit on everything but the exam tasks, and sit the exam."""
    exam = splits.exam(rows.names.task)
    learned, examined = rows.rows(~exam), rows.rows(exam)
    with bars.stage("fitting on folds", train.fits(learned)) as done:
        evaluation = train.evaluate(learned, settings, lambda: done(1))
    with bars.stage("fitting the model", None):
        fitted = train.fit(learned, evaluation, settings)
        both = examined.label.any() and not examined.label.all()
        found = train.examine(fitted, examined, settings) if both else None
        weights = train.importances(fitted[DEPTHS[-1]], examined if found else learned, settings)
    return fitted, {"family": evaluation.family, "reason": evaluation.reason,
                    "basis": train.basis(evaluation.figures), "base_rate": settings.base_rate,
                    "fpr_at_threshold": settings.fpr_at_threshold, "figures": evaluation.figures,
                    "exam": found, "importances": weights}


def why_not(out: Path, rows: train.Table, metrics: dict, settings: train.Settings) -> str | None:
    """Why the model in the folder must stay, or None: it does better on the exam tasks, from which neither learned."""
    try:
        old = TransductiveClassifier.load(out)
    except ModelError:
        return None                                      # none there, or none that can be used: any model is better
    exam = rows.rows(splits.exam(rows.names.task))
    if metrics["exam"] is None:
        return ("the one there cannot be compared: for the tasks that are kept for that, both transductive and other "
                "programs are needed")
    before = train.standing(train.examine(dict(old.fitted), exam, settings))
    now = train.standing(metrics["exam"])
    metrics["exam_of_the_one_there"] = before
    if before > now:
        return f"the one there does better on the same {len(exam)} held-out programs: {before:.4f} against {now:.4f}"
    return None


def described(rows: train.Table, found: Harvest, unparsable: int) -> dict:
    """What the model was made from, for metrics and card."""
    styles = Counter(zip(rows.names.style.tolist(), rows.label.tolist()))
    return {"rows": len(rows), "tasks": len(set(rows.names.task.tolist())), "transductive": int(rows.label.sum()),
            "unparsable": unparsable, "dropped": dict(sorted(found.dropped.items())), "files": found.files,
            "styles": [[style, label, count] for (style, label), count in sorted(styles.items())]}


def write(out: Path, fitted: dict[str, Fitted], metrics: dict, settings: train.Settings, now_utc: str) -> None:
    """Model and record, then metrics, card and plots, each in one step."""
    name, figures = metrics["family"], metrics["figures"][metrics["basis"]]
    plots = {"calibration.svg": card.calibration_plot({depth: figures[depth][name]["calibration"] for depth in DEPTHS}),
             "importances.svg": card.importance_plot(metrics["importances"])}
    record = pack(fitted, out, {"family": name, "base_rate": settings.base_rate, "unparsable": settings.base_rate,
                                "seed": settings.seed, "trained_utc": now_utc})
    metrics["sha256"] = record["sha256"]
    write_atomic(out / "metrics.json", (json.dumps(metrics, indent=1) + "\n").encode())
    write_atomic(out / "MODEL_CARD.md", card.text(record, metrics).encode())
    for file, content in plots.items():
        write_atomic(out / file, content)


def show(metrics: dict, out: Path, reason: str | None, console: Console, *, as_json: bool) -> None:
    """The figures, and where the files are or why there are none."""
    if as_json:
        print(json.dumps(metrics | {"out": str(out), "not_replaced": reason}, indent=1))
        return
    data = metrics["data"]
    console.print(f"{data['rows']:,} programs for {data['tasks']:,} tasks, {data['transductive']:,} transductive; "
                  f"dropped {sum(data['dropped'].values()):,} that are not what they claim, {data['unparsable']:,} "
                  "unparsable", highlight=False, soft_wrap=True)
    for name, told in data["files"].items():
        console.print(f"{name}: {told}", highlight=False, markup=False, soft_wrap=True)
    lines = Lines("slice", "known", "classifier", *(name for name, _ in card.COLUMNS), box=None, padding=(0, 1))
    for slice_, depth, name, cells in card.lines(metrics["figures"]):
        lines.add_row(card.SLICES[slice_], depth, name, *cells, style="bold" if name == metrics["family"] else None)
    console.print(lines)
    console.print(f"family: {metrics['family']} ({metrics['reason']})", highlight=False, markup=False, soft_wrap=True)
    where = f"in {out}: transductive.joblib, transductive.json, metrics.json, MODEL_CARD.md, two plots"
    console.print(where if reason is None else f"not replaced: {reason} (--force replaces it)", highlight=False,
                  markup=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
