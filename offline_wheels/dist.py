"""The folder that goes to Kaggle, `dist/`: where its parts lie, and `bundle.json`, which ties them together.

    wheels/    arc-kit-wheels.json, wheels, requirement files, dataset-metadata.json        -> a dataset
    model/     links to a model's files, model-metadata.json, model-instance-metadata.json  -> a model
    kernel/    submission.py, kernel-metadata.json                                          -> a kernel
    bundle.json     which parts belong together, by sha256; written last
    pushed.json     what Kaggle has of it, and .uploads/, what was cut off (`offline_wheels.push`)

Promises: a bundle that was read has every field; files are replaced whole, and only where their content changes.
Leaves out: how a bundle is made (`offline_wheels.bundle`) and whether it may leave (`offline_wheels.checks`). Standard
library only.
"""
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from offline_wheels.naming import Names
from offline_wheels.targets import MANIFEST

FORMAT = 1
OUT = Path("dist")
FILE = "bundle.json"
WHEELS_MANIFEST = MANIFEST
MODEL_MANIFEST = "manifest.json"
DATASET_METADATA = "dataset-metadata.json"
MODEL_METADATA = "model-metadata.json"
INSTANCE_METADATA = "model-instance-metadata.json"
KERNEL_METADATA = "kernel-metadata.json"
CODE_FILE = "submission.py"


class DistFault(Exception):
    """A bundle cannot be read or made. One line: what is wrong and what would be right."""


@dataclass(frozen=True)
class Bundle:
    """A bundle as `bundle.json` describes it. `stamp` is what the kernel's file says of the parts."""

    folder: Path
    names: Names
    stamp: dict
    licence: str | None                # of the model
    sources: str                       # sha256 of the kernel's file before it was stamped, and of the kit inside it

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def model(self) -> Path:
        return self.folder / "model"

    @property
    def kernel(self) -> Path:
        return self.folder / "kernel"

    @property
    def model_version(self) -> int | None:
        """The number in the model's five-part source."""
        return int(self.stamp["model"]["source"].rpartition("/")[2]) if self.stamp["model"] else None

    @classmethod
    def read(cls, folder: Path) -> "Bundle":
        """The bundle in a folder. Raises DistFault."""
        file = folder / FILE
        try:
            value = json.loads(file.read_text("utf-8"))
            if value["format"] != FORMAT:
                raise DistFault(f"{file}: format {value['format']!r}, and this kit reads {FORMAT}; make it again with "
                                "build.py bundle")
            return cls(folder=folder, names=Names(**value["names"]), stamp=value["stamp"], licence=value["licence"],
                       sources=value["sources"])
        except OSError as error:
            raise DistFault(f"{file}: {error.strerror}; make a bundle first: build.py bundle --owner NAME") from None
        except (ValueError, KeyError, TypeError):
            raise DistFault(f"{file}: not a bundle's manifest; make it again with build.py bundle") from None

    def write(self) -> None:
        """Write `bundle.json`."""
        put_json(self.folder / FILE, {"format": FORMAT, "names": vars(self.names), "stamp": self.stamp,
                                      "licence": self.licence, "sources": self.sources})


def read_json(file: Path) -> dict:
    """A file's JSON object. Raises DistFault."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise DistFault(f"{file}: {error.strerror}") from None
    except ValueError:
        raise DistFault(f"{file}: not JSON") from None
    if not isinstance(value, dict):
        raise DistFault(f"{file}: not a JSON object")
    return value


def put(file: Path, text: str) -> bool:
    """Make the file's content this text, in one step; False when it was so already, and nothing was written."""
    content = text.encode()
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(content)
    os.replace(draft, file)
    return True


def put_json(file: Path, value: dict) -> bool:
    """The same for a JSON object."""
    return put(file, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def sha256_of(file: Path) -> str:
    """The sha256 of a file's content, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
