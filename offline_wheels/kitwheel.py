"""The kit's own wheel: `kernel` and `classifier` with its trained model, as pyproject.toml says.

Promises: the same sources give the same file; its version ends in a digest of them (`0.1.0+s1f3a...`), so that a run on
Kaggle says which kit it is, and nothing is left in the source tree. Leaves out: what the wheel needs (core.txt).
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("kernel", "classifier")
HEAD = ("pyproject.toml", "LICENSE")
SUFFIXES = (".py", ".html", ".css", ".js", ".json", ".toml", ".md", ".joblib")     # as package-data in pyproject.toml
EPOCH = "315532800"                    # 1980-01-01, the oldest time that a zip file can hold
BUILD = "import sys; from setuptools.build_meta import build_wheel; print(build_wheel(sys.argv[1]))"


class KitWheelFault(Exception):
    """The kit's wheel cannot be built; the message says why."""


def sources() -> list[Path]:
    """The files that make the wheel, relative to the repository's root, sorted."""
    found = [path.relative_to(ROOT) for part in PARTS for path in (ROOT / part).rglob("*")
             if path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts]
    return sorted([*found, *map(Path, HEAD)])


def plain_version() -> str:
    """The kit's version as pyproject.toml has it."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def kit_wheel(out: Path, *, tools: Path | None = None) -> Path:
    """Build the wheel into the folder `out` and return its path; a file that is the same already is left untouched.

    `tools`: an interpreter that has setuptools 77 or newer (default: this one). Raises KitWheelFault.
    """
    digest, version = hashlib.sha256(), plain_version()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stage, made = Path(folder) / "stage", Path(folder) / "made"
        made.mkdir()
        for path in sources():
            content = (ROOT / path).read_bytes()
            digest.update(f"{path}\0{len(content)}\0".encode() + content)
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(content)
            (stage / path).chmod(0o644)
        project = stage / "pyproject.toml"
        stamped = f'version = "{version}+s{digest.hexdigest()[:8]}"'
        project.write_text(project.read_text().replace(f'version = "{version}"', stamped, 1))
        environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run([tools or sys.executable, "-c", BUILD, made], cwd=stage, text=True, capture_output=True,
                              stdin=subprocess.DEVNULL, env=environ | {"SOURCE_DATE_EPOCH": EPOCH})
        if done.returncode:
            raise KitWheelFault(f"the kit's own wheel cannot be built: {done.stderr.strip().splitlines()[-1]}")
        wheel = made / done.stdout.split()[-1]
        target = out / wheel.name
        if not target.exists() or target.read_bytes() != wheel.read_bytes():
            draft = target.with_suffix(".draft")
            shutil.copyfile(wheel, draft)
            os.replace(draft, target)
    return target
