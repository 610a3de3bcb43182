"""What a language model is asked: prompt pack + task -> chat messages.

A `PromptPack` is data: the sentences a model was trained with belong to that model and travel in its bundle. `KIT_PACK`
has the kit's own words, for models that come with none. A pack is a few texts with named places such as `{grid}`; no
other brace means anything, in a text or in what is put into it, so that programs and LaTeX pass through unharmed.

    sampling     asks for a program: {task}
    refinement   asks for a better one: {task} and {draft}
    {task}       task_head; per train pair train_input and train_output; per test input test_input
    {draft}      draft_program; draft_score; per train pair pair_correct, pair_wrong or pair_failed; per test input
                 test_output or test_failed; closing_wrong or closing_correct

Promises: the same pack, task and draft give the same messages; everything said of a draft comes from one and the same
Evaluation; a prompt that would be too long is made shorter by one rule (`fitted`) or refused with a reason, and never
loses a test input. Leaves out: counting tokens (whoever serves the model), and reading replies (`kernel.replies`).
"""
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace

from kernel.candidates import Evaluation
from kernel.tasks import Grid, Task

Message = dict[str, str]
"""One chat message: {"role": "system" or "user", "content": text}."""


class PackError(ValueError):
    """A prompt pack that cannot be used. The message is one line: which text, and what is wrong with it."""


class PromptTooLong(Exception):
    """A task does not fit into the context, however much of it the rule allows to be dropped."""


_NEEDED = {"sampling": ("task",), "refinement": ("task", "draft"), "train_input": ("grid",), "train_output": ("grid",),
           "test_input": ("grid",), "draft_program": ("program",), "pair_wrong": ("grid",), "test_output": ("grid",)}
"""The places without which a text would lose what the model must see."""

_GRID_STYLES = ("numpy",)


