"""The corpus: labelled programs for many tasks, from which the classifier learns, without a download.

    examples = make(tasks, honest, folder, Settings(), seed=0)      # an iterator; adds its own tasks to `tasks`

Promises: the same arguments give the same examples; the classes are of like size, spread over tasks, styles and
manners; every program parses. A manner is drawn without a look at the label. Leaves out: running anything. Whoever
uses the corpus runs the programs and drops those that are not what their label claims (honest: right wherever that is
known; hard-coded: perfect on train).
"""
import ast
import builtins
import random
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.corpus import made
from classifier.corpus.example import Example, TaskGrids
from classifier.corpus.hardcoders import KINDS
from classifier.corpus.manners import MANNERS, rewrite
from classifier.corpus.rewrites import Bank

OWN_RULE = frozenset({"rule-and-patch", "settings-by-pair"})
"""Kinds that are perfect on train only if the rule that they borrow is right on the task."""

AS_WRITTEN = "as-written"


@dataclass(frozen=True)
class Settings:
    """How much is made. Examples are counted before anybody runs them."""

    honest_examples: int = 3600         # from rules of the search engine and from made tasks
    hardcoded_examples: int = 4200
    overfit_examples: int = 300         # from programs that were given as over-fitted
    made_tasks: int = 400
    written_rewrites: int = 3           # of each program written by hand, beside its own text
    own_task_share: float = 0.75        # hard-coders for tasks that have honest programs, too
    program_chars_max: int = 12_000     # longer honest programs are left out; nobody writes such


class Cycle:
    """Names in random order, each once before any comes again."""

    def __init__(self, names: Iterable[str], rng: random.Random):
        self.names, self.rng, self.left = list(names), rng, []

    def next(self) -> str:
        if not self.left:
            self.left = self.rng.sample(self.names, len(self.names))
        return self.left.pop()


def make(tasks: MutableMapping[str, TaskGrids], honest: Sequence[tuple[str, str]], written_folder: Path | None,
         settings: Settings = Settings(), seed: int = 0, overfit: Sequence[tuple[str, str]] = ()) -> Iterator[Example]:
    """The examples, in no promised order.

    `tasks`: id -> (train pairs, test inputs); the made tasks are added to it before the first example comes. `honest`:
    (task id, program) that are right on train and test; `overfit`: perfect on train and wrong on test. Their tasks
    must be in `tasks`, else KeyError. `written_folder` holds honest/, hardcoded/ and overfit/; None leaves it out.
    """
    rng = random.Random(f"corpus {seed}")
    unknown = {task_id for task_id, _ in (*honest, *overfit)} - set(tasks)
    if unknown:
        raise KeyError(f"programs for {len(unknown)} tasks that are not among the tasks, such as {min(unknown)}")
    written = read_written(written_folder, tasks) if written_folder else []
    own = made.tasks(settings.made_tasks, rng.randrange(1 << 30))
    tasks.update({m.task_id: (m.train, m.tests) for m in own})
    sources: dict[str, list[tuple[str, str]]] = {}
    for task_id, program in honest:
        if len(program) <= settings.program_chars_max:
            sources.setdefault(task_id, []).append(("search", program))
    for m in own:
        if m.program is not None:
            sources.setdefault(m.task_id, []).append((f"made:{m.writing}", m.program))
    bank = make_bank(tasks, sources, rng)
    yield from honest_examples(sources, bank, settings, rng)
    for example in written:
        yield from in_manners(example, settings.written_rewrites, bank, rng)
        if example.label == 0:
            sources.setdefault(example.task_id, []).append((example.style, example.program))
    yield from hardcoded_examples(tasks, sources, bank, settings, rng)
    yield from patched_examples(own, bank, rng)
    yield from overfit_examples(overfit, bank, settings, rng)


def read_written(folder: Path, tasks: Mapping[str, TaskGrids]) -> list[Example]:
    """The programs written by hand, of known tasks, as they stand; the file's name says task and manner."""
    found = []
    for name, label in (("honest", 0), ("hardcoded", 1), ("overfit", 1)):
        for path in sorted((folder / name).glob("*.py")):
            task_id, manner = path.stem.split("_")[:2]
            prefix = "overfit" if name == "overfit" else "written"
            if task_id in tasks:
                found.append(Example(task_id, path.read_text(), label, f"{prefix}:{manner[:2]}", AS_WRITTEN))
    return found


def in_manners(example: Example, count: int, bank: Bank, rng: random.Random) -> Iterator[Example]:
    """The example, and it again in some manners; a program whose `transform` is no plain function stays alone."""
    yield example
    for manner in rng.sample(sorted(MANNERS), min(count, len(MANNERS))):
        again = in_manner(example, manner, bank, rng)
        if again is not None:
            yield again


def in_manner(example: Example, manner: str, bank: Bank, rng: random.Random) -> Example | None:
    """The example rewritten; None where its program cannot be."""
    try:
        text = rewrite(example.program, MANNERS[manner], rng, bank)
    except (SyntaxError, ValueError):
        return None
    return Example(example.task_id, text, example.label, example.style, manner)


