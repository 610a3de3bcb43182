"""Real ARC prompts as tokens, for calibrating and for verifying: what the served model will see.

Prompts of the two training sets, made by the kit from the model's own prompt pack; each with an honest program as its
answer where the classifier's corpus has one for the task, so that keys and values of program text are seen too.
Promises: the same pack, tokenizer, settings and seed give the same texts; no task of an evaluation set is read; tasks
drawn for verifying are others than those drawn for calibrating. Leaves out: running the programs, whose answers the
corpus's own tests check.
"""
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kernel.datasets import load_challenges
from kernel.prompts import PromptPack, messages
from kernel.tasks import Task

DATASETS = ("arc-agi-1-training", "arc-agi-2-training")
PROGRAMS = Path(__file__).resolve().parent.parent / "classifier" / "corpus" / "written" / "honest"


@dataclass(frozen=True)
class Text:
    """One prompt with its answer, as token ids; the answer begins at `answer` (at the end where there is none)."""

    task_id: str
    ids: tuple[int, ...]
    answer: int


def drawn(tokenizer, pack: PromptPack, *, count: int, tokens_min: int, tokens_max: int, seed: int, answered: bool,
          other_than: Sequence[Text] = ()) -> list[Text]:
    """`count` texts of `tokens_min` to `tokens_max` tokens, drawn by the seed; fewer where there are fewer. With
    `answered` only such as have an answer. Tasks of `other_than` are left out."""
    programs = _programs()
    taken = {text.task_id for text in other_than}
    texts = []
    for task in _shuffled(seed):
        if task.id in taken or (answered and task.id not in programs):
            continue
        text = _text(tokenizer, pack, task, programs.get(task.id))
        if tokens_min <= len(text.ids) <= tokens_max:
            texts.append(text)
            taken.add(task.id)
        if len(texts) == count:
            break
    return texts


def _shuffled(seed: int) -> list[Task]:
    """The tasks of both training sets, those of the second that are the first's left out, in an order of the seed's."""
    every = {task.id: task for name in DATASETS for task in load_challenges(name).tasks}
    tasks = [every[id] for id in sorted(every)]
    random.Random(seed).shuffle(tasks)
    return tasks


def _programs() -> dict[str, str]:
    """Task id -> an honest program for it."""
    files = sorted(PROGRAMS.glob("*.py"), reverse=True)     # so that of several the first by name stays
    return {file.name.partition("_")[0]: file.read_text("utf-8") for file in files}


def _text(tokenizer, pack: PromptPack, task: Task, program: str | None) -> Text:
    prompt = tokenizer.apply_chat_template(messages(pack, task), tokenize=False, add_generation_prompt=True)
    ids = tokenizer(prompt, add_special_tokens=False)["input_ids"]
    answer = [] if program is None else tokenizer(f"```python\n{program.strip()}\n```",
                                                  add_special_tokens=False)["input_ids"]
    return Text(task.id, (*ids, *answer), len(ids))
