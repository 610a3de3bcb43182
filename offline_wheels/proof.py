"""Show that a wheels folder is complete: it installs for the target's Python where there is no network.

Promises: the wheels are taken from a copy whose file names have lost their `+`, as an upload to Kaggle loses it; they
are installed by the functions of `kernel/submission.py`, in a network namespace that has nothing but itself; no package
that another one wants is missing but those in `ABSENT`, each with its reason; and each environment imports what it is
for. Where this machine permits no such namespace the installation is made all the same, with uv told to be offline, and
the proof says that the network was not cut off. Leaves out: a run with a model (tests/test_proof.py), a GPU.
"""
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from offline_wheels import alone
from offline_wheels.kitwheel import ROOT
from offline_wheels.targets import MANIFEST, TARGETS

INSIDE = Path(__file__).resolve().parent / "inside.py"
SUBMISSION = ROOT / "kernel" / "submission.py"
# Lock -> package that others want and that is left out on purpose -> why.
ABSENT = {"serve-cpu": {
    "torchvision": "its CUDA build breaks transformers' import beside a CPU torch",
    "torchaudio": "as torchvision",
    "torchcodec": "as torchvision",
    "triton": "only a CUDA build of torch needs it",
    "intel-cmplr-lib-ur": "SYCL, which nothing here uses; only one of intel-openmp's wheels asks for it",
}}


class ProofFault(Exception):
    """The folder does not install, or lacks something. The first line says what; lines of output may follow."""


class NoInterpreter(Exception):
    """The target's Python is not here; one line says what to do."""


@dataclass(frozen=True)
class Installed:
    """One environment after its installation."""

    name: str
    interpreter: Path
    packages: int
    install_s: float
    disk_bytes: int
    says: str                          # its versions


@dataclass(frozen=True)
class Proof:
    """What was shown. `network` is None where it was cut off, else why it was not."""

    python: str
    environments: tuple[Installed, ...]
    network: str | None

    def __str__(self) -> str:
        lines = [f"{one.name}: {one.packages} packages in {one.install_s:.1f} s, {one.disk_bytes / 1e9:.2f} GB "
                 f"({one.says})" for one in self.environments]
        cut = "without a network" if self.network is None else f"offline, but with the network there: {self.network}"
        return "\n  ".join([f"proof: installs {cut}, for Python {self.python}, from names that lost their `+`", *lines])


def prove(wheels: Path, work: Path, *, python: Path, environ: Mapping[str, str]) -> Proof:
    """Install what is in `wheels` into the new folder `work` with the interpreter `python`, and look at it.

    `work` is left for whoever wants to use the environments. Raises ProofFault.
    """
    manifest = json.loads((wheels / MANIFEST).read_text())
    work.mkdir(parents=True)
    uploaded = work / "uploaded"
    uploaded.mkdir()
    for path in wheels.iterdir():
        if path.is_file():
            (uploaded / path.name.replace("+", "")).symlink_to(path.resolve())
    try:
        cut, network = alone.wrapper(), None
    except alone.NotPermitted as reason:
        cut, network = [], str(reason)
    kept = {name: value for name, value in environ.items() if not name.startswith(("PYTHON", "PIP_", "UV_"))}
    done = subprocess.run([*cut, python, "-I", INSIDE, SUBMISSION, uploaded, work], env=kept, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        raise ProofFault("\n    ".join([f"{wheels} does not install offline:", *done.stdout.strip().splitlines()[-8:]]))
    found = json.loads((work / "proof.json").read_text())
    return Proof(found["python"], tuple(_judged(manifest, name, one) for name, one in found["environments"].items()),
                 network)


def _judged(manifest: Mapping, name: str, found: Mapping) -> Installed:
    """Raises ProofFault where an environment lacks something or does not import what it is for."""
    absent = ABSENT.get(TARGETS[manifest["target"]].locks[name], {})
    lacking = [f"{package} wants {wanted}" for package, wanted in found["missing"]
               if re.split(r"[^A-Za-z0-9._-]", wanted)[0].lower().replace("_", "-") not in absent]
    if lacking:
        raise ProofFault(f"environment {name} installs, but lacks packages: {'; '.join(lacking)}")
    if found["status"]:
        raise ProofFault("\n    ".join([f"environment {name} installs, but does not import what it is for:",
                                        *found["says"].splitlines()[-8:]]))
    return Installed(name, Path(found["interpreter"]), len(manifest["environments"][name]["wheels"]),
                     found["install_s"], found["bytes"], found["says"].splitlines()[-1])


def interpreter(version: str, given: Path | None) -> Path:
    """An interpreter of a version such as "3.12": the one given, this one, or one on the PATH. Raises NoInterpreter."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    for candidate in [given] if given else [base, shutil.which(f"python{version}")]:
        if candidate and _version(candidate) == version:
            return Path(candidate)
    raise NoInterpreter(f"{given} is not Python {version}" if given else
                        f"the proof needs Python {version}, and there is none on the PATH; say where with --prove-with")


def _version(python: Path | str) -> str | None:
    """What an interpreter says it is; None where it does not run, as a pyenv shim of a version that is not set."""
    try:
        done = subprocess.run([python, "-I", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], text=True,
                              capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def prove_aside(wheels: Path, python: Path) -> Proof:
    """The proof beside the folder, on the same disk, with nothing left of it. Raises ProofFault."""
    work = wheels.resolve().with_name(wheels.name + ".proof")
    shutil.rmtree(work, ignore_errors=True)
    try:
        return prove(wheels, work, python=python, environ=os.environ)
    finally:
        shutil.rmtree(work, ignore_errors=True)
