"""A model's spec: the TOML file that says where a model comes from, how it is made smaller, and how it is asked.

Promises: a `Spec` that exists is whole and possible; an unknown key, a wrong type or an impossible value is a SpecError
of one line that names file and key. Leaves out: whether the source has what the spec says (`models.source`).
"""
import dataclasses
import json
import re
import tomllib
import typing
from dataclasses import dataclass, field
from pathlib import Path

from kernel.bundle import KV_CACHES, REFINING, SAMPLING, BundleError, Sampling, number, sampling_of
from kernel.tasks import one_line, shown

SCHEMES = ("FP8_DYNAMIC",)
ARCHITECTURES = ("Qwen2ForCausalLM",)
MADE = ("tiny",)
_HUB = re.compile(r"[\w.-]+/[\w.-]+")
_REVISION = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class SpecError(ValueError):
    """A spec cannot be used. One line: which file, which key, what would be right."""

    def __init__(self, message: str):
        super().__init__(one_line(message)[:1000])


def _range(least: float, most: float, **more) -> dataclasses.Field:
    return field(metadata={"range": (least, most)}, **more)


def _one_of(*choices: object, **more) -> dataclasses.Field:
    return field(metadata={"choices": choices}, **more)


def _text(pattern: re.Pattern, what: str, **more) -> dataclasses.Field:
    return field(metadata={"pattern": pattern, "what": what}, **more)


@dataclass(frozen=True)
class Origin:
    """Where the weights come from: the hub, or made here. Exactly one of `hub` and `made`."""

    hub: str | None = _text(_HUB, "owner/name", default=None)
    revision: str | None = _text(_REVISION, "a commit of 40 hex digits", default=None)
    made: str | None = _one_of(*MADE, default=None)
    seed: int = _range(0, 2**31 - 1, default=0)             # of what is made here
    budget_s: float = _range(1, 86400, default=180.0)       # seconds it may take to make


@dataclass(frozen=True)
class Shape:
    """What the source's config.json must say; from it every tensor's shape follows."""

    architecture: str = _one_of(*ARCHITECTURES)
    layers: int = _range(1, 1000)
    hidden: int = _range(16, 1 << 20)
    intermediate: int = _range(16, 1 << 20)
    heads: int = _range(1, 1024)
    kv_heads: int = _range(1, 1024)
    head_size: int = _range(8, 1024)
    vocabulary: int = _range(1, 1 << 24)
    positions: int = _range(1, 1 << 24)                     # tokens: the longest context it was made for

    def tensors(self) -> dict[str, tuple[int, ...]]:
        """Every tensor of a Qwen2 checkpoint with its own output head: name -> shape, as transformers names them."""
        queries, keys = self.heads * self.head_size, self.kv_heads * self.head_size
        every: dict[str, tuple[int, ...]] = {"model.embed_tokens.weight": (self.vocabulary, self.hidden),
                                             "model.norm.weight": (self.hidden,),
                                             "lm_head.weight": (self.vocabulary, self.hidden)}
        for layer in range(self.layers):
            at = f"model.layers.{layer}."
            for name, rows in (("q", queries), ("k", keys), ("v", keys)):
                every[f"{at}self_attn.{name}_proj.weight"] = (rows, self.hidden)
                every[f"{at}self_attn.{name}_proj.bias"] = (rows,)
            every[f"{at}self_attn.o_proj.weight"] = (self.hidden, queries)
            every[f"{at}mlp.gate_proj.weight"] = every[f"{at}mlp.up_proj.weight"] = (self.intermediate, self.hidden)
            every[f"{at}mlp.down_proj.weight"] = (self.hidden, self.intermediate)
            every[f"{at}input_layernorm.weight"] = every[f"{at}post_attention_layernorm.weight"] = (self.hidden,)
        return every

    def parameters(self) -> int:
        """How many numbers its tensors hold."""
        return sum(rows[0] * (rows[1] if len(rows) > 1 else 1) for rows in self.tensors().values())


@dataclass(frozen=True)
class Quantization:
    """What is made smaller, and what is left alone."""

    scheme: str = _one_of(*SCHEMES, default="FP8_DYNAMIC")
    kv_cache: str = _one_of(*KV_CACHES, default="fp8")
    kept: tuple[str, ...] = ("lm_head", "model.embed_tokens")


@dataclass(frozen=True)
class Calibration:
    """From which prompts the scales of the KV cache are taken."""

    prompts: int = _range(1, 4096)
    tokens_min: int = _range(1, 1 << 20)
    tokens_max: int = _range(1, 1 << 20)
    seed: int = _range(0, 2**31 - 1, default=0)


@dataclass(frozen=True)
class Limits:
    """What the made model must show against its source, over `prompts` prompts with a program as their answer.

    KL divergence in nats a token, mean over positions; top-1 share: positions at which both models put the same token
    first. `answer`: the positions of the program; `prompt`: those before.
    """

    prompts: int = _range(1, 4096)
    tokens_max: int = _range(1, 1 << 20)
    generated_tokens: int = _range(1, 4096)
    kl_answer: float = _range(0, 100)
    kl_prompt: float = _range(0, 100)
    top1_answer: float = _range(0, 1)
    top1_prompt: float = _range(0, 1)


@dataclass(frozen=True)
class Prompts:
    """The upstream files that the prompt pack is read from: `prompt.py` and, beside it, `llm_utils.py`."""

    repository: str = _text(re.compile(r"https://[\w./-]+"), "an https address")
    sha256: str = _text(_SHA256, "a sha256 of 64 hex digits")
    system_sha256: str = _text(_SHA256, "a sha256 of 64 hex digits")