def short_one(programs: Sequence[tuple[str, str]], rng: random.Random) -> tuple[str, str]:
    """One of them, rather a short one: the shorter of two draws."""
    return min(rng.choice(programs), rng.choice(programs), key=lambda p: len(p[1]))


def honest_examples(sources: Mapping[str, Sequence[tuple[str, str]]], bank: Bank, settings: Settings,
                    rng: random.Random) -> Iterator[Example]:
    """Round and round over the tasks; each time another program, another manner."""
    turns, manners = Cycle(sorted(sources), rng), Cycle(MANNERS, rng)
    for _ in range(settings.honest_examples if sources else 0):
        task_id, manner = turns.next(), manners.next()
        style, program = short_one(sources[task_id], rng)
        named = f"{style}:{manner}" if style == "search" else style
        made_one = in_manner(Example(task_id, program, 0, named), manner, bank, rng)
        if made_one is not None:
            yield made_one


def hardcoded_examples(tasks: Mapping[str, TaskGrids], sources: Mapping[str, Sequence[tuple[str, str]]], bank: Bank,
                       settings: Settings, rng: random.Random) -> Iterator[Example]:
    """Each kind in turn, on tasks drawn with a bias to small outputs, which are the ones that models learn by heart."""
    ids = sorted(tasks)
    weights = [1 / (15 + sum(len(o) * len(o[0]) for _, o in tasks[i][0])) for i in ids]
    with_rule = [i for i in ids if i in sources]
    rule_weights = [weights[k] for k, i in enumerate(ids) if i in sources]
    kinds, manners = Cycle(KINDS, rng), Cycle(MANNERS, rng)
    for _ in range(settings.hardcoded_examples):
        kind, manner = kinds.next(), manners.next()
        for _ in range(20):         # until a task fits the kind
            if with_rule and (kind in OWN_RULE or rng.random() < settings.own_task_share):
                task_id = rng.choices(with_rule, rule_weights)[0]
            else:
                task_id = rng.choices(ids, weights)[0]
            train, tests = tasks[task_id]
            program = KINDS[kind](train, tests, rule_for(kind, task_id, sources, with_rule, rng), rng)
            if program is not None:
                made_one = in_manner(Example(task_id, program, 1, kind), manner, bank, rng)
                if made_one is not None:
                    yield made_one
                break


def rule_for(kind: str, task_id: str, sources: Mapping[str, Sequence[tuple[str, str]]], with_rule: Sequence[str],
             rng: random.Random) -> str | None:
    """The honest program whose rule a hard-coder may borrow: of its own task, or another's where any rule will do."""
    if task_id in sources and (kind in OWN_RULE or rng.random() < 0.5):
        return short_one(sources[task_id], rng)[1]
    if kind in OWN_RULE or not with_rule:
        return None
    return short_one(sources[rng.choice(with_rule)], rng)[1]


def patched_examples(own: Sequence[made.Made], bank: Bank, rng: random.Random) -> Iterator[Example]:
    """The grey programs that only a made task can give: its rule with a setting of its own for each pair."""
    manners = Cycle(MANNERS, rng)
    for m in own:
        for style, program in m.grey:
            made_one = in_manner(Example(m.task_id, program, 1, style), manners.next(), bank, rng)
            if made_one is not None:
                yield made_one


def overfit_examples(overfit: Sequence[tuple[str, str]], bank: Bank, settings: Settings,
                     rng: random.Random) -> Iterator[Example]:
    by_task: dict[str, list[tuple[str, str]]] = {}
    for task_id, program in overfit:
        if len(program) <= settings.program_chars_max:
            by_task.setdefault(task_id, []).append(("overfit:search", program))
    turns, manners = Cycle(sorted(by_task), rng), Cycle(MANNERS, rng)
    for _ in range(settings.overfit_examples if by_task else 0):
        task_id, manner = turns.next(), manners.next()
        style, program = short_one(by_task[task_id], rng)
        made_one = in_manner(Example(task_id, program, 1, style), manner, bank, rng)
        if made_one is not None:
            yield made_one


def make_bank(tasks: Mapping[str, TaskGrids], sources: Mapping[str, Sequence[tuple[str, str]]],
              rng: random.Random) -> Bank:
    """Functions that stand alone out of a few hundred honest programs, and small grids of many tasks."""
    helpers: dict[str, str] = {}
    known = set(dir(builtins)) | {"np"}
    for task_id in rng.sample(sorted(sources), min(len(sources), 200)):
        for node in ast.parse(short_one(sources[task_id], rng)[1]).body:
            if isinstance(node, ast.FunctionDef) and node.name != "transform":
                names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                bound = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
                bound |= {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)} | {node.name}
                if names <= bound | known:
                    helpers.setdefault(node.name, ast.unparse(node))
    small = [tuple(map(tuple, o)) for i in sorted(tasks) for _, o in tasks[i][0][:2] if len(o) * len(o[0]) <= 120]
    return Bank(tuple(helpers[n] for n in sorted(helpers)), tuple(rng.sample(small, min(len(small), 400))))
