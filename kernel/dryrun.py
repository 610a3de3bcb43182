"""`build.py dryrun`: a whole run on tasks whose solutions are known, then its score and a page about it.

Promises: solutions are read twice and kept never: at the door, to refuse those of other tasks before any time is spent,
and after the run has ended, to score it; in between no part of the process holds them. What the run has achieved is on
disk before the score and the report are tried. Leaves out: judging (`kernel.score`) and drawing (`kernel.report`).

score.json: dataset, solutions (where they came from), tasks, test_outputs, score, tasks_solved, candidates, cached
(how many of them the sandbox had run before on the same inputs), seconds, ending, engines, and per_task {id: {solved,
outputs: [right?, ...], engine: who wrote the best program behind the right answers, or null}}.
"""
from kernel import clock  # first: it notes when this process began
import json
import logging
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from kernel import door, vote
from kernel.__main__ import finish, leave, run
from kernel.datasets import DATASETS, Challenges
from kernel.endings import Ending, Summary
from kernel.journal import Journal
from kernel.options import dryrun_parser
from kernel.score import Score, check_solutions_fit, load_solutions, score
from kernel.submit import ATTEMPTS, read
from kernel.tasks import TaskError
from kernel.watchdog import depart

log = logging.getLogger(__name__)
PROG = "build.py dryrun"
LEAVE_S = 0.3              # from the last word to the end of the process


def main(argv: Sequence[str], began_s: float | None = None) -> int:
    """Parse, run, score, report, and return the exit status (see `kernel.options.dryrun_parser`). `began_s` as for
    `kernel.__main__.main`."""
    arguments = dryrun_parser(PROG).parse_args(argv)
    stop = door.stop_on_signals()
    watchdog = door.watch(arguments.budget, began_s, arguments.leave_by)
    try:
        admitted = door.admit(arguments, datetime.now(UTC).isoformat(timespec="seconds"))
        solutions = solutions_of(arguments.dataset, arguments.solutions)
        if solutions is not None:
            check(admitted.challenges, solutions)
        announce(admitted)
        summary = run(admitted, stop, Console(), began_s=began_s, watchdog=watchdog)
    except door.Refused as error:
        print(f"{PROG}: {error}", file=sys.stderr)
        return 2
    out_dir = admitted.settings.out_dir
    finish(summary, watchdog)
    fine = True
    if summary.ending is not Ending.INTERRUPTED:
        scored = settle(admitted.challenges, solutions, summary, out_dir)
        left_s = watchdog.left_s() - LEAVE_S if watchdog is not None else float("inf")
        reported = arguments.no_report or stop() or report(out_dir, left_s, stop)
        fine = bool(scored and reported)
    return leave(summary, stop(), fine, watchdog)


def solutions_of(dataset: str, file: Path | None) -> str | None:
    """Where the solutions are: the file given, else the dataset's own if it has a name, else None."""
    return str(file) if file is not None else dataset if dataset in DATASETS else None


def check(challenges: Challenges, solutions: str) -> None:
    """See that the solutions can be read and fit the tasks, and let go of them. Raises door.Refused."""
    try:
        check_solutions_fit(challenges, load_solutions(solutions), solutions)
    except TaskError as error:
        raise door.Refused(str(error)) from None


def announce(admitted: door.Admitted) -> None:
    """Say what is about to be done, and whether an earlier run goes on."""
    settings, challenges = admitted.settings, admitted.challenges
    engines = ", ".join(engine.name for engine in admitted.engines)
    print(f"{challenges.name}: {len(challenges.placeholders)} tasks, {sum(challenges.placeholders.values())} test "
          f"inputs; engines: {engines}; {settings.budget_s:g} s; out: {settings.out_dir}")
    if (settings.out_dir / "run.sqlite").is_file():
        print(f"{settings.out_dir} holds a run: it goes on from where it stopped (for a fresh one, give another --out)")
    sys.stdout.flush()


