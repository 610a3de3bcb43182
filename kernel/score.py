"""The competition's score of a submission, for a run whose solutions are known.

Promises: `score` is pure and follows the competition's rule: the mean over test outputs of "either attempt equals the
truth". Leaves out everything that could bring a solution to an engine or a vote: only the end of a dry run imports
this.
"""
import os
from dataclasses import dataclass

from kernel.datasets import DATASETS, Challenges, read_tasks
from kernel.submit import ATTEMPTS, Entries
from kernel.tasks import Grid, Repeating, TaskError, check_grid, shown


@dataclass(frozen=True)
class TaskScore:
    """One task: per test output, whether each of the two attempts is right."""

    attempts: tuple[tuple[bool, bool], ...]

    @property
    def outputs(self) -> tuple[bool, ...]:
        """Per test output whether either attempt is right."""
        return tuple(any(pair) for pair in self.attempts)

    @property
    def solved(self) -> bool:
        """Whether every test output is right."""
        return all(self.outputs)


@dataclass(frozen=True)
class Score:
    """A scored submission: by task id, in the file's order, and the sums over it."""

    tasks: dict[str, TaskScore]

    @property
    def test_outputs(self) -> int:
        """Number of test outputs that are scored."""
        return sum(len(task.attempts) for task in self.tasks.values())

    @property
    def outputs_right(self) -> int:
        """Number of test outputs that either attempt got right."""
        return sum(sum(task.outputs) for task in self.tasks.values())

    @property
    def score(self) -> float:
        """Mean over test outputs, 0 to 1: the competition's figure."""
        return self.outputs_right / self.test_outputs if self.test_outputs else 0.0

    @property
    def tasks_solved(self) -> int:
        """Number of tasks with every test output right."""
        return sum(task.solved for task in self.tasks.values())


def load_solutions(source: str | os.PathLike) -> dict[str, list[Grid]]:
    """The test outputs by task id, of a named dataset or from a solutions file {task id: [grid, ...]}.

    Raises TaskError of one line for the first bad thing, naming file, task, test output and cell.
    """
    name = os.fspath(source)
    raw = read_tasks(name)
    if name in DATASETS:
        raw = {id: [pair["output"] for pair in task["test"]] for id, task in raw.items()}
    if isinstance(raw, Repeating):
        raise TaskError(f"{name}: task {raw.repeated[0]}: the id stands there more than once, once is right")
    return {id: _check_outputs(grids, f"{name}: task {id}") for id, grids in raw.items()}


def check_solutions_fit(challenges: Challenges, solutions: dict[str, list[Grid]], where: str = "the solutions") -> None:
    """Refuse solutions that belong to other tasks: raises TaskError naming the first task that they do not fit.

    Solutions of further tasks are welcome, for a run limited to some. A task that was refused at the door fits
    anything: how many test inputs it has is not known. `where` names the solutions in the message.
    """
    for id, test_inputs in challenges.placeholders.items():
        if id in challenges.refused:
            continue
        if id not in solutions:
            raise TaskError(f"{where}: no solution of task {id}, solutions of {challenges.name} are needed")
        if len(solutions[id]) != test_inputs:
            raise TaskError(f"{where}: task {id}: {len(solutions[id])} test outputs where {challenges.name} has "
                            f"{test_inputs} test inputs, solutions of that file are needed")


def score(challenges: Challenges, submission: dict[str, Entries], solutions: dict[str, list[Grid]]) -> Score:
    """Score a valid submission against solutions that fit.

    The denominator is the number of test outputs in the solutions; a task refused at the door counts with them too, and
    is left out only where they do not know it.
    """
    return Score({id: _score_task(submission[id], solutions[id]) for id in challenges.placeholders if id in solutions})


def _score_task(entries: Entries, truths: list[Grid]) -> TaskScore:
    missing = [dict.fromkeys(ATTEMPTS)] * (len(truths) - len(entries))  # a refused task's test inputs were not counted
    return TaskScore(tuple(tuple(entry[attempt] == truth for attempt in ATTEMPTS)
                           for entry, truth in zip(entries + missing, truths)))


def _check_outputs(grids: object, where: str) -> list[Grid]:
    if not isinstance(grids, list):
        raise TaskError(f"{where}: {shown(grids)} in the place of a list of test outputs")
    if not grids:
        raise TaskError(f"{where}: no test output, at least one is needed")
    return [check_grid(grid, f"{where}, test output {i}") for i, grid in enumerate(grids, 1)]