@dataclass(frozen=True)
class PromptPack:
    """The texts that a model is asked with, each with the places it may have.

    Numbers count from 1. `{task}` and `{draft}` are put in without white space at their ends, and the finished message
    has none at its ends; inside them the texts are joined as they are, so that line ends belong to the texts.
    Raises PackError for an empty name, a grid style that is not known, or a text without a place it needs.
    """

    name: str
    system: str                        # the system message; empty for none
    sampling: str                      # {task}
    refinement: str                    # {task} {draft}
    task_head: str
    train_input: str                   # {number} {rows} {columns} {grid}
    train_output: str                  # {number} {rows} {columns} {grid}
    test_input: str                    # {number} {rows} {columns} {grid}
    draft_program: str                 # {program}
    draft_score: str                   # {correct} of {pairs} train pairs are right
    pair_correct: str                  # {number}
    pair_wrong: str                    # {number} {rows} {columns} {grid}
    pair_failed: str                   # {number} {error}: no grid came of a train input, and why
    test_output: str                   # {number} {rows} {columns} {grid}
    test_failed: str                   # {number} {error}
    wrong_name: str                    # {number}: one pair that is not right, in the list that {wrong} stands for
    wrong_between: str                 # between two of them
    closing_wrong: str                 # {wrong}
    closing_correct: str               # where every train pair is right
    grid_style: str = "numpy"          # as numpy prints an array of integers; never cut short, never wrapped

    def __post_init__(self):
        for field in fields(self):
            if not isinstance(getattr(self, field.name), str):
                raise PackError(f"prompt pack: {field.name} must be text")
        if not self.name.strip():
            raise PackError("prompt pack: name is empty")
        if self.grid_style not in _GRID_STYLES:
            raise PackError(f"prompt pack {self.name}: grid_style {self.grid_style!r} is none of "
                            f"{', '.join(_GRID_STYLES)}")
        for text, places in _NEEDED.items():
            for place in places:
                if f"{{{place}}}" not in getattr(self, text):
                    raise PackError(f"prompt pack {self.name}: {text} has no {{{place}}} in it")

    def to_json(self) -> dict[str, str]:
        """The pack as a plain dict of texts."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: object) -> "PromptPack":
        """The pack that `to_json` made this dict from. Raises PackError for a text too many or too few."""
        if not isinstance(value, Mapping):
            raise PackError("prompt pack: a dict of texts is needed")
        names = {field.name for field in fields(cls)}
        if odd := sorted(map(str, names.symmetric_difference(value))):
            raise PackError(f"prompt pack: {'unknown' if odd[0] in value else 'missing'}: {odd[0]}")
        return cls(**value)


@dataclass(frozen=True)
class Fitted:
    """A prompt that fits. `dropped`: the train pairs left out, counted from 1, in the order they went."""

    messages: list[Message]
    dropped: tuple[int, ...]


def messages(pack: PromptPack, task: Task) -> list[Message]:
    """The chat that asks for a program for the task."""
    return _chat(pack, _fill(pack.sampling, task=_task_block(pack, task)))


def refinement(pack: PromptPack, task: Task, draft: Evaluation) -> list[Message]:
    """The chat that asks for a better program than the draft, which was evaluated on this very task.

    Raises ValueError when the draft has another number of pairs or tests than the task.
    """
    if len(draft.train_correct) != len(task.train) or len(draft.test_grids) != len(task.tests):
        raise ValueError(f"task {task.id}: the draft was evaluated on other pairs than the task has")
    return _chat(pack, _fill(pack.refinement, task=_task_block(pack, task), draft=_draft_block(pack, draft)))


async def fitted(pack: PromptPack, task: Task, fits: Callable[[list[Message]], Awaitable[bool]], *,
                 draft: Evaluation | None = None) -> Fitted:
    """The prompt for the task (with a draft: for its refinement) that `fits` agrees to: room for the reply included.

    The rule: while it is too long the train pair with the most cells goes, of equals the later one; two pairs stay (one
    where the task has but one); test inputs all stay. The pairs that stay keep their order and are numbered anew.

    Raises PromptTooLong where that is not enough.
    """
    dropped = ()
    for shorter, draft_of_it, dropped in _shorter_and_shorter(task, draft):
        chat = messages(pack, shorter) if draft_of_it is None else refinement(pack, shorter, draft_of_it)
        if await fits(chat):
            return Fitted(chat, dropped)
    without = f", even without {len(dropped)} of its {len(task.train)} train pairs" if dropped else ""
    raise PromptTooLong(f"task {task.id}: its prompt is longer than the context has room for{without}")


def _shorter_and_shorter(task: Task, draft: Evaluation | None
                         ) -> Iterator[tuple[Task, Evaluation | None, tuple[int, ...]]]:
    """The task whole, then with ever more pairs dropped by the rule of `fitted`; with it the draft, and what went."""
    kept = list(range(len(task.train)))
    dropped: list[int] = []
    while True:
        part = replace(task, train=tuple(task.train[i] for i in kept))
        part_of_draft = draft and replace(draft, train_correct=tuple(draft.train_correct[i] for i in kept),
                                          train_grids=tuple(draft.train_grids[i] for i in kept))
        yield part, part_of_draft, tuple(dropped)
        if len(kept) <= 2:
            return
        largest = max(kept, key=lambda i: (_cells(task.train[i].input) + _cells(task.train[i].output), i))
        kept.remove(largest)
        dropped.append(largest + 1)


def _cells(grid: Grid) -> int:
    return len(grid) * len(grid[0])


def _chat(pack: PromptPack, text: str) -> list[Message]:
    user = {"role": "user", "content": text.strip()}
    return [{"role": "system", "content": pack.system}, user] if pack.system else [user]


def _task_block(pack: PromptPack, task: Task) -> str:
    parts = [pack.task_head]
    for number, pair in enumerate(task.train, 1):
        parts.append(_fill(pack.train_input, number=number, **_shown(pair.input)))
        parts.append(_fill(pack.train_output, number=number, **_shown(pair.output)))
    for number, grid in enumerate(task.tests, 1):
        parts.append(_fill(pack.test_input, number=number, **_shown(grid)))
    return "".join(parts).strip()


def _draft_block(pack: PromptPack, draft: Evaluation) -> str:
    error = draft.message or "no output"
    parts = [_fill(pack.draft_program, program=draft.candidate.program),
             _fill(pack.draft_score, correct=sum(draft.train_correct), pairs=len(draft.train_correct))]
    wrong = []
    for number, (correct, grid) in enumerate(zip(draft.train_correct, draft.train_grids, strict=True), 1):
        if correct:
            parts.append(_fill(pack.pair_correct, number=number))
        else:
            wrong.append(_fill(pack.wrong_name, number=number))
            parts.append(_output(pack.pair_wrong, pack.pair_failed, number, grid, error))
    for number, grid in enumerate(draft.test_grids, 1):
        parts.append(_output(pack.test_output, pack.test_failed, number, grid, error))
    parts.append(_fill(pack.closing_wrong, wrong=pack.wrong_between.join(wrong)) if wrong else pack.closing_correct)
    return "".join(parts).strip()


def _output(with_grid: str, without: str, number: int, grid: Grid | None, error: str) -> str:
    if grid is None:
        return _fill(without, number=number, error=error)
    return _fill(with_grid, number=number, **_shown(grid))


def _shown(grid: Grid) -> dict[str, object]:
    """A grid and its shape. Every cell is one digit, so numpy's columns are one character wide."""
    rows = "]\n [".join(" ".join(map(str, row)) for row in grid)
    return {"rows": len(grid), "columns": len(grid[0]), "grid": f"[[{rows}]]"}


