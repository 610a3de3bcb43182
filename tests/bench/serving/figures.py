"""What is computed of what a bench of the language model measured. Pure.

The roofline: a step of decoding gives every sequence one token, and has to read all weights once (embeddings apart, of
which it reads a row a sequence) and the KV cache of all tokens that are attended to. It cannot be faster than memory
can be read. How often the KV cache of a prompt that sequences share is read depends on the kernels and on the GPU's
L2 cache, so there are two bounds: once for all, which nothing beats, and once for each sequence, which is what comes
without any sharing below vLLM's.

Leaves out: compute, which bounds a prefill but at these batch sizes no decoding; and how the figures are measured.
"""
import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.spec import Shape

QUERIES, HITS = "vllm:prefix_cache_queries_total", "vllm:prefix_cache_hits_total"
GENERATED, PREEMPTED = "vllm:generation_tokens_total", "vllm:num_preemptions_total"
_LINE = re.compile(r"^([A-Za-z_:][\w:]*)(?:\{.*\})? +(\S+)(?: +-?\d+)?$", re.MULTILINE)


def counters(text: str) -> dict[str, float]:
    """The figures of a /metrics page in Prometheus' text format, added up over labels; without what is no number."""
    found: dict[str, float] = {}
    for name, value in _LINE.findall(text):
        try:
            found[name] = found.get(name, 0.0) + float(value)
        except ValueError:
            continue
    return found


def hit_rate(before: Mapping[str, float], after: Mapping[str, float]) -> float | None:
    """Share of prompt tokens that came from the prefix cache between two readings; None where there were no prompts."""
    asked = after.get(QUERIES, 0.0) - before.get(QUERIES, 0.0)
    return (after.get(HITS, 0.0) - before.get(HITS, 0.0)) / asked if asked > 0 else None


@dataclass(frozen=True)
class Spread:
    """Median and ends of repeated measurements."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float], digits: int = 4) -> "Spread":
        """Of at least one value, rounded."""
        return cls(*(round(value, digits) for value in (statistics.median(values), min(values), max(values))))

    def __str__(self) -> str:
        return f"{self.median:g} ({self.least:g} to {self.most:g})"


@dataclass(frozen=True)
class Precision:
    """How wide numbers are, in bytes."""

    name: str
    weight: int                        # of a linear layer
    kv: int

    def weights_bytes(self, shape: Shape) -> int:
        """Of all weights that a step reads: the linear layers, the output head and biases in bf16, and a scale for each
        output channel where weights are FP8."""
        total = 0
        for name, size in shape.tensors().items():
            count = size[0] * (size[1] if len(size) > 1 else 1)
            if name.endswith("_proj.weight"):
                total += count * self.weight + (2 * size[0] if self.weight == 1 else 0)
            elif name != "model.embed_tokens.weight":
                total += 2 * count
        return total

    def resident_bytes(self, shape: Shape) -> int:
        """Of all weights that lie in memory."""
        return self.weights_bytes(shape) + 2 * shape.vocabulary * shape.hidden

    def token_bytes(self, shape: Shape) -> int:
        """Of one token in the KV cache."""
        return 2 * shape.layers * shape.kv_heads * shape.head_size * self.kv


FP8, BF16 = Precision("fp8", 1, 1), Precision("bf16", 2, 2)


@dataclass(frozen=True)
class Load:
    """What is decoded at once: sequences that share a prompt, each with tokens of its own."""

    sequences: int
    prompt_tokens: int
    own_tokens: float                  # of one sequence, on average over the time it is decoded: half of its reply

    def kv_tokens(self, shared: bool) -> float:
        """Tokens that a step reads from the KV cache, the prompt once or once for each sequence."""
        return self.prompt_tokens * (1 if shared else self.sequences) + self.sequences * self.own_tokens


def tokens_per_s(shape: Shape, precision: Precision, load: Load, bytes_per_s: float, *, shared: bool) -> float:
    """The roofline: output tokens a second of all sequences together."""
    step_bytes = precision.weights_bytes(shape) + load.kv_tokens(shared) * precision.token_bytes(shape)
    return load.sequences * bytes_per_s / step_bytes


@dataclass(frozen=True)
class Card:
    """A GPU that is projected to."""

    name: str
    bytes_per_s: float                 # read from its memory
    memory_bytes: int
    spare_bytes: int                   # for activations, CUDA graphs and the driver
    share: float                       # of its memory that a server is given

    def kv_room(self, shape: Shape, precision: Precision) -> int:
        """Tokens for which there is KV cache beside the weights; 0 where the weights do not even fit."""
        room = self.memory_bytes * self.share - precision.resident_bytes(shape) - self.spare_bytes
        return max(0, int(room // precision.token_bytes(shape)))


# 264 GB/s are read in practice of the 300 that the data sheet names; 23,034 MiB of its 24 GB can be used. What is spare
# is chosen such that room for 42,000 tokens is left beside SOAR-14B, in the middle of what was seen (38,000 to 49,000).
L4 = Card("L4", 264e9, 23034 << 20, int(1.8e9), 0.92)


@dataclass(frozen=True)
class Contest:
    """The run that is projected."""

    gpus: int = 4
    hours: float = 11.5
    sample_tokens: int = 600           # of a reply, with what is spent on those without a program
    tasks: int = 240

    def samples(self, tokens_per_s: float) -> float:
        """Samples of all GPUs together, at so many output tokens a second on each."""
        return self.gpus * self.hours * 3600 * tokens_per_s / self.sample_tokens

    def samples_per_task(self, tokens_per_s: float) -> float:
        """The same, evenly over the tasks."""
        return self.samples(tokens_per_s) / self.tasks


def projected(shape: Shape, precision: Precision, load: Load, share: float, contest: Contest, card: Card = L4) -> dict:
    """What a share of the roofline, measured with this load on some card, would come to on another.

    The load there: the same sequences and prompt, replies as long as the contest's. The share carries over as far as a
    step is bound by memory there as here; on a faster card the fixed costs of a step weigh more, so that a share
    measured there is rather too low for a slower one.
    """
    there = Load(load.sequences, load.prompt_tokens, contest.sample_tokens / 2)
    rate = share * tokens_per_s(shape, precision, there, card.bytes_per_s, shared=True)
    return {"card": card.name, "tokens_per_s": round(rate, 1), "samples": round(contest.samples(rate)),
            "samples_per_task": round(contest.samples_per_task(rate), 1),
            "kv_fits": there.kv_tokens(shared=True) <= card.kv_room(shape, precision)}
