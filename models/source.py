"""The source: the checkpoint a model is made from, out of a folder, from the hub, or made here.

Promises: what `check` lets pass is a folder whose config.json and tensors are those the spec says, with a tokenizer; a
source on the hub is taken at one commit, and a fetch that was interrupted goes on. Leaves out: whether the weights are
any good.
"""
import dataclasses
import hashlib
import json
from pathlib import Path

from models.spec import Shape, Spec
from models.stages import Say, stage
from models.tensors import CheckpointError, headers, source_faults

FETCHED = ["*.safetensors", "*.safetensors.index.json", "config.json", "generation_config.json", "tokenizer*",
           "vocab.json", "merges.txt", "special_tokens_map.json", "added_tokens.json", "chat_template*", "LICENSE*"]
HERE = Path(__file__).resolve().parent


class SourceError(Exception):
    """A source cannot be used. One line: which, what is wrong, what would be right."""


class FetchFailed(Exception):
    """A source could not be fetched whole. One line. The same command goes on where it was."""


@dataclasses.dataclass(frozen=True)
class Source:
    """Where a model's source is: one of `folder`, `hub` (with `revision` as it was asked for) and `made`."""

    folder: Path | None = None
    hub: str | None = None
    revision: str | None = None
    made: str | None = None

    def stamp(self, spec: Spec, pack: dict) -> dict:
        """What the source's content depends on, as plain JSON; known without reading or fetching it."""
        if self.folder is not None:
            files = sorted({file for pattern in FETCHED for file in self.folder.glob(pattern)})
            return {"files": [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]}
        if self.hub is not None:
            return {"hub": self.hub, "revision": self.revision}
        maker = b"".join(file.read_bytes() for file in sorted((HERE / self.made).glob("*.py")))
        return {"made": self.made, "seed": spec.source.seed, "shape": dataclasses.asdict(spec.shape),
                "pack": pack, "maker": hashlib.sha256(maker).hexdigest()}


def source_of(spec: Spec, given: str | None, revision: str | None) -> Source:
    """The source that the spec names, or the one that was given instead. Raises SourceError."""
    if given is not None and (Path(given).is_dir() or given.startswith((".", "/")) or given.count("/") != 1):
        if revision:
            raise SourceError(f"{given}: a folder has no revision; --revision belongs to a source on the hub")
        if not (Path(given) / "config.json").is_file():
            raise SourceError(f"{given}: no config.json there; a folder with a checkpoint is right, or owner/name on "
                              f"the hub")
        return Source(folder=Path(given).resolve())
    hub = given or spec.source.hub
    if hub is None:
        if revision:
            raise SourceError(f"{spec.name} is made here; --revision belongs to a source on the hub")
        return Source(made=spec.source.made)
    revision = revision or (spec.source.revision if hub == spec.source.hub else None)
    if revision is None:
        raise SourceError(f"which commit of {hub}? Give --revision COMMIT (they stand at https://huggingface.co/{hub}/"
                          f"commits/main), or --revision main for the newest; its commit is then printed and recorded")
    return Source(hub=hub, revision=revision)


def obtain(source: Source, spec: Spec, pack: dict, work: Path, say: Say) -> tuple[Path, dict]:
    """The folder with the source, and what is recorded of it. Raises FetchFailed."""
    if source.folder is not None:
        return source.folder, {"folder": source.folder.name}
    if source.hub is not None:
        return _fetched(source.hub, source.revision, say)
    made = stage(work / "source", source.stamp(spec, pack), f"make the source ({source.made})",
                 lambda folder: _make(source.made, spec, folder, say), say)
    return made, {"made": source.made, "seed": spec.source.seed}


def _make(which: str, spec: Spec, folder: Path, say: Say) -> None:
    from models import tiny

    sizes = {key: value for key, value in dataclasses.asdict(spec.shape).items() if key != "architecture"}
    tiny.make(folder, seed=spec.source.seed, budget_s=spec.source.budget_s, say=say, shape=tiny.Shape(**sizes))


def _fetched(hub: str, revision: str, say: Say) -> tuple[Path, dict]:
    """The hub's files at one commit, in the hub client's own cache. Raises FetchFailed."""
    import httpx
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        commit = revision
        if len(revision) != 40 or set(revision) - set("0123456789abcdef"):
            commit = HfApi().model_info(hub, revision=revision).sha
            say(f"{hub} at {revision} is commit {commit}")
        folder = Path(snapshot_download(hub, revision=commit, allow_patterns=FETCHED))
    except LocalEntryNotFoundError:
        raise FetchFailed(f"{hub}: the hub cannot be reached, and the files are not here; give --source DIR, or again "
                          f"where there is a network") from None
    except (HfHubHTTPError, HFValidationError, httpx.HTTPError, OSError) as error:
        why = str(error).strip().splitlines() or [type(error).__name__]
        raise FetchFailed(f"{hub} at {revision}: {why[0]}; the same command goes on") from None
    return folder, {"hub": hub, "commit": commit}


def check(folder: Path, shape: Shape) -> None:
    """Raises SourceError for a source that is not what the spec says."""
    config = _config(folder)
    wanted = {"architectures": [shape.architecture], "num_hidden_layers": shape.layers, "hidden_size": shape.hidden,
              "intermediate_size": shape.intermediate, "num_attention_heads": shape.heads,
              "num_key_value_heads": shape.kv_heads, "vocab_size": shape.vocabulary}
    for key, value in wanted.items():
        if config.get(key) != value:
            raise SourceError(f"{folder / 'config.json'}: {key} {config.get(key)!r}, the spec says {value!r}")
    head_size = config.get("head_dim") or shape.hidden // shape.heads
    if head_size != shape.head_size:
        raise SourceError(f"{folder / 'config.json'}: heads of {head_size}, the spec says {shape.head_size}")
    if config.get("max_position_embeddings", 0) < shape.positions:
        raise SourceError(f"{folder / 'config.json'}: made for fewer positions than the spec says")
    if config.get("tie_word_embeddings"):
        raise SourceError(f"{folder / 'config.json'}: the output head is the embedding; a head of its own is right")
    if "quantization_config" in config:
        raise SourceError(f"{folder / 'config.json'}: quantized already; the original weights are right")
    if not (folder / "tokenizer.json").is_file():
        raise SourceError(f"{folder}: no tokenizer.json")
    try:
        if found := source_faults(headers(folder), shape):
            raise SourceError(f"{folder}: {found[0]}" + (f" (and {len(found) - 1} more)" if found[1:] else ""))
    except CheckpointError as error:
        raise SourceError(str(error)) from None


def _config(folder: Path) -> dict:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{folder / 'config.json'}: {error}") from None
    if not isinstance(config, dict):
        raise SourceError(f"{folder / 'config.json'}: not a table")
    return config