_PLACE = re.compile(r"\{([a-z]+)\}")


def _fill(text: str, **values: object) -> str:
    """The text with each named place filled, in one pass: what is put in is not looked at again."""
    return _PLACE.sub(lambda place: str(values[place[1]]) if place[1] in values else place[0], text)


_LEGEND = ("Colours: 0 black, 1 blue, 2 red, 3 green, 4 yellow, 5 grey, 6 pink, 7 orange, 8 light blue, 9 brown.")
_ANSWER = ("Answer with one block of Python (```python ... ```) that defines\n"
           "`transform(grid_lst: list[list[int]]) -> list[list[int]]`.")

KIT_PACK = PromptPack(
    name="kit",
    system="You write Python programs that solve grid puzzles of the Abstraction and Reasoning Corpus (ARC).",
    sampling=("Below are pairs of grids. One rule makes every output from its input. Find the rule and write it as a "
              f"program that holds for the test inputs too.\n{_ANSWER}\n{_LEGEND}\n\n{{task}}"),
    refinement=("Below are pairs of grids, and a program that should make every output from its input but does not. "
                "Find what is wrong with it and write a program that holds for every pair and for the test inputs "
                f"too.\n{_ANSWER}\n{_LEGEND}\n\n{{task}}\n\n{{draft}}"),
    task_head="# Task\n",
    train_input="## Input {number} (grid shape: {rows} by {columns})\n{grid}\n\n",
    train_output="## Output {number} (grid shape: {rows} by {columns})\n{grid}\n\n",
    test_input="## Test input {number} (grid shape: {rows} by {columns})\n{grid}\n\n",
    draft_program="# Draft\n```python\n{program}\n```\n",
    draft_score="It is right on {correct} of {pairs} pairs.\n\n",
    pair_correct="## Its output {number}: right\n\n",
    pair_wrong="## Its output {number}: wrong (grid shape: {rows} by {columns})\n{grid}\n\n",
    pair_failed="## Its output {number}: none ({error})\n\n",
    test_output="## Its test output {number}: not known to be right (grid shape: {rows} by {columns})\n{grid}\n\n",
    test_failed="## Its test output {number}: none ({error})\n\n",
    wrong_name="output {number}",
    wrong_between=", ",
    closing_wrong="Make it right on {wrong}, and keep what is right.",
    closing_correct="It is right on every pair; see whether its test outputs follow the same rule.")
"""The kit's own words."""
