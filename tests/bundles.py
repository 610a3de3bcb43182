"""A small bundle for tests, of the same make as a real one: wheels and a model of some hundred kilobytes."""
import hashlib
import json
import zipfile
from pathlib import Path

from offline_wheels import bundle as bundling
from offline_wheels import dist
from offline_wheels.dist import Bundle
from offline_wheels.naming import Names

ROOT = Path(__file__).resolve().parent.parent
KIT_WHEEL = "arc_submission_kit-0.1.0+s0123abcd-py3-none-any.whl"
TORCH = "torch-2.10.0+cu128-cp312-cp312-manylinux_2_28_x86_64.whl"
MADE = "2026-11-01T00:00:00Z"
SHARD_BYTES = 300_000


def entry(file: Path, key: str) -> dict:
    return {key: file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}


def wheels(folder: Path, *, target: str = "kaggle", content: bytes = b"torch") -> Path:
    """A wheels folder as `build.py wheels` leaves it, with two wheels that have a plus sign in their names."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / KIT_WHEEL, "w") as wheel:
        wheel.writestr("kernel/__init__.py", '"""What runs inside the twelve hours."""\n')
    (folder / TORCH).write_bytes(content * 10_000)
    (folder / "kernel.txt").write_text("arc-submission-kit==0.1.0+s0123abcd --hash=sha256:00\n")
    files = [{"name": file.name, **entry(file, "size")} for file in sorted(folder.iterdir())
             if file.name not in (dist.WHEELS_MANIFEST, dist.DATASET_METADATA)]
    manifest = {"format": 1, "kit": "0.1.0", "target": target, "device": "cuda" if target.startswith("k") else "cpu",
                "python": "3.12", "made_utc": MADE, "environments": {}, "kit_wheel": KIT_WHEEL, "uv_wheel": None,
                "files": files}
    (folder / dist.WHEELS_MANIFEST).write_text(json.dumps(manifest, indent=1))
    return folder


def model(folder: Path, *, name: str = "tiny", weights: bytes = b"w") -> Path:
    """A model's folder as `build.py model` leaves it, without a model in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(json.dumps({"format": 1, "name": name}))
    (folder / "model-00001-of-00001.safetensors").write_bytes(weights * SHARD_BYTES)
    files = {file.name: entry(file, "bytes") for file in sorted(folder.iterdir()) if file.name != dist.MODEL_MANIFEST}
    (folder / dist.MODEL_MANIFEST).write_text(json.dumps({"format": 1, "made_from": {}, "files": files}))
    return folder


def order(folder: Path, **changes) -> bundling.Order:
    """What `bundle` is asked for: everything for `someone`, with the model beside the bundle."""
    names = Names(**{"owner": "someone", "model": "tiny"} | changes.pop("names", {}))
    usual = {"names": names, "target": "kaggle", "out": folder / "dist", "model": folder / "built"}
    return bundling.Order(**usual | changes)


def small(folder: Path) -> Bundle:
    """A whole bundle in `folder/dist`, of the repository's own kernel file and sources."""
    wheels(folder / "dist" / "wheels")
    model(folder / "built")
    return bundling.assemble(order(folder))
