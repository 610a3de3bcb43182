"""manifest.json: what a finished model was made from, and sha256 and size of each of its files.

Promises: it is written last, so a folder that has one is a whole model; `is_whole` costs a stat a file, `faults` reads
every byte. Leaves out: whether the model is any good (`verify.json`).
"""
import hashlib
import json
from pathlib import Path

from models.stages import STAMP, write_json

FILE = "manifest.json"
FORMAT = 1
CHUNK_BYTES = 16 << 20


def sha256_of(file: Path) -> str:
    """The sha256 of a file's content, in hex."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def write(folder: Path, made_from: dict, *, known: dict | None = None) -> None:
    """Write the manifest of a folder. `known`: the files of an earlier manifest whose content is known to be the same,
    which are not read again."""
    files = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in (FILE, STAMP):
            files[name] = (known or {}).get(name) or {"sha256": sha256_of(file), "bytes": file.stat().st_size}
    write_json(folder / FILE, {"format": FORMAT, "made_from": made_from, "files": files})


def read(folder: Path) -> dict | None:
    """The manifest of a folder; None where there is none that this kit reads."""
    try:
        value = json.loads((folder / FILE).read_text("utf-8"))
        return value if value["format"] == FORMAT and isinstance(value["files"], dict) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_whole(folder: Path, manifest: dict) -> bool:
    """Whether every file of the manifest is there in its size. Reads no content."""
    try:
        return all((folder / name).stat().st_size == entry["bytes"] for name, entry in manifest["files"].items())
    except OSError:
        return False


def faults(folder: Path) -> list[str]:
    """What is wrong with a folder by its manifest, one line a file: missing, of another content, or too many."""
    manifest = read(folder)
    if manifest is None:
        return [f"{folder / FILE}: missing, or not a manifest"]
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - {FILE, STAMP}
    found = [f"{name}: not in the manifest" for name in sorted(there - manifest["files"].keys())]
    for name, entry in manifest["files"].items():
        if name not in there:
            found.append(f"{name}: missing")
        elif sha256_of(folder / name) != entry["sha256"]:
            found.append(f"{name}: its content is not what it was")
    return found
