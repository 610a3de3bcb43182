"""What happened to one task, cut down to what its card and its opened page show. Pure: records in, JSON values out.

Promises: the vote is `kernel.vote`'s, never a second rule; a grid is its packed text (`kernel.candidates.pack`); the
size of a story does not grow with the number of candidates beyond the limits below. Leaves out: sums over tasks
(`kernel.report.summary`) and every word of HTML.
"""
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kernel.candidates import Evaluation, pack
from kernel.score import TaskScore
from kernel.submit import Entries
from kernel.tasks import Grid, Task
from kernel.vote import Tally, vote

STANDINGS_MAX = 8          # grids shown of a vote
VOTERS_MAX = 12            # voters named per grid
LINEAGE_MAX = 8            # forebears shown of a program
PROGRAM_CHARS_MAX = 12_000
MESSAGE_CHARS_MAX = 300


@dataclass(frozen=True)
class Story:
    """One task: `card` for the gallery, `detail` for the opened task."""

    card: dict
    detail: dict


def tell(task: Task, evaluations: Sequence[Evaluation], entries: Entries | None, truths: Sequence[Grid] | None,
         score: TaskScore | None, by: str | None) -> Story:
    """The story of a task from its evaluations (any order), its entry in the submission (None: take the vote's
    attempts), its test outputs, its score and the engine credited with solving it (None: not known)."""
    n_tests = len(task.tests)
    tallies = vote(evaluations, n_tests)
    attempts = [_attempts(tallies[at], task.tests[at], entries[at] if entries else None) for at in range(n_tests)]
    best = max((sum(evaluation.train_correct) for evaluation in evaluations), default=0)
    cast = _Cast(evaluations)
    tests = [_test(task.tests[at], attempts[at], truths[at] if truths else None, tallies[at], cast)
             for at in range(n_tests)]
    programs = _programs(tallies, attempts, cast)
    shown = programs[0][0] if programs else cast.best()
    if shown is not None:
        cast.show_train(shown)
    detail = {"train": [[pack(pair.input), pack(pair.output)] for pair in task.train], "tests": tests,
              "programs": programs, "shown": shown, "candidates": cast.members, "outcomes": outcomes(evaluations)}
    tried = 2 if score and score.attempts[0] == (False, True) else 1
    card = {"id": task.id, "status": _status(best, len(task.train), score), "candidates": len(evaluations),
            "best": [best, len(task.train)], "engines": sorted({one.candidate.engine for one in evaluations}),
            "outputs": n_tests, "right": sum(score.outputs) if score else None, "by": by, "tried": tried,
            "input": pack(task.tests[0]), "attempt": pack(attempts[0][tried - 1]),
            "truth": pack(truths[0]) if truths else None}
    return Story(card, detail)


def tell_refused(id: str, why: str, outputs: int) -> Story:
    """The story of a task that was refused at the door: answered with the placeholder, never run."""
    card = {"id": id, "status": "nothing", "candidates": 0, "best": [0, 0], "engines": [], "outputs": outputs,
            "right": None, "by": None, "tried": 1, "input": None, "attempt": None, "truth": None, "refused": True}
    detail = {"train": [], "tests": [], "programs": [], "shown": None, "candidates": [], "outcomes": [],
              "refused": why}
    return Story(card, detail)


def outcomes(evaluations: Sequence[Evaluation]) -> list[list]:
    """[[outcome, programs, an example of their messages], ...], the most frequent first."""
    examples: dict[str, str] = {}
    for evaluation in evaluations:
        if evaluation.message:
            examples.setdefault(evaluation.outcome, evaluation.message[:MESSAGE_CHARS_MAX])
    counts = Counter(evaluation.outcome for evaluation in evaluations)
    return [[outcome, count, examples.get(outcome, "")] for outcome, count in counts.most_common()]


