"""What the stand-in can do: tasks solved with so many samples, in plain torch and with the kit's own sandbox.

`python -m models.tiny --measure FOLDER` samples unseen generated tasks and the ARC-AGI-1 training tasks whose prompts
fit, runs each different program once, and counts a task as solved where one program gives every train and every test
output. Leaves out the vote (two attempts) and the server: what is measured is the model.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from kernel.prompts import KIT_PACK, messages
from kernel.replies import program_of
from kernel.sandbox import Limits, Outcome, Sandbox
from kernel.tasks import Grid, Task


Say = Callable[[str], None]


@dataclass(frozen=True)
class Asked:
    """How it is asked: SOAR's sampling, with room for the longest program."""

    samples: int = 64
    temperature: float = 1.0
    min_p: float = 0.05                # of the likeliest token's probability: what is less likely is never drawn
    reply_tokens: int = 160
    prompt_tokens: int = 3000          # longer prompts are passed over
    seed: int = 7


@dataclass(frozen=True)
class Tally:
    """Of how many tasks how many were solved; how many replies there were, and in how many a program stood."""

    tasks: int
    solved: tuple[str, ...]
    replies: int
    programs: int


def sample(model, tokenizer, task: Task, asked: Asked) -> list[str] | None:
    """Replies to the task's prompt; None where the prompt is too long."""
    prompt = tokenizer.apply_chat_template(messages(KIT_PACK, task), tokenize=False, add_generation_prompt=True)
    tokens = torch.tensor([tokenizer(prompt)["input_ids"]])
    if tokens.shape[1] > asked.prompt_tokens:
        return None
    draw = torch.Generator().manual_seed(asked.seed)
    end = tokenizer.eos_token_id
    with torch.no_grad():
        out = model(input_ids=tokens, use_cache=True, logits_to_keep=1)
        cache = out.past_key_values
        cache.batch_repeat_interleave(asked.samples)
        logits = out.logits[:, -1].expand(asked.samples, -1)
        replies = []
        for _ in range(asked.reply_tokens):
            chance = torch.softmax(logits.float() / asked.temperature, -1)
            chance = torch.where(chance < asked.min_p * chance.max(-1, keepdim=True).values, 0.0, chance)
            drawn = torch.multinomial(chance, 1, generator=draw)
            replies.append(drawn)
            if all((torch.cat(replies, 1) == end).any(1)):
                break
            out = model(input_ids=drawn, past_key_values=cache, use_cache=True)
            logits = out.logits[:, -1]
    texts = []
    for row in torch.cat(replies, 1).tolist():
        texts.append(tokenizer.decode(row[:row.index(end)] if end in row else row))
    return texts


def tally(model, tokenizer, tasks: Sequence[tuple[Task, Sequence[Grid]]], asked: Asked, say: Say) -> Tally:
    """Sample every task (with the right outputs of its tests) and count."""
    jobs, replies, programs, reached = [], 0, 0, 0
    for number, (task, _) in enumerate(tasks):
        texts = sample(model, tokenizer, task, asked)
        if texts is None:
            continue
        reached += 1
        replies += len(texts)
        found = [program for program in map(program_of, texts) if program is not None]
        programs += len(found)
        jobs += [((number, k), program, task.inputs) for k, program in enumerate(dict.fromkeys(found))]
        if number % 50 == 49:
            say(f"{number + 1} of {len(tasks)} tasks sampled")
    solved = set()
    with Sandbox(workers=2, limits=Limits(wall_s=5, memory_mb=512)) as sandbox:
        for run in sandbox.run_many(jobs):
            task, outputs = tasks[run.key[0]]
            right = [pair.output for pair in task.train] + list(outputs)
            if run.outcome is Outcome.OK and [output.grid for output in run.outputs] == right:
                solved.add(task.id)
    return Tally(reached, tuple(sorted(solved)), replies, programs)


def measured(folder: Path, say: Say, *, generated: int = 100, asked: Asked = Asked(),
             limit: int = 400) -> tuple[Tally, Tally]:
    """Tallies of unseen generated tasks and of the first ARC-AGI-1 training tasks, for a checkpoint in a folder."""
    from transformers import AutoTokenizer, Qwen2ForCausalLM

    from kernel.datasets import load_challenges, read_tasks
    from models.tiny.examples import draw_many
    model = Qwen2ForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    unseen = [(example.task, example.outputs) for example in draw_many(generated, seed=asked.seed + 1_000_000)]
    first = tally(model, tokenizer, unseen, asked, say)
    say(f"generated: {len(first.solved)} of {first.tasks} solved, "
        f"a program in {first.programs} of {first.replies} replies")
    name = "arc-agi-1-training"
    raw = read_tasks(name)
    real = [(task, [pair["output"] for pair in raw[task.id]["test"]]) for task in load_challenges(name).tasks[:limit]]
    second = tally(model, tokenizer, real, asked, say)
    say(f"{name}: {len(second.solved)} of {second.tasks} solved ({', '.join(second.solved)}), "
        f"a program in {second.programs} of {second.replies} replies")
    return first, second