@dataclass(frozen=True)
class Serving:
    """How the model is served."""

    context: int = _range(64, 1 << 20)                      # tokens, prompt and reply together
    canary_share: float = _range(0, 1)                      # least share of canary replies that must hold a program


@dataclass(frozen=True)
class Spec:
    """One model. `prompts` is None where the model is asked in the kit's own words."""

    name: str
    source: Origin
    shape: Shape
    quantization: Quantization
    calibration: Calibration
    limits: Limits
    serving: Serving
    sampling: Sampling
    refining: Sampling
    prompts: Prompts | None = None

    def plain(self) -> dict:
        """As a plain value that JSON keeps: what a finished model is compared with."""
        return json.loads(json.dumps(dataclasses.asdict(self)))


_TABLES = {"source": Origin, "shape": Shape, "quantization": Quantization, "calibration": Calibration,
           "limits": Limits, "serving": Serving, "prompts": Prompts}
_SAMPLINGS = {"sampling": SAMPLING, "refining": REFINING}


def load_spec(file: Path) -> Spec:
    """The spec in a TOML file. Raises SpecError."""
    try:
        value = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise SpecError(f"{file}: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:           # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        raise SpecError(f"{file}: {error}") from None
    return spec_of(value, str(file))


def spec_of(value: dict, where: str) -> Spec:
    """The spec that a plain value describes; `where` names it in messages. Raises SpecError."""
    for key in value.keys() - _TABLES.keys() - _SAMPLINGS.keys() - {"name"}:
        raise SpecError(f"{where}: unknown key {shown(key)}")
    if not isinstance(value.get("name"), str) or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{0,62}", value["name"]):
        raise SpecError(f"{where}: name {shown(value.get('name'))} is not a model's name (a-z, 0-9, dots, dashes)")
    read = {key: _record(kind, value.get(key, {}), f"{where}: {key}") for key, kind in _TABLES.items()
            if key in value or key != "prompts"}
    for key, default in _SAMPLINGS.items():
        given = value.get(key, {})
        try:
            read[key] = sampling_of({**dataclasses.asdict(default), **given} if isinstance(given, dict) else given,
                                    f"{where}: {key}")
        except BundleError as error:
            raise SpecError(str(error)) from None
    spec = Spec(name=value["name"], **read)
    _check_together(spec, where)
    return spec


def _check_together(spec: Spec, where: str) -> None:
    """What no single value shows. Raises SpecError."""
    shape, quantization, limits = spec.shape, spec.quantization, spec.limits
    if (spec.source.hub is None) == (spec.source.made is None):
        raise SpecError(f"{where}: source: exactly one of hub and made is right")
    if spec.source.revision and not spec.source.hub:
        raise SpecError(f"{where}: source: a revision belongs to a hub")
    if shape.heads % shape.kv_heads:
        raise SpecError(f"{where}: shape: {shape.heads} heads cannot share {shape.kv_heads} kv_heads evenly")
    for key in ("hidden", "intermediate"):
        if getattr(shape, key) % 16:                        # what FP8 matrix kernels ask of both sides
            raise SpecError(f"{where}: shape: {key} {getattr(shape, key)} is not a multiple of 16")
    for kept in ("lm_head", "model.embed_tokens"):
        if kept not in quantization.kept:
            raise SpecError(f"{where}: quantization: kept must name {kept}, which vLLM takes in bf16 alone")
    if spec.calibration.tokens_min > spec.calibration.tokens_max:
        raise SpecError(f"{where}: calibration: tokens_min is above tokens_max")
    longest = max(spec.serving.context, spec.calibration.tokens_max, limits.tokens_max + limits.generated_tokens)
    if longest > shape.positions:
        raise SpecError(f"{where}: {longest} tokens are asked of a model made for {shape.positions} positions")
    for key in _SAMPLINGS:
        if getattr(spec, key).max_tokens >= spec.serving.context:
            raise SpecError(f"{where}: {key}: max_tokens leave no room for a prompt in a context of "
                            f"{spec.serving.context} tokens")


def _record(kind: type, value: object, where: str) -> object:
    """A record of this kind from a table: known keys alone, each of its type and in its range."""
    if not isinstance(value, dict):
        raise SpecError(f"{where}: {shown(value)} in the place of a table")
    known = {each.name: each for each in dataclasses.fields(kind)}
    for key in value.keys() - known.keys():
        raise SpecError(f"{where}: unknown key {shown(key)}")
    for name, each in known.items():
        if name not in value and each.default is dataclasses.MISSING:
            raise SpecError(f"{where}: no {name}")
    return kind(**{key: _checked(known[key], given, f"{where}: {key}") for key, given in value.items()})


def _checked(each: dataclasses.Field, value: object, where: str) -> object:
    """The value of one key, once it is what the field takes."""
    meta = each.metadata
    if "range" in meta:
        try:
            return number(value, each.type, *meta["range"], where)
        except BundleError as error:
            raise SpecError(str(error)) from None
    if typing.get_origin(each.type) is tuple:
        if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
            raise SpecError(f"{where}: {shown(value)} is not a list of names")
        return tuple(value)
    if "choices" in meta and value not in meta["choices"]:
        raise SpecError(f"{where}: {shown(value)}; there are {', '.join(map(str, meta['choices']))}")
    if "pattern" in meta and not (isinstance(value, str) and meta["pattern"].fullmatch(value)):
        raise SpecError(f"{where}: {shown(value)} is not {meta['what']}")
    return value
