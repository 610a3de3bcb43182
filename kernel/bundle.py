"""ModelBundle: what a run must know of a model beside its weights; and the file that says it, `model.json`.

Promises: a bundle that was loaded is whole and in range, whoever wrote the file; whatever is amiss is a BundleError of
one line that names the file and the key. What was written is what is read back. Leaves out: the weights, which only
the server reads, and how the model was made and checked (`manifest.json` and `verify.json` beside it).
"""
import dataclasses
import json
import math
import os
from dataclasses import dataclass
from pathlib import Path

from kernel.prompts import PromptPack
from kernel.tasks import one_line, shown

FILE = "model.json"
FORMAT = 1
KV_CACHES = ("fp8", "bf16")
CONTEXT_MAX = 1 << 20              # tokens; more is a mistake in a file, not a model


class BundleError(ValueError):
    """A model's folder cannot be used. One line: which file, what is wrong, and what would be right."""

    def __init__(self, message: str):
        super().__init__(one_line(message)[:1000])


@dataclass(frozen=True)
class Sampling:
    """How replies are drawn. Every value is sent with every request: a server would otherwise take its own.

    The defaults are those that SOAR was sampled with (Pourcel et al., ICML 2025, and the options of its repository);
    `top_k` 0 means that no such limit is set.
    """

    temperature: float = 1.0
    min_p: float = 0.05
    top_p: float = 1.0
    top_k: int = 0
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    max_tokens: int = 4096


_RANGES = {                            # what vLLM's SamplingParams accepts; both ends belong to it
    "temperature": (0.0, 2.0), "min_p": (0.0, 1.0), "top_p": (1e-6, 1.0), "top_k": (0, CONTEXT_MAX),
    "repetition_penalty": (1e-6, 2.0), "presence_penalty": (-2.0, 2.0), "frequency_penalty": (-2.0, 2.0),
    "max_tokens": (1, CONTEXT_MAX)}

SAMPLING = Sampling()
REFINING = Sampling(max_tokens=2048)
"""A refinement answers a prompt that holds a program already; SOAR gives it half as many tokens."""


@dataclass(frozen=True)
class ModelBundle:
    """A model as a run needs it. `folder` is what the server loads."""

    folder: Path
    name: str                          # of the spec it was made from
    context: int                       # tokens, prompt and reply together
    sampling: Sampling
    refining: Sampling
    kv_cache: str                      # "fp8" or "bf16": the smallest KV cache that this checkpoint was made for
    canary_share: float                # 0 to 1: least share of canary replies that must hold a program
    pack: PromptPack

    @classmethod
    def load(cls, folder: str | os.PathLike) -> "ModelBundle":
        """The bundle in a folder that `build.py model` wrote. Raises BundleError."""
        file = Path(folder) / FILE
        try:
            value = json.loads(file.read_text("utf-8"))
        except OSError as error:
            raise BundleError(f"{file}: {error.strerror or error}; build.py model makes a model's folder") from None
        except (ValueError, RecursionError):
            raise BundleError(f"{file}: not JSON; make the model again with build.py model --force") from None
        return cls.of(value, Path(folder), str(file))

    @classmethod
    def of(cls, value: object, folder: Path, where: str) -> "ModelBundle":
        """The bundle that a plain value describes; `where` names it in messages. Raises BundleError."""
        keys = {"format", *(field.name for field in dataclasses.fields(cls))} - {"folder"}
        table = _table(value, keys, where)
        if table["format"] != FORMAT or isinstance(table["format"], bool):
            raise BundleError(f"{where}: format {shown(table['format'])}; this kit reads format {FORMAT}")
        if not isinstance(table["name"], str) or not table["name"]:
            raise BundleError(f"{where}: name {shown(table['name'])} is not a model's name")
        if table["kv_cache"] not in KV_CACHES:
            raise BundleError(f"{where}: kv_cache {shown(table['kv_cache'])}; there are {', '.join(KV_CACHES)}")
        try:
            pack = PromptPack.from_json(table["pack"])
        except (ValueError, TypeError, KeyError) as error:
            raise BundleError(f"{where}: pack: {error}") from None
        context = number(table["context"], int, 1, CONTEXT_MAX, f"{where}: context")
        sampling = sampling_of(table["sampling"], f"{where}: sampling")
        refining = sampling_of(table["refining"], f"{where}: refining")
        for key, given in (("sampling", sampling), ("refining", refining)):
            if given.max_tokens >= context:
                raise BundleError(f"{where}: {key}: max_tokens {given.max_tokens} leave no room for a prompt in a "
                                  f"context of {context} tokens")
        return cls(folder=folder, name=table["name"], context=context, kv_cache=table["kv_cache"], pack=pack,
                   sampling=sampling, refining=refining,
                   canary_share=number(table["canary_share"], float, 0.0, 1.0, f"{where}: canary_share"))

    def write(self) -> None:
        """Write `model.json` into the bundle's folder, which must be there; the file is replaced whole."""
        value = {"format": FORMAT, "name": self.name, "context": self.context, "kv_cache": self.kv_cache,
                 "canary_share": self.canary_share, "sampling": dataclasses.asdict(self.sampling),
                 "refining": dataclasses.asdict(self.refining), "pack": self.pack.to_json()}
        ModelBundle.of(value, self.folder, "this bundle")    # what would not be read back is not written
        file = self.folder / FILE
        next_file = file.with_name(FILE + ".next")
        next_file.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", "utf-8")
        os.replace(next_file, file)


def sampling_of(value: object, where: str) -> Sampling:
    """Sampling settings from a plain table that has every key. Raises BundleError naming the key."""
    fields = dataclasses.fields(Sampling)
    table = _table(value, {field.name for field in fields}, where)
    return Sampling(**{field.name: number(table[field.name], field.type, *_RANGES[field.name],
                                          f"{where}: {field.name}") for field in fields})


def number(value: object, kind: type, least: float, most: float, where: str) -> int | float:
    """The value as `kind` (int or float), once it is one and in range, both ends included. Raises BundleError."""
    fits = isinstance(value, int) or (kind is float and isinstance(value, float))
    if not fits or isinstance(value, bool) or not math.isfinite(value):
        raise BundleError(f"{where}: {shown(value)} is not {'a whole number' if kind is int else 'a number'}")
    if not least <= value <= most:
        raise BundleError(f"{where}: {shown(value)} is not between {least} and {most}")
    return kind(value)


def _table(value: object, keys: set[str], where: str) -> dict:
    """The value itself, once it is a dict of exactly these keys."""
    if not isinstance(value, dict):
        raise BundleError(f"{where}: {shown(value)} in the place of a table")
    for key in sorted(keys - value.keys()):
        raise BundleError(f"{where}: no {key}; make the model again with build.py model --force")
    for key in value.keys() - keys:
        raise BundleError(f"{where}: unknown key {shown(key)}")
    return value
