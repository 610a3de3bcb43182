"""Whether an evaluated program is transductive: the classifier's word on it, for the journal and the vote.

A program that is right on some train pair is judged by its source and its task; one that is right on all of them is
first run again, on inputs that nobody has seen (`classifier.probes`), and judged by how it behaves there as well.
Programs that are right on none have no say in the vote that would be worth doubting, and those of an engine that cannot
write down outputs (`Engine.doubted`) are not asked about: on the search engine's best programs for 290 training tasks
the probability told right from wrong no better beside their rank than the rank alone (a trial).

Promises: no verdict is lost to a probe that the kit failed to run: the program is then judged without; without a model
every probability is None, which the vote takes for the usual share. Leaves out: running anything (`kernel.run` does),
and what the probability does to a vote (`kernel.vote`).
"""
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from classifier import TransductiveClassifier, probes
from kernel.candidates import Evaluation
from kernel.sandbox import Outcome, Run
from kernel.tasks import Grid, Task


@dataclass(frozen=True)
class Probed:
    """An evaluation, and what its program gave on the probes of its task: one grid or None for each, or None in all
    when it was not run on them."""

    evaluation: Evaluation
    runs: tuple[Grid | None, ...] | None = None


class Doubt:
    """The classifier beside the tasks of a run and the names of the engines that it is asked about. `classifier` None:
    no doubt is ever raised."""

    def __init__(self, classifier: TransductiveClassifier | None, tasks: Sequence[Task], engines: Collection[str]):
        self._classifier = classifier
        self._engines = frozenset(engines)
        self._pairs = {task.id: [(pair.input, pair.output) for pair in task.train] for task in tasks}
        self._tests = {task.id: task.tests for task in tasks}
        self._probes: dict[str, list[Grid]] = {}
        self._many: list[Probed] = []

    @property
    def waiting(self) -> int:
        """How many evaluations wait to be judged."""
        return len(self._many)

    def add(self, probed: Probed) -> None:
        """Let one wait: to judge many together costs little more than to judge one."""
        self._many.append(probed)

    def take(self) -> list[Evaluation]:
        """Those that waited, judged."""
        many, self._many = self._many, []
        return self.judged(many)

    def concerns(self, evaluation: Evaluation) -> bool:
        """Whether the classifier has a word on it."""
        return (self._classifier is not None and evaluation.candidate.engine in self._engines
                and any(evaluation.train_correct))

    def asks(self, evaluation: Evaluation) -> list[Grid] | None:
        """The inputs to try an evaluated program on before it is judged; None when it is judged as it is."""
        if not (self.concerns(evaluation) and evaluation.perfect):
            return None
        task_id = evaluation.candidate.task_id
        if task_id not in self._probes:
            self._probes[task_id] = [probe.input for probe in probes(self._pairs[task_id], self._tests[task_id])]
        return self._probes[task_id]

    def judged(self, many: Sequence[Probed]) -> list[Evaluation]:
        """The evaluations with their probabilities, in order; together, since that is cheaper than one by one."""
        doubtful = [at for at, probed in enumerate(many) if self.concerns(probed.evaluation)]
        found: dict[int, float] = {}
        if doubtful:
            asked = [self._question(many[at]) for at in doubtful]
            found = dict(zip(doubtful, self._classifier.probabilities(asked), strict=True))
        return [replace(probed.evaluation, p_transductive=found.get(at)) for at, probed in enumerate(many)]

    def _question(self, probed: Probed) -> tuple:
        candidate = probed.evaluation.candidate
        return candidate.program, self._pairs[candidate.task_id], self._tests[candidate.task_id], probed.runs


def grids_of(run: Run) -> tuple[Grid | None, ...] | None:
    """What a run on the probes came to; None where the kit failed."""
    return None if run.outcome is Outcome.INFRA else tuple(output.grid for output in run.outputs)
