"""Samples on their way into the journal: each goes in with its candidate's evaluation, or at once where it has none.

Promises: what is in the journal of a sample and of its candidate is there together or not at all, so that a run killed
at any instant has counted every sample once; an engine that is asked again for a task is told how many samples it has
drawn for it over all restarts, so that no seed comes twice. Pure. Leaves out: the candidates themselves.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kernel.candidates import Evaluation
from kernel.engines import Request, Sample, Sampled


@dataclass(frozen=True)
class Drawn:
    """One sample with where it belongs; `candidate_id` is None where no program was in the reply. `draft`: id of the
    candidate that it was to better, None for a fresh one."""

    engine: str
    task_id: str
    candidate_id: str | None
    sample: Sample
    draft: str | None = None


class Draws:
    """The samples of one run that are not in the journal yet, and how far each engine's numbers have come."""

    def __init__(self):
        self._waiting: dict[str, Drawn] = {}                       # candidate id -> its sample
        self._at_once: list[Drawn] = []
        self._next: dict[tuple[str, str], int] = {}                # (engine, task id) -> number of the next sample

    def recall(self, drawn: Iterable[Drawn]) -> None:
        """Learn of samples that are in the journal."""
        for one in drawn:
            self._count(one)

    def numbered(self, engine: str, request: Request) -> Request:
        """The request, with how many samples this engine has drawn for its task."""
        return replace(request, drawn=self._next.get((engine, request.task.id), 0))

    def add(self, engine: str, event: Sampled) -> Drawn | None:
        """Take up what came from an engine; None for a program that is no sample."""
        if event.sample is None:
            return None
        id = event.candidate.id if event.candidate is not None else None
        draft = event.request.draft
        drawn = Drawn(engine, event.request.task.id, id, event.sample, draft and draft.candidate.id)
        self._count(drawn)
        if id is None:
            self._at_once.append(drawn)
        else:
            self._waiting[id] = drawn
        return drawn

    def due(self, evaluations: Sequence[Evaluation]) -> list[Drawn]:
        """What goes into the journal together with these evaluations; it is not given out again."""
        ready = [self._waiting.pop(one.candidate.id) for one in evaluations if one.candidate.id in self._waiting]
        ready += self._at_once
        self._at_once = []
        return ready

    def _count(self, drawn: Drawn) -> None:
        place = drawn.engine, drawn.task_id
        self._next[place] = max(self._next.get(place, 0), drawn.sample.index + 1)
