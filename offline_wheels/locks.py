"""Make lock files: `offline_wheels/inputs/NAME.in` -> `offline_wheels/locks/NAME.txt`, for every platform, with hashes.

Promises: a lock holds exact versions and hashes and nothing about the machine that made it (no index, no host, no
path); it is written whole or not at all; every package in it has a wheel for each Python and machine that it is for, so
that nobody needs a compiler. Its head has the digest of its inputs, so that a test sees when it was left behind.
Leaves out: installing (`offline_wheels.environments`). Runs in the environment `tools`, which has uv.

An input file may say more than packages, in lines of its own (see `Directives`):

    #: for 3.11 3.12 x86_64               the Pythons and machines it is for; without the line: `PYTHONS` on `MACHINES`
    #: uv --no-emit-package torchvision   further options of `uv pip compile`
    #: local torch==2.13.0 sha256:...     a build that is not on PyPI, for where pip has it at hand: NAME.local.txt
    #: beside-cuda nvidia-* triton        packages that only a CUDA build of torch needs: NAME.cuda.txt
"""
import argparse
import fnmatch
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHONS = ("3.11", "3.12", "3.13")
MACHINES = ("x86_64", "aarch64")
GLIBC = "manylinux_2_28"               # of a machine that is named without one
DIGEST_LINE = "# inputs sha256: "


class LockFault(Exception):
    """A lock cannot be made; the message says which and why."""


@dataclass(frozen=True)
class Directives:
    """What the `#:` lines of an input file ask for."""

    pythons: tuple[str, ...] = PYTHONS
    platforms: tuple[str, ...] = tuple(f"{machine}-{GLIBC}" for machine in MACHINES)
    uv: tuple[str, ...] = ()
    local: tuple[tuple[str, str], ...] = ()        # (name==version, sha256:...)
    beside_cuda: tuple[str, ...] = ()              # patterns of names

    @classmethod
    def read(cls, text: str) -> "Directives":
        """Those of an input file's text. Raises LockFault for a line that says nothing known."""
        said: dict[str, list[str]] = {"for": [], "uv": [], "local": [], "beside-cuda": []}
        for line in re.findall(r"^#:(.*)$", text, re.MULTILINE):
            word, *rest = line.split()
            if word not in said:
                raise LockFault(f"a line begins with `#: {word}`; known are: {', '.join(said)}")
            said[word] += rest
        machines = [word for word in said["for"] if not word.startswith("3.")] or MACHINES
        return cls(pythons=tuple(word for word in said["for"] if word.startswith("3.")) or PYTHONS,
                   platforms=tuple(word if "-" in word else f"{word}-{GLIBC}" for word in machines),
                   uv=tuple(said["uv"]), local=tuple(zip(said["local"][::2], said["local"][1::2], strict=True)),
                   beside_cuda=tuple(said["beside-cuda"]))

    @property
    def narrow(self) -> tuple[str, ...]:
        """How uv is told what the lock is for: one place exactly, or every place from the oldest Python on."""
        if len(self.pythons) == len(self.platforms) == 1:
            return "--python-version", self.pythons[0], "--python-platform", self.platforms[0]
        return "--universal", "--fork-strategy", "fewest", "--python-version", self.pythons[0]


def lock_parser() -> argparse.ArgumentParser:
    """The command line of `build.py lock`."""
    parser = argparse.ArgumentParser(
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Make the lock files of the environments anew, from offline_wheels/inputs/NAME.in.\n"
                    "Each pins exact versions with hashes for every platform; needs the network, takes some seconds.\n"
                    "Versions that still fit are kept; --upgrade takes the newest.",
        epilog="example:\n  python3 build.py lock core test\n\n"
               "exit status: 0 made; 1 a package cannot be resolved or has no wheel; 2 a name without an input file")
    parser.add_argument("names", metavar="NAME", nargs="*", type=_known,
                        help=f"environments to lock, in this order (all: {' '.join(names())})")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions, not those that still fit")
    return parser


def _known(name: str) -> str:
    if name not in names():
        raise argparse.ArgumentTypeError(f"no input file for {name!r}; there are: {', '.join(names())}")
    return name


def names() -> list[str]:
    """The environments that have an input file; core first, since others take its versions."""
    return sorted((path.stem for path in (HERE / "inputs").glob("*.in")), key=lambda name: (name != "core", name))


