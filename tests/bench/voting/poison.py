"""Poison: hard-coders of the train pairs among a run's candidates, run in the real sandbox, and what each rule keeps.

A hard-coder is made by `classifier.corpus.hardcoders` from a task's train pairs, kinds drawn at random; those with no
grid for any test input have no vote, as in a run. `share` of all programs is poison then: of a task's candidates, or of
its train-perfect ones. They come as samples of a language model would, and under the search engine's name with a rank
among those of its own train-perfect programs. p_transductive, of the run's programs as well, is the classifier's, from
source and train pairs, or drawn from beta distributions. Leaves out: tasks without any candidate.
"""
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from classifier import TransductiveClassifier
from classifier.corpus.hardcoders import KINDS
from kernel import vote
from kernel.candidates import Candidate
from kernel.datasets import load_challenges
from kernel.judging import evaluate
from kernel.sandbox import Limits, Sandbox
from kernel.tasks import Task
from tests.bench.voting import compare
from tests.bench.voting.runs import Recorded

TRIES = 8


@dataclass(frozen=True)
class Doubt:
    """Where p_transductive comes from without a classifier: beta distributions, of honest programs and hard-coders."""

    honest: tuple[float, float] = (0.5, 9.5)
    hardcoded: tuple[float, float] = (6.0, 1.0)

    def draw(self, hardcoded: bool, rng: random.Random) -> float:
        """A probability."""
        return rng.betavariate(*(self.hardcoded if hardcoded else self.honest))


def measure(dataset: str, tasks: Sequence[Recorded], shares: Sequence[float], judge: TransductiveClassifier | Doubt,
            workers: int, seed: int) -> dict:
    """Clean and poisoned scores of every rule; `judge` says every program's p_transductive."""
    tasks = [task for task in tasks if task.candidates]
    known = {task.id: task for task in load_challenges(dataset).tasks}
    wanted = {task.task_id: _number(task.candidates, max(shares)) for task in tasks}
    poison = _ballots([(known[id], n) for id, n in wanted.items()], workers, seed)
    clean, poison = _judged(tasks, known, poison, judge, seed)
    rules = {name: vote.Rule(name) for name in vote.RULES}
    before = {name: int(compare.right(clean, rule).sum()) for name, rule in rules.items()}
    result = {"hard_coders": sum(map(len, poison.values())),
              "p_from": "beta" if isinstance(judge, Doubt) else "classifier",
              "p_mean": {"honest": _mean_p(cast for task in clean for cast in task.ballots),
                         "hard_coders": _mean_p(cast for casts in poison.values() for cast in casts)}, "rows": []}
    for share in shares:
        for base in ("candidates", "perfect"):
            for disguise in ("samples", "search"):
                mixed = [_mixed(task, poison[task.task_id], share, base, disguise, seed) for task in clean]
                row = {"share": share, "of": base, "as": disguise, "rules": {}}
                for name, rule in rules.items():
                    after = int(compare.right(mixed, rule).sum())
                    row["rules"][name] = {"clean": before[name], "poisoned": after,
                                          "kept": round(after / max(1, before[name]), 4)}
                result["rows"].append(row)
    return result


def _number(base: int, share: float) -> int:
    """How many to add to `base` programs, so that they are `share` of all."""
    return ceil(base * share / (1 - share))


def _ballots(wanted: Sequence[tuple[Task, int]], workers: int, seed: int) -> dict[str, list[tuple[vote.Ballot, str]]]:
    """Per task id its hard-coders, as ballots with their programs."""
    tasks = {task.id: task for task, _ in wanted}
    jobs = [((task.id, n), program, task.inputs) for task, number in wanted
            for n, program in enumerate(_programs(task, number, seed))]
    found: dict[str, list[tuple[vote.Ballot, str]]] = {task.id: [] for task, _ in wanted}
    texts = {key: program for key, program, _ in jobs}
    with Sandbox(workers=workers, limits=Limits(wall_s=5.0)) as sandbox:
        for run in sandbox.run_many(jobs):
            task = tasks[run.key[0]]
            candidate = Candidate(task.id, "hardcoders", str(run.key[1]), texts[run.key])
            cast = vote.ballot(evaluate(task, candidate, run))
            if cast is not None:
                found[task.id].append((cast, texts[run.key]))
    return {id: sorted(casts, key=lambda pair: int(pair[0].id.rpartition("/")[2])) for id, casts in found.items()}


def _programs(task: Task, number: int, seed: int) -> list[str]:
    """Different hard-coders of a task, at most `number`; fewer where the kinds know no more."""
    rng = random.Random(f"{seed} {task.id}")
    train, programs = [(pair.input, pair.output) for pair in task.train], {}
    for _ in range(TRIES * number):
        if len(programs) == number:
            break
        kind = KINDS[rng.choice(sorted(KINDS))]
        program = kind(train, list(task.tests), None, rng)
        if program is not None:
            programs.setdefault(program)
    return list(programs)


def _judged(tasks: Sequence[Recorded], known: dict[str, Task], poison: dict, judge: TransductiveClassifier | Doubt,
            seed: int) -> tuple[list[Recorded], dict[str, list[vote.Ballot]]]:
    """Both with p_transductive on every ballot."""
    rng = random.Random(seed)

    def told(task_id: str, casts: Sequence[tuple[vote.Ballot, str]], hardcoded: bool) -> list[vote.Ballot]:
        if isinstance(judge, Doubt):
            odds = [judge.draw(hardcoded, rng) for _ in casts]
        else:
            train = [(pair.input, pair.output) for pair in known[task_id].train]
            odds = judge.probabilities([(program, train, list(known[task_id].tests), None) for _, program in casts])
        return [replace(cast, p_transductive=float(p)) for (cast, _), p in zip(casts, odds, strict=True)]

    clean = [replace(task, ballots=tuple(told(task.task_id, [(cast, task.programs[cast.id]) for cast in task.ballots],
                                              False))) for task in tasks]
    return clean, {id: told(id, casts, True) for id, casts in poison.items()}


def _mixed(task: Recorded, poison: Sequence[vote.Ballot], share: float, base: str, disguise: str,
           seed: int) -> Recorded:
    """The task with its part of poison."""
    perfect = [cast for cast in task.ballots if cast.perfect]
    added = list(poison[:_number(task.candidates if base == "candidates" else len(perfect), share)])
    if disguise == "search":
        rng = random.Random(f"{seed} {task.task_id} ranks")
        ranks = sorted({cast.rank for cast in perfect}) or [700]
        added = [replace(cast, engine="search", rank=rng.choice(ranks)) for cast in added]
    return replace(task, ballots=task.ballots + tuple(added))


def _mean_p(casts) -> float:
    values = [cast.p_transductive for cast in casts]
    return round(sum(values) / max(1, len(values)), 4)
