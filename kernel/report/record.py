"""Everything that a finished, a running-no-more or a killed run left in its folder, opened for looking.

Promises: nothing in the folder is changed; what is missing or unreadable beside the journal costs only what it would
have told, and is said in `notes`. Truths are read only where the run has been scored, so that a report can give
away nothing that the run was not allowed to know. Leaves out: what to make of it (`kernel.report.story`).
"""
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kernel.datasets import Challenges, read_json
from kernel.journal import Journal, JournalError
from kernel.score import Score, check_solutions_fit, load_solutions, score
from kernel.submit import Entries, validate
from kernel.tasks import Grid, TaskError, one_line, parse_task, shown


class ReportError(ValueError):
    """No report can be made of this folder. One line."""


@dataclass(frozen=True)
class Record:
    """A run's folder: the open journal, its tasks, the submission (None: unreadable), and the truth where it is known.

    `claimed` and `credit` ({task id: engine}) are score.json's, where the run was scored; `score` is the same figure
    with its parts, and `truths` has the test outputs by task id, both only where the solutions could be read again.
    """

    journal: Journal
    challenges: Challenges
    submission: dict[str, Entries] | None
    claimed: float | None
    credit: dict[str, str]
    truths: dict[str, list[Grid]]
    score: Score | None
    notes: tuple[str, ...]


@contextmanager
def opened(out_dir: Path) -> Iterator[Record]:
    """The record of the run in `out_dir`. Raises ReportError when there is no journal or it cannot be read."""
    try:
        journal = Journal.read(out_dir / "run.sqlite")
    except JournalError as error:
        raise ReportError(one_line(str(error))) from None
    with journal:
        try:
            yield _read(out_dir, journal)
        except sqlite3.Error as error:
            raise ReportError(one_line(f"{journal.path}: damaged ({error}), no report can be made of it")) from None


def _read(out_dir: Path, journal: Journal) -> Record:
    answers, notes = _answers(out_dir / "submission.json")
    challenges = _challenges(journal, answers)
    submission = None
    if not notes:
        notes = [f"{out_dir / 'submission.json'}: {finding}" for finding in validate(answers, challenges)[:1]]
        submission = None if notes else answers
    if notes:
        notes = [f"{notes[0]}; the attempts shown are what the vote makes of the journal"]
    source, claimed, credit, truths, found = None, None, {}, {}, None
    try:
        source, claimed, credit = _scored(out_dir / "score.json")
        if source is not None:
            truths = _truths(source, challenges)
            found = score(challenges, submission, truths) if submission is not None else None
    except TaskError as error:
        notes.append(f"{error}; the truth is not shown")
    return Record(journal, challenges, submission, claimed, credit, truths, found, tuple(notes))


def _answers(path: Path) -> tuple[object, list[str]]:
    """What stands in the submission, unchecked, and why that could not be read, if so."""
    try:
        return read_json(path), []
    except FileNotFoundError:
        return None, [f"{path}: no such file"]
    except TaskError as error:
        return None, [str(error)]


def _challenges(journal: Journal, answers: object) -> Challenges:
    """The tasks as the run had them; a refused one has as many test inputs as the submission answers."""
    dataset, refused = journal.meta["dataset"], journal.refused()
    tasks, placeholders = [], {}
    for id, challenge in journal.challenges().items():
        if challenge is not None:
            tasks.append(parse_task(id, challenge, dataset))
            placeholders[id] = len(tasks[-1].tests)
        else:
            entries = answers.get(id) if isinstance(answers, dict) else None
            placeholders[id] = len(entries) if isinstance(entries, list) and entries else 1
    return Challenges(name=dataset, tasks=tuple(tasks), placeholders=placeholders, refused=refused)


def _scored(path: Path) -> tuple[str | None, float | None, dict[str, str]]:
    """Where the solutions came from, the score and who is credited with each task, out of score.json; (None, None, {})
    where the run was not scored."""
    try:
        content = read_json(path)
    except FileNotFoundError:
        return None, None, {}
    if not isinstance(content, dict) or not isinstance(content.get("dataset"), str):
        raise TaskError(f"{path}: no dataset named in it, the score.json of a dry run is needed")
    figure = content.get("score")
    if isinstance(figure, bool) or not isinstance(figure, int | float):
        raise TaskError(f"{path}: {shown(figure)} in the place of the score, a number of 0 to 1 is needed")
    per_task = content.get("per_task")
    credited = {id: one.get("engine") for id, one in per_task.items() if isinstance(one, dict)} \
        if isinstance(per_task, dict) else {}
    credit = {id: engine for id, engine in credited.items() if isinstance(engine, str)}
    return str(content.get("solutions") or content["dataset"]), float(figure), credit


def _truths(source: str, challenges: Challenges) -> dict[str, list[Grid]]:
    truths = load_solutions(source)
    check_solutions_fit(challenges, truths, source)
    return {id: truths[id] for id in challenges.placeholders if id in truths}
