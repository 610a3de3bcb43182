"""Training of the stand-in: a Qwen2 from nothing to a model that writes programs, in so many steps.

Promises: the same recipe and seed give the same batches in the same order, and on the same machine the same weights;
the number of steps is fixed, the time is told. Learned is the answer and, with less weight, every output in the prompt:
what an output must be once one knows the rule is what teaches the model to look for it.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from kernel.prompts import KIT_PACK, messages
from models.tiny.examples import Example
from models.tiny.words import END

Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How it is trained."""

    examples: int = 12_000
    processes: int = 2                 # that make them; their number changes nothing in what is made
    read: int = 4_000                  # examples from which the tokenizer takes its pieces
    batch_tokens: int = 3000           # of a step, padding included: small, since more steps teach more
    longest: int = 640                 # tokens; longer examples are left out
    matrix_rate: float = 0.02          # of Muon, for the matrices inside the layers
    rate: float = 0.004                # of AdamW, for embeddings, head, norms and biases
    warm_share: float = 0.05           # of the steps, in which the rates rise; then they fall to 0
    output_weight: float = 0.3         # of the loss on the outputs in a prompt, against that on the answer


@dataclass(frozen=True)
class Learned:
    """An example in tokens: the whole chat, and per token how much it counts when it is predicted."""

    tokens: np.ndarray
    weight: np.ndarray


def answer_of(program: str) -> str:
    """What a model should reply: one fenced block."""
    return f"```python\n{program}```"


def encoded(tokenizer, examples: Sequence[Example], recipe: Recipe) -> list[Learned]:
    """The examples in tokens, without those that are too long."""
    prompts = tokenizer([tokenizer.apply_chat_template(messages(KIT_PACK, e.task), tokenize=False,
                                                       add_generation_prompt=True) for e in examples])["input_ids"]
    answers = tokenizer([answer_of(e.program) + END for e in examples])["input_ids"]
    opens = {id for token, id in tokenizer.get_vocab().items() if "##ĠOutput" in token}
    closes = {id for token, id in tokenizer.get_vocab().items() if token.startswith("]]")}
    found = []
    for prompt, answer in zip(prompts, answers):
        if len(prompt) + len(answer) > recipe.longest:
            continue
        weight, inside = np.zeros(len(prompt) + len(answer), dtype=np.float32), False
        for at, token in enumerate(prompt):
            if inside:
                weight[at] = recipe.output_weight
            inside = token in opens or inside and token not in closes
        weight[len(prompt):] = 1.0
        found.append(Learned(np.array(prompt + answer), weight))
    return found


def batches(learned: Sequence[Learned], recipe: Recipe, seed: int) -> list[list[Learned]]:
    """Every example once, in batches of about the same number of tokens and of examples of about the same length."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(learned))
    order = sorted(order, key=lambda k: len(learned[k].tokens) // 8)
    made: list[list[Learned]] = [[]]
    for k in order:
        if made[-1] and (len(made[-1]) + 1) * len(learned[k].tokens) > recipe.batch_tokens:
            made.append([])
        made[-1].append(learned[k])
    return [made[k] for k in rng.permutation(len(made))]


def padded(batch: Sequence[Learned]) -> tuple[torch.Tensor, torch.Tensor]:
    """(examples x longest) tokens and weights; padding stands behind, where no token that counts can see it."""
    longest = max(len(example.tokens) for example in batch)
    tokens, weight = np.zeros((len(batch), longest), dtype=np.int64), np.zeros((len(batch), longest), dtype=np.float32)
    for row, example in enumerate(batch):
        tokens[row, :len(example.tokens)] = example.tokens
        weight[row, :len(example.weight)] = example.weight
    return torch.from_numpy(tokens), torch.from_numpy(weight)


def losses(model, tokens: torch.Tensor, weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The mean weighted loss that is learned from, and the mean loss of the answers' tokens alone (nats a token)."""
    counts = weight[:, 1:] > 0
    states = model.model(input_ids=tokens[:, :-1], use_cache=False).last_hidden_state
    each = functional.cross_entropy(model.lm_head(states[counts]), tokens[:, 1:][counts], reduction="none")
    weights = weight[:, 1:][counts]
    return (each * weights).sum() / (weights == 1).sum(), each[weights == 1].mean()


def train(model, learned: Sequence[Learned], recipe: Recipe, *, seed: int, say: Say,
          clock: Callable[[], float]) -> float:
    """Train in place, one pass over the examples; returns the mean answer loss over the last tenth (nats a token)."""
    todo = batches(learned, recipe, seed)
    matrices = [p for n, p in model.named_parameters() if p.ndim == 2 and "layers" in n]
    others = [p for n, p in model.named_parameters() if not (p.ndim == 2 and "layers" in n)]
    optimizers = [torch.optim.Muon(matrices, lr=recipe.matrix_rate, weight_decay=0.01),
                  torch.optim.AdamW(others, lr=recipe.rate, betas=(0.9, 0.95), weight_decay=0.0)]
    rates = [torch.optim.lr_scheduler.LambdaLR(o, lambda step: share(step, len(todo), recipe)) for o in optimizers]
    began, seen, told = clock(), [], clock()
    model.train()
    for step, batch in enumerate(todo):
        loss, answer_loss = losses(model, *padded(batch))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        for optimizer, rate in zip(optimizers, rates):
            optimizer.step()
            rate.step()
            optimizer.zero_grad(set_to_none=True)
        seen.append(float(answer_loss.detach()))
        if clock() - told > 5 or step + 1 == len(todo):
            told = clock()
            say(f"step {step + 1} of {len(todo)}: loss {np.mean(seen[-20:]):.3f}, {told - began:.0f} s")
    model.eval()
    return float(np.mean(seen[-max(1, len(seen) // 10):]))


def share(step: int, steps: int, recipe: Recipe) -> float:
    """The share of its rate that a step takes: rising, then falling in a straight line to 0."""
    warm = max(1, round(recipe.warm_share * steps))
    return min((step + 1) / warm, (steps - step) / max(1, steps - warm))


def answer_loss(model, learned: Sequence[Learned], recipe: Recipe) -> float:
    """Mean loss of a whole answer (nats an answer) over examples, without learning."""
    total = 0.0
    with torch.no_grad():
        for batch in batches(learned, recipe, 0):
            tokens, weight = padded(batch)
            _, loss = losses(model, tokens, weight)
            total += float(loss) * int((weight[:, 1:] == 1).sum())
    return total / len(learned)
