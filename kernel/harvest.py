"""Programs that the search engine writes for training tasks: the honest part of the classifier's corpus.

Promises: the same tasks, seconds and seed give the same programs as far as the machine is as quick (a search is cut by
its CPU seconds); a run that was recorded gives its own. Leaves out: whether they are right on test (`kernel.proving`).
"""
import queue
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kernel.engines import Finished, Request, Sampled
from kernel.engines.search import SearchEngine
from kernel.journal import Journal
from kernel.tasks import Task

PER_TASK = 3
"""Programs kept per task: the search's first ones differ in what they answer, further ones mostly in detail."""


def searched(tasks: Sequence[Task], *, seconds: float, workers: int, seed: int,
             done: Callable[[int], None] = lambda tasks: None) -> Iterator[tuple[str, str]]:
    """(task id, program) of what a search of so many CPU seconds a task takes for exact; `done` hears of each task."""
    events: queue.Queue = queue.Queue()
    engine = SearchEngine(workers)
    engine.start(events)
    waiting, kept = iter(enumerate(tasks)), dict.fromkeys((task.id for task in tasks), 0)
    open_requests = 0

    def ask() -> int:
        for number, task in waiting:
            engine.submit(Request(number, task, samples=4 * PER_TASK, seconds=seconds, seed=seed))
            return 1
        return 0

    try:
        open_requests += sum(ask() for _ in range(workers))
        while open_requests:
            event = events.get()
            if isinstance(event, Finished):
                open_requests += ask() - 1
                done(1)
            elif isinstance(event, Sampled) and kept[event.candidate.task_id] < PER_TASK:
                kept[event.candidate.task_id] += 1
                yield event.candidate.task_id, event.candidate.program
    finally:
        engine.close()


def recorded(path: Path, known: set[str]) -> Iterator[tuple[str, str]]:
    """The same from a dry run's run.sqlite: programs right on every train pair, best rank first, of known tasks.

    Raises kernel.journal.JournalError where there is no such run.
    """
    with Journal.read(path) as journal:
        for task_id in sorted(set(journal.challenges()) & known):
            perfect = [one.candidate for one in journal.evaluations(task_id) if one.perfect]
            for candidate in sorted(perfect, key=lambda candidate: (candidate.rank, candidate.id))[:PER_TASK]:
                yield task_id, candidate.program