def inputs_digest(name: str) -> str:
    """The sha256 of an input file and of the files it includes (`-r`), takes versions from (`-c`) or overrides by."""
    digest, waiting, seen = hashlib.sha256(), [HERE / "inputs" / f"{name}.in"], set()
    while waiting:
        path = waiting.pop().resolve()
        if path in seen:
            continue
        seen.add(path)
        text = path.read_text()
        digest.update(text.encode() + b"\0")
        named = re.findall(r"^(?:-r|-c|#: uv .*--override) (\S+)", text, re.MULTILINE)
        waiting += [path.parent / other for other in named]
    return digest.hexdigest()


def make(name: str, *, upgrade: bool) -> None:
    """Resolve one environment, check its wheels, and replace its lock files. Raises LockFault."""
    asked = Directives.read((HERE / "inputs" / f"{name}.in").read_text())
    target = HERE / "locks" / f"{name}.txt"
    beside, local = target.with_suffix(".cuda.txt"), target.with_suffix(".local.txt")
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "lock.txt"
        if target.exists() and not upgrade:         # uv keeps the versions that it finds in its output file
            draft.write_text(target.read_text() + (beside.read_text() if beside.exists() else ""))
        _uv(name, ["pip", "compile", f"{name}.in", "--output-file", str(draft), *asked.narrow, "--generate-hashes",
                   "--only-binary", ":all:", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet",
                   *asked.uv, *(["--upgrade"] if upgrade else [])])
        for python in asked.pythons:
            for platform in asked.platforms:
                _uv(name, ["pip", "install", "--dry-run", "--quiet", "--target", folder, "--python-version", python,
                           "--python-platform", platform, "--only-binary", ":all:", "--no-deps", "--require-hashes",
                           "--requirement", str(draft)])
        everywhere, with_cuda = _split(draft.read_text(), asked.beside_cuda)
    for pin, _ in asked.local:
        if not re.search(rf"^{re.escape(pin)}\s", everywhere, re.MULTILINE):
            raise LockFault(f"cannot lock {name}: {pin} is to be had locally, and the lock has another version")
    _write(beside, name, with_cuda)
    _write(local, name, "".join(f"{pin} \\\n    --hash={digest}\n" for pin, digest in asked.local))
    _write(target, name, everywhere)                # last: its head says whether both are up to date
    print(f"{target.relative_to(HERE.parent)}: {len(_packages(everywhere))} packages"
          + (f" and {len(_packages(with_cuda))} beside a CUDA build of torch" if with_cuda else "")
          + f", with wheels for Python {', '.join(asked.pythons)} on {', '.join(asked.platforms)}")


def _packages(text: str) -> list[str]:
    """A lock's entries, each with the lines that belong to it."""
    return re.findall(r"^[A-Za-z0-9].*(?:\n[ \t].*)*\n", text, re.MULTILINE)


def _split(text: str, patterns: tuple[str, ...]) -> tuple[str, str]:
    """A lock without the packages of these names, and those."""
    there = [entry for entry in _packages(text)
             if any(fnmatch.fnmatch(re.split("[=<>; ]", entry)[0], pattern) for pattern in patterns)]
    for entry in there:
        text = text.replace(entry, "", 1)
    return text, "".join(there)


def _write(target: Path, name: str, text: str) -> None:
    """Replace a lock file; one with nothing in it is removed."""
    if not text:
        target.unlink(missing_ok=True)
        return
    head = f"# Made by `python3 build.py lock {name}` from ../inputs/{name}.in; change that file, not this one.\n"
    finished = target.with_suffix(".draft")
    finished.write_text(f"{head}{DIGEST_LINE}{inputs_digest(name)}\n{text}")
    os.replace(finished, target)


def _uv(name: str, arguments: list[str]) -> None:
    # The system's certificates, as pip takes them: behind a proxy of its own they are the ones that count.
    command = [sys.executable, "-m", "uv", "--no-config", "--system-certs", *arguments]
    done = subprocess.run(command, cwd=HERE / "inputs", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise LockFault(f"cannot lock {name} (uv {' '.join(arguments[:2])}):\n{done.stderr.rstrip()}")


def main(arguments: list[str]) -> int:
    chosen = lock_parser().parse_args(arguments)
    try:
        for name in chosen.names or names():
            make(name, upgrade=chosen.upgrade)
    except LockFault as fault:
        print(f"build.py lock: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
