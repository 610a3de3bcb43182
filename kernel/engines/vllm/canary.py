"""The canary: whether what a server writes makes sense, asked before a task is.

A few prompts on small tasks of the kit's own, sampled as a run samples and over the same line; a reply counts when a
program that parses can be had from it. A model that its KV cache turned to babble writes none.

Promises: at least one reply is waited for; once the verdict is certain, what is still being written is cancelled; the
same bundle and seed ask the same questions. Leaves out: whether a program is right (a weak model is no broken one), and
what follows from a verdict (`replica`).
"""
import ast
import asyncio
import math
import warnings
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace

from kernel.bundle import ModelBundle
from kernel.engines.vllm.line import Line, Refused
from kernel.prompts import messages
from kernel.replies import read
from kernel.tasks import Grid, Pair, Task

REPLIES_EACH = 4
TOKENS_MOST = 1024                       # SOAR's programs take 350 on average; babble would go on to the limit
_PICTURES = ([[1, 2], [3, 0]], [[5, 0, 0], [0, 6, 0], [7, 7, 0]], [[2, 2, 0, 1], [0, 3, 0, 1], [4, 0, 3, 0]],
             [[0, 8, 0], [8, 8, 4]], [[9, 1, 1, 0, 2], [0, 0, 5, 0, 2], [3, 3, 0, 7, 7], [0, 6, 0, 6, 0]])
_RULES: dict[str, Callable[[Grid], Grid]] = {
    "mirror": lambda grid: [row[::-1] for row in grid],
    "transpose": lambda grid: [list(column) for column in zip(*grid)],
    "recolour": lambda grid: [[8 if cell == 0 else cell for cell in row] for row in grid],
    "upper-half": lambda grid: grid[:(len(grid) + 1) // 2]}


@dataclass(frozen=True)
class Verdict:
    """How the canary ended. `sane`: enough replies held a program."""

    sane: bool
    programs: int
    replies: int                         # that came before the verdict was certain
    needed: int
    example: str                         # the beginning of the last reply without a program

    def __str__(self) -> str:
        text = f"{self.programs} of {self.replies} canary replies hold a program, {self.needed} needed"
        return text if self.sane else f"{text}; one begins {self.example!r}"


def canary_tasks() -> list[Task]:
    """The canary's tasks, one of each rule on the same pictures; the last picture is the one asked about."""
    *shown, asked = [[row[:] for row in picture] for picture in _PICTURES]
    return [Task(f"canary-{name}", tuple(Pair(grid, rule(grid)) for grid in shown), (asked,))
            for name, rule in _RULES.items()]


async def ask(line: Line, model: str, bundle: ModelBundle, seed: int, heard: Callable[[int], None]) -> Verdict:
    """Sample the canary's prompts, all at once. Raises `line.Failed` when the server fails rather than the model.

    A prompt that the server refuses counts as replies without a program: a run could not work there either.
    """
    tasks, replies = canary_tasks(), asyncio.Queue()
    total = REPLIES_EACH * len(tasks)
    needed = math.ceil(bundle.canary_share * total)
    askers = [asyncio.create_task(_ask(line, model, bundle, task, seed + number * REPLIES_EACH, heard, replies))
              for number, task in enumerate(tasks)]
    programs, without, example = 0, 0, ""
    try:
        while (programs < needed or not programs + without) and without <= total - needed:
            reply = await replies.get()
            if isinstance(reply, Exception):
                raise reply
            if holds_program(reply):
                programs += 1
            else:
                without, example = without + 1, reply[:80]
    finally:
        for asker in askers:
            asker.cancel()
        await asyncio.gather(*askers, return_exceptions=True)
    return Verdict(programs >= needed, programs, programs + without, needed, example)


async def _ask(line: Line, model: str, bundle: ModelBundle, task: Task, seed: int, heard: Callable[[int], None],
               replies: asyncio.Queue) -> None:
    """Put the replies for one task on the queue as they finish, exactly REPLIES_EACH of them, or what went wrong."""
    sampling = replace(bundle.sampling, max_tokens=min(bundle.sampling.max_tokens, TOKENS_MOST))
    missing, why = REPLIES_EACH, "(the reply was broken off)"
    try:
        chat = messages(bundle.pack, task)
        async with aclosing(line.draw(model, chat, sampling, seed=seed, n=REPLIES_EACH, heard=heard)) as choices:
            async for choice in choices:
                missing -= 1
                replies.put_nowait(choice.text)
    except Refused as error:
        why = f"(refused: {error})"
    except Exception as error:                           # the boundary of one server
        replies.put_nowait(error)
        return
    for _ in range(missing):
        replies.put_nowait(why)


def holds_program(reply: str) -> bool:
    """Whether a program that parses can be had from the reply."""
    program = read(reply).program
    if program is None:
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")              # a model's "\d" is its own affair
            ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
