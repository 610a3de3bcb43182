"""The whole run in figures: headline, engines, outcomes, its course over time. Pure: records in, JSON values out.

Promises: gathered in one pass, task by task, so that a run of hundreds of thousands of candidates needs the memory of
one task. Leaves out: the vote and the pictures (`kernel.report.story`) and all wording of the page.
"""
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kernel.candidates import Evaluation
from kernel.journal import Spent

BUCKETS_MAX = 60           # points of a chart
BUCKET_S_MIN = 2.0         # the journal is written in batches: finer buckets would show its rhythm, not the run's


class Tallying:
    """Adds up a run while its tasks pass by; `figures` gives the sums."""

    def __init__(self):
        self.candidates = 0
        self.perfect = 0
        self._outcomes: Counter[str] = Counter()
        self._by_engine: Counter[str] = Counter()
        self._perfect_by_engine: Counter[str] = Counter()
        self._solved_by_engine: Counter[str | None] = Counter()
        self._kinds: dict[tuple[str, bool], Counter] = defaultdict(Counter)        # (engine, refined) -> its programs
        self._at_s: list[float] = []
        self._perfect_at_s: list[float] = []

    def add(self, timed: Sequence[tuple[Evaluation, float]], by: str | None) -> None:
        """One task: its evaluations with the run time in seconds at which each was journaled, and the engine credited
        with solving it."""
        first_perfect, first_kind = None, None
        perfect_engines = set()
        for evaluation, at_s in timed:
            self._at_s.append(at_s)
            self._outcomes[evaluation.outcome] += 1
            self._by_engine[evaluation.candidate.engine] += 1
            kind = evaluation.candidate.engine, bool(evaluation.candidate.parents)
            self._kinds[kind].update(programs=1, partial=int(any(evaluation.train_correct)),
                                     perfect=int(evaluation.perfect))
            if evaluation.perfect:
                perfect_engines.add(evaluation.candidate.engine)
                if first_perfect is None or at_s < first_perfect:
                    first_perfect, first_kind = at_s, kind
        self.candidates += len(timed)
        self._perfect_by_engine.update(perfect_engines)
        self._solved_by_engine[by] += 1
        if first_perfect is not None:
            self.perfect += 1
            self._perfect_at_s.append(first_perfect)
            self._kinds[first_kind]["first"] += 1

    def figures(self, requests: Iterable[Spent], spent_s: float) -> dict:
        """`candidates`, `perfect` (tasks with a program right on every train pair), `outcomes` [[name, programs], ...],
        `engines` [{name, candidates, perfect, solved, seconds}, ...], `kinds` (see `_refining`) and `timeline` (see
        `_timeline`)."""
        seconds = defaultdict(float)
        for request in requests:
            seconds[request.engine] += request.took_s
        engines = [{"name": name, "candidates": self._by_engine[name], "perfect": self._perfect_by_engine[name],
                    "solved": self._solved_by_engine[name], "seconds": round(seconds[name], 2)}
                   for name in sorted(set(self._by_engine) | set(seconds))]
        return {"candidates": self.candidates, "perfect": self.perfect, "engines": engines,
                "outcomes": [list(item) for item in self._outcomes.most_common()], "kinds": self._refining(),
                "timeline": _timeline(self._at_s, self._perfect_at_s, spent_s)}

    def _refining(self) -> list[dict]:
        """How refinements did beside fresh programs, for the engines that refined: [{engine, refined, programs, partial
        (right on some train pair), perfect (on all), first (tasks whose first perfect program it was)}, ...]."""
        engines = sorted({engine for engine, refined in self._kinds if refined})
        return [{"engine": engine, "refined": refined}
                | {name: self._kinds[engine, refined][name] for name in ("programs", "partial", "perfect", "first")}
                for engine in engines for refined in (False, True)]


def _timeline(at_s: Sequence[float], perfect_at_s: Sequence[float], spent_s: float) -> dict:
    """`step`: seconds a bucket; `found`: candidates journaled in each bucket; `train`: tasks with a train-perfect
    program by the end of each bucket."""
    if not at_s:
        return {"step": 0, "found": [], "train": []}
    end = max(spent_s, max(at_s), BUCKET_S_MIN)
    buckets = min(BUCKETS_MAX, max(1, int(end / BUCKET_S_MIN)))
    step = end / buckets
    found = _buckets(at_s, step, buckets)
    train, sum_so_far = [], 0
    for count in _buckets(perfect_at_s, step, buckets):
        sum_so_far += count
        train.append(sum_so_far)
    return {"step": round(step, 4), "found": found, "train": train}


def _buckets(at_s: Sequence[float], step: float, buckets: int) -> list[int]:
    counts = [0] * buckets
    for seconds in at_s:
        counts[min(buckets - 1, int(seconds / step))] += 1
    return counts
