"""The stand-in: a small Qwen2 that is made and trained here, so that everything downstream runs for real on two cores.

It has SOAR-14B's architecture (Qwen2ForCausalLM: grouped queries, biases on q, k and v, SwiGLU, RMSNorm, untied
embeddings, ChatML) with sizes that FP8 kernels and vLLM's CPU attention take, and learns from tasks that the search
engine's primitives generate, answers in SOAR's format. It knows the kit's own prompts and nothing else: what it is good
for is to exercise the pipe, with samples of which some solve.

    rules      which programs it learns to write          examples   tasks made from them
    scenes     on which grids                             words      its tokenizer
    training   how it learns                              measure    what it can do then (`python -m models.tiny`)

Promises: the same seed gives the same data and steps on any machine, and the same weights on the same machine with the
same packages; the number of steps is fixed. Leaves out: caching and resuming, which are its caller's.
"""
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Shape:
    """Sizes of the model, in the terms of a spec's [shape]."""

    layers: int = 3
    hidden: int = 128
    intermediate: int = 256
    heads: int = 2
    kv_heads: int = 1
    head_size: int = 64
    vocabulary: int = 1536
    positions: int = 8192


def config_of(shape: Shape, tokenizer):
    """The transformers Qwen2Config of a shape."""
    from transformers import Qwen2Config
    return Qwen2Config(
        vocab_size=shape.vocabulary, hidden_size=shape.hidden, intermediate_size=shape.intermediate,
        num_hidden_layers=shape.layers, num_attention_heads=shape.heads, num_key_value_heads=shape.kv_heads,
        head_dim=shape.head_size, max_position_embeddings=shape.positions, tie_word_embeddings=False,
        bos_token_id=None, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)


def make(out: Path, *, seed: int, budget_s: float, say: Callable[[str], None], shape: Shape = Shape(),
         recipe=None, clock: Callable[[], float] = time.monotonic) -> None:
    """Generate, train and save: a folder that stock transformers loads, in bf16 safetensors.

    `budget_s` ends nothing: steps are counted, not timed, so that the result does not hang on the machine's load; what
    it took is said, beside the budget. Raises ValueError when the vocabulary has no room for the tokenizer.
    """
    import torch
    from transformers import GenerationConfig, Qwen2ForCausalLM

    from kernel.prompts import KIT_PACK, messages
    from models.tiny import examples, training, words
    recipe = recipe or training.Recipe()
    began = clock()
    drawn = examples.draw_many(recipe.examples, seed, processes=recipe.processes)
    say(f"{len(drawn)} tasks with programs made, {clock() - began:.0f} s")
    tokenizer = words.tokenizer_of(
        (text for example in drawn[:recipe.read]
         for text in (*(f"{m['role']}\n{m['content']}" for m in messages(KIT_PACK, example.task)), "assistant\n",
                      training.answer_of(example.program))), shape.vocabulary)
    learned = training.encoded(tokenizer, drawn, recipe)
    say(f"{len(learned)} of them with at most {recipe.longest} tokens, {sum(len(x.tokens) for x in learned):,} tokens, "
        f"{clock() - began:.0f} s")
    torch.manual_seed(seed)
    model = Qwen2ForCausalLM(config_of(shape, tokenizer))
    loss = training.train(model, learned, recipe, seed=seed, say=say, clock=clock)
    model.generation_config = GenerationConfig(do_sample=True, temperature=1.0, min_p=0.05,
                                               eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id)
    model.to(torch.bfloat16).save_pretrained(out)
    tokenizer.save_pretrained(out)
    (Path(out) / "training.json").write_text(json.dumps(
        {"seed": seed, "examples": len(learned), "answer_loss": round(loss, 4)}, indent=1) + "\n")
    say(f"trained: answer loss {loss:.3f} nats a token, {clock() - began:.0f} s of {budget_s:.0f} s")
