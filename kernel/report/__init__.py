"""The report: a run's folder -> report.html, one self-contained page with the grids, the votes, the time.

Promises: needs the journal alone (submission.json and score.json add to it where they are), works for a run that was
killed in its middle or has not found anything, changes nothing in the folder but report.html, and writes that in one
step. Leaves out: judging; the vote is `kernel.vote`'s and the score `kernel.score`'s.

    record.py   opens the folder          story.py    one task            summary.py  the run in figures
    servers.py  the language model's part
    page.py     puts them into page.html with the .css and .js files of this folder
"""
import os
from pathlib import Path

from kernel.report.page import render
from kernel.report.record import Record, ReportError, opened
from kernel.report.servers import tell_servers
from kernel.report.story import Story, tell, tell_refused
from kernel.report.summary import Tallying

__all__ = ["ReportError", "write"]


def write(out_dir: Path) -> Path:
    """Make `out_dir`/report.html from what a run left there, and return its path.

    Raises ReportError, of one line, where there is no journal to read or the page cannot be written.
    """
    out_dir = Path(out_dir)
    with opened(out_dir) as record:
        page = _page(record)
    return _replace(out_dir / "report.html", page)


def _page(record: Record) -> str:
    sums = Tallying()
    cards, details = [], []
    tasks = {task.id: task for task in record.challenges.tasks}
    for id, outputs in record.challenges.placeholders.items():
        if id not in tasks:
            story, timed = tell_refused(id, record.challenges.refused[id], outputs), []
        else:
            timed = list(record.journal.timed(id))
            story = _story(record, tasks[id], [evaluation for evaluation, _ in timed])
        sums.add(timed, story.card["by"])
        cards.append(story.card)
        details.append(story.detail)
    return render(_title(record), _summary(record, sums, cards), details)


def _story(record: Record, task, evaluations: list) -> Story:
    entries = record.submission[task.id] if record.submission else None
    score = record.score.tasks.get(task.id) if record.score else None
    by = record.credit.get(task.id) if score and score.solved else None
    return tell(task, evaluations, entries, record.truths.get(task.id), score, by)


def _summary(record: Record, sums: Tallying, cards: list[dict]) -> dict:
    meta, score = record.journal.meta, record.score
    figures = sums.figures(record.journal.requests(), record.journal.spent_s)
    return figures | {
        "dataset": meta["dataset"], "seed": meta["seed"], "started": meta.get("started_utc", ""),
        "restarts": int(meta.get("restarts", 0)), "seconds": record.journal.spent_s, "notes": list(record.notes),
        "claimed": record.claimed, "cards": cards,
        "servers": tell_servers(record.journal.drawn(), record.journal.happenings()),
        "score": score.score if score else None,
        "solved": score.tasks_solved if score else None,
        "right": score.outputs_right if score else None,
        "outputs": score.test_outputs if score else sum(record.challenges.placeholders.values()),
    }


def _title(record: Record) -> str:
    figure = record.score.score if record.score else record.claimed
    return f"{record.challenges.name}: {figure:.1%}" if figure is not None else f"{record.challenges.name}: a run"


def _replace(path: Path, page: str) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(page, encoding="utf-8", errors="backslashreplace")
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ReportError(f"{path}: cannot be written ({error.strerror})") from None
    return path