class _Cast:
    """The candidates that a task's page names, each once: `members` in the order of their first mention."""

    def __init__(self, evaluations: Sequence[Evaluation]):
        self._by_id = {evaluation.candidate.id: evaluation for evaluation in evaluations}
        self._places: dict[str, int] = {}
        self.members: list[dict] = []

    def place(self, id: str) -> int:
        """The candidate's index among `members`; it joins them if it is new."""
        if id not in self._places:
            self._places[id] = len(self.members)
            self.members.append(_member(self._by_id[id]))
        return self._places[id]

    def best(self) -> int | None:
        """The place of the candidate that gets most train pairs right; None where nobody made a grid for any."""
        able = [evaluation for evaluation in self._by_id.values() if any(evaluation.train_grids)]
        if not able:
            return None
        return self.place(min(able, key=lambda e: (-e.accuracy, e.candidate.rank, e.candidate.id)).candidate.id)

    def show_train(self, place: int) -> None:
        """Keep what this member made of the train inputs, if it got any of them wrong."""
        evaluation = self._by_id[self.members[place]["id"]]
        if not evaluation.perfect:
            self.members[place]["train"] = [None if grid is None else pack(grid) for grid in evaluation.train_grids]

    def show_source(self, id: str) -> int:
        """Keep the program of this member and of its nearest forebears; returns its place."""
        waiting, told = [id], set()
        while waiting and len(told) <= LINEAGE_MAX:
            one = waiting.pop(0)
            if one in self._by_id and one not in told:
                told.add(one)
                candidate = self._by_id[one].candidate
                self.members[self.place(one)]["program"] = _cut(candidate.program)
                waiting += candidate.parents
        return self.place(id)


def _member(evaluation: Evaluation) -> dict:
    candidate = evaluation.candidate
    return {"id": candidate.id, "engine": candidate.engine, "key": candidate.key, "rank": candidate.rank,
            "outcome": evaluation.outcome, "correct": list(evaluation.train_correct),
            "found_s": round(candidate.found_s, 3), "seconds": round(evaluation.seconds, 4),
            "p": evaluation.p_transductive, "parents": list(candidate.parents)}


def _cut(program: str) -> str:
    if len(program) <= PROGRAM_CHARS_MAX:
        return program
    return f"{program[:PROGRAM_CHARS_MAX]}\n# ... {len(program) - PROGRAM_CHARS_MAX} more characters, in the journal"


def _attempts(tally: Tally, test: Grid, entry: dict[str, Grid] | None) -> tuple[Grid, Grid]:
    return (entry["attempt_1"], entry["attempt_2"]) if entry else tally.attempts(test)


def _status(best: int, pairs: int, score: TaskScore | None) -> str:
    """One of the five that the page knows: solved, wrong (perfect on train, yet not solved), perfect (on train, truth
    not known), partial, nothing."""
    if score and score.solved:
        return "solved"
    if best == pairs:
        return "wrong" if score else "perfect"
    return "partial" if best else "nothing"


def _test(test: Grid, attempts: tuple[Grid, Grid], truth: Grid | None, tally: Tally, cast: _Cast) -> dict:
    shown = [{"grid": standing.packed, "p": round(standing.probability, 4),
              "voters": [cast.place(id) for id in standing.voters[:VOTERS_MAX]],
              "more": max(0, len(standing.voters) - VOTERS_MAX)} for standing in tally.standings[:STANDINGS_MAX]]
    return {"input": pack(test), "truth": pack(truth) if truth else None,
            "attempts": [pack(grid) for grid in attempts], "tally": shown,
            "hidden": max(0, len(tally.standings) - STANDINGS_MAX)}


def _programs(tallies: Sequence[Tally], attempts: Sequence[tuple[Grid, Grid]], cast: _Cast) -> list[list]:
    """[[place of a candidate, which attempts it stands behind], ...]: the first voter of each attempt's grid."""
    roles: dict[str, list[str]] = {}
    for at, (tally, pair) in enumerate(zip(tallies, attempts)):
        for number, grid in enumerate(pair, 1):
            for standing in tally.standings:
                if standing.grid == grid:
                    where = f"test {at + 1}, attempt {number}" if len(tallies) > 1 else f"attempt {number}"
                    roles.setdefault(standing.voters[0], []).append(where)
    return [[cast.show_source(id), "; ".join(where).capitalize()] for id, where in roles.items()]
