"""What a run of a candidate is worth: its grids beside the train outputs. Pure, and outside every child process.

Leaves out: whether the program hard-codes its outputs, which the classifier is asked (`kernel.doubt`).
"""
from kernel.candidates import Candidate, Evaluation
from kernel.sandbox import Outcome, Run
from kernel.tasks import Task


def evaluate(task: Task, candidate: Candidate, run: Run) -> Evaluation:
    """What a run of a candidate is worth: its grids beside the train outputs, compared here and never in the child."""
    grids = tuple(output.grid for output in run.outputs)
    train, tests = grids[:len(task.train)], grids[len(task.train):]
    correct = tuple(grid == pair.output for grid, pair in zip(train, task.train, strict=True))
    return Evaluation(candidate, run.outcome.name, correct, train, tests, run.message, run.seconds)


def failed(task: Task, candidate: Candidate, message: str) -> Evaluation:
    """The evaluation of a candidate that the kit could not run."""
    return Evaluation(candidate, Outcome.INFRA.name, (False,) * len(task.train), (None,) * len(task.train),
                      (None,) * len(task.tests), message)