def settle(challenges: Challenges, solutions: str | None, summary: Summary, out_dir: Path) -> bool:
    """Score the run that has ended, print the score and write score.json; whether nothing went wrong."""
    if solutions is None:
        print(f"no score: the solutions of {challenges.name} are not known (give --solutions FILE); "
              f"{summary.candidates} candidates in {summary.seconds:.0f} s; answers: {out_dir / 'submission.json'}")
        return True
    submission, findings = read(out_dir / "submission.json", challenges)
    if submission is None:
        print(f"no score: {findings[0]}", file=sys.stderr)
        return False
    try:
        truths = load_solutions(solutions)
        scored = score(challenges, submission, truths)
        engines = credit(challenges, truths, submission, out_dir)
    except Exception as error:                           # the run must not be lost for its score
        log.exception("scoring failed")
        print(f"no score: {type(error).__name__}: {error}", file=sys.stderr)
        return False
    content = {"dataset": challenges.name, "solutions": solutions, "tasks": len(scored.tasks),
               "test_outputs": scored.test_outputs, "score": scored.score, "tasks_solved": scored.tasks_solved,
               "candidates": summary.candidates, "cached": summary.cached, "seconds": round(summary.seconds, 3),
               "ending": summary.ending.name,
               "engines": dict(Counter(engine for id, engine in engines.items() if engine and scored.tasks[id].solved)),
               "per_task": {id: {"solved": task.solved, "outputs": list(task.outputs), "engine": engines.get(id)}
                            for id, task in scored.tasks.items()}}
    write_json(out_dir / "score.json", content)
    show(scored, content, summary, out_dir)
    return True


def credit(challenges: Challenges, truths: dict, submission: dict, out_dir: Path) -> dict[str, str | None]:
    """{task id: the engine of the best voter behind its first right answer, None where no voter is behind one}."""
    engines: dict[str, str | None] = {}
    with Journal.read(out_dir / "run.sqlite") as journal:
        for task in challenges.tasks:
            right = [(at, truth) for at, truth in enumerate(truths[task.id])
                     if truth in [submission[task.id][at][attempt] for attempt in ATTEMPTS]]
            if not right:
                continue
            evaluations = list(journal.evaluations(task.id))
            wrote = {evaluation.candidate.id: evaluation.candidate.engine for evaluation in evaluations}
            tallies = vote.vote(evaluations, len(task.tests))
            at, truth = right[0]
            engines[task.id] = next((wrote[standing.voters[0]] for standing in tallies[at].standings
                                     if standing.grid == truth), None)
    return engines


def show(scored: Score, content: dict, summary: Summary, out_dir: Path) -> None:
    """The result, for a person."""
    lines = [("score", f"{scored.score:.2%}, {scored.outputs_right} of {scored.test_outputs} test outputs right in two "
                       "attempts"),
             ("tasks solved", f"{scored.tasks_solved} of {len(scored.tasks)} ({summary.solved_on_train} on train)")]
    lines += [(f"  by {engine}", str(solved)) for engine, solved in content["engines"].items()]
    known = f" ({summary.cached} known from before)" if summary.cached else ""
    lines += [("candidates", f"{summary.candidates} in {summary.seconds:.1f} s{known}; {summary.ending.value}"),
              ("answers", str(out_dir / "submission.json"))]
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        print(f"{name:<{width}}  {value}")


def report(out_dir: Path, left_s: float, stop: Callable[[], int]) -> bool:
    """Write report.html, in `left_s` seconds or not at all, and not after `stop`; whether nothing went wrong. The run
    is on disk already, and is not lost for a picture of it."""
    written: list[bool] = []
    writer = threading.Thread(target=lambda: written.append(write_report(out_dir)), name="report", daemon=True)
    until_s = clock.now_s() + left_s
    writer.start()
    while writer.is_alive() and not stop() and clock.now_s() < until_s:
        writer.join(0.1)
    if not written and not stop():
        print(f"no report: the budget is over (build.py report {out_dir} makes it)", file=sys.stderr)
        log.warning("no report: the budget is over")
    return not written or written[0]


def write_report(out_dir: Path) -> bool:
    """Write report.html; whether that went well."""
    try:
        from kernel.report import write
        print(f"report: {write(out_dir)}")
        return True
    except Exception as error:                           # see above
        log.exception("the report failed")
        print(f"no report: {type(error).__name__}: {error} (run.log says more; build.py report {out_dir} tries again)",
              file=sys.stderr)
        return False


def write_json(path: Path, content: dict) -> None:
    """Put JSON at the path in one step."""
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(temporary, path)


if __name__ == "__main__":
    depart(main(sys.argv[1:], clock.BEGAN_S))
