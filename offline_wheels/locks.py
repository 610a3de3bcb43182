"""Make lock files: `offline_wheels/inputs/NAME.in` -> `offline_wheels/locks/NAME.txt`, for every platform, with hashes.

Promises: a lock holds exact versions and hashes and nothing about the machine that made it (no index, no host, no
path); it is written whole or not at all; and every package in it has a wheel for each Python and machine in `TARGETS`,
so that nobody needs a compiler. Its head has the digest of its inputs, so that a test sees a lock that was left behind.
Leaves out: installing (`offline_wheels.environments`). Runs in the environment `tools`, which has uv.
"""
import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
TARGETS = tuple((python, platform) for python in PYTHONS for platform in PLATFORMS)
DIGEST_LINE = "# inputs sha256: "


class LockFault(Exception):
    """A lock cannot be made; the message says which and why."""


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
    """The sha256 of an input file and of the files it includes (`-r`) or takes versions from (`-c`)."""
    digest, waiting, seen = hashlib.sha256(), [HERE / "inputs" / f"{name}.in"], set()
    while waiting:
        path = waiting.pop().resolve()
        if path in seen:
            continue
        seen.add(path)
        text = path.read_text()
        digest.update(text.encode() + b"\0")
        waiting += [path.parent / line.split()[1] for line in text.splitlines() if line.startswith(("-r ", "-c "))]
    return digest.hexdigest()


def make(name: str, *, upgrade: bool) -> None:
    """Resolve one environment, check its wheels, and replace its lock file. Raises LockFault."""
    target = HERE / "locks" / f"{name}.txt"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "lock.txt"
        if target.exists() and not upgrade:
            draft.write_text(target.read_text())    # uv keeps the versions that it finds in its output file
        _uv(name, ["pip", "compile", f"{name}.in", "--output-file", str(draft), "--universal", "--generate-hashes",
                   "--python-version", PYTHONS[0], "--fork-strategy", "fewest", "--only-binary", ":all:", "--no-header",
                   "--no-emit-index-url", "--no-emit-find-links", "--quiet", *(["--upgrade"] if upgrade else [])])
        for python, platform in TARGETS:
            _uv(name, ["pip", "install", "--dry-run", "--quiet", "--target", folder, "--python-version", python,
                       "--python-platform", platform, "--only-binary", ":all:", "--no-deps", "--require-hashes",
                       "--requirement", str(draft)])
        head = f"# Made by `python3 build.py lock {name}` from ../inputs/{name}.in; change that file, not this one.\n"
        finished = target.with_suffix(".draft")
        finished.write_text(f"{head}{DIGEST_LINE}{inputs_digest(name)}\n{draft.read_text()}")
    os.replace(finished, target)
    count = sum("==" in line and not line.startswith((" ", "#")) for line in target.read_text().splitlines())
    print(f"{target.relative_to(HERE.parent)}: {count} packages, with wheels for Python {', '.join(PYTHONS)}")


def _uv(name: str, arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "uv", "--no-config", *arguments], cwd=HERE / "inputs",
                          stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
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
