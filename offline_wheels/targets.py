"""What a wheels folder can be for, and the command line of `build.py wheels`: help before any environment exists.

Promises: `TARGETS` is the only list of them; for which Pythons and machines a target can be made is read from the input
files of its locks, where it is said once. Leaves out: making the folder (`offline_wheels.wheelhouse`). Standard library
only.
"""
import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

from offline_wheels.locks import HERE, Directives

MACHINE = "x86_64"                     # Kaggle's
OUT = Path("dist") / "wheels"
MANIFEST = "arc-kit-wheels.json"       # also the marker by which the kernel finds the folder
MOST_JOBS = 32


@dataclass(frozen=True)
class Target:
    """One kind of wheels folder: its environments are lock files, `kernel` for the run, `serve` for model servers."""

    name: str
    summary: str
    device: str                        # what model servers run on: cuda or cpu
    serve: str | None                  # the lock of the servers' environment; None: there are no servers
    python: str | None                 # None: the Python that makes the folder
    disk_gb: float                     # the finished folder, measured; cpu with the CPU build of torch
    proof_gb: float                    # its environments, which a proof makes and removes, measured
    kernel: str = "core"

    @property
    def locks(self) -> dict[str, str]:
        """Environment -> name of its lock."""
        return {"kernel": self.kernel} | ({"serve": self.serve} if self.serve else {})

    @property
    def pythons(self) -> tuple[str, ...]:
        """The Pythons that all its locks are for, such as ("3.11", "3.12")."""
        first, *others = (directives(lock).pythons for lock in self.locks.values())
        return tuple(python for python in first if all(python in other for other in others))

    @property
    def platform(self) -> str:
        """The machine and the oldest glibc that the servers' lock (without servers, the kernel's) is for."""
        found = directives(self.serve or self.kernel).platforms
        return next(platform for platform in found if platform.startswith(f"{MACHINE}-"))


TARGETS = {target.name: target for target in (
    Target("kaggle", "4 x L4, any driver for CUDA 12.8", "cuda", "kaggle", "3.12", 5.4, 11.5),
    Target("kaggle-cu13", "4 x L4, drivers of 580 and up (a saved version's log states the driver)", "cuda",
           "kaggle-cu13", "3.12", 4.2, 9.3),
    Target("cpu", "model servers on the CPU: to try the whole way on a laptop, and for tests", "cpu", "serve-cpu", None,
           0.8, 2.7),
    Target("none", "no model servers: the search engine alone", "cpu", None, "3.12", 0.15, 0.5),
)}


def directives(lock: str) -> Directives:
    return Directives.read((HERE / "inputs" / f"{lock}.in").read_text())


def python_for(target: Target, asked: str | None) -> str:
    """The Python that the folder is made for, such as "3.12". Raises ValueError where the locks are not for it."""
    python = asked or target.python or f"{sys.version_info.major}.{sys.version_info.minor}"
    if python not in target.pythons:
        raise ValueError(f"target {target.name} is locked for Python {', '.join(target.pythons)}, not {python}"
                         + ("" if asked else "; say which with --python"))
    return python


class _Parser(argparse.ArgumentParser):
    """argparse that also refuses a Python which the target's locks do not know."""

    def parse_args(self, *given, **more):
        chosen = super().parse_args(*given, **more)
        try:
            python_for(TARGETS[chosen.target], chosen.python)
        except ValueError as error:
            self.error(str(error))
        if chosen.prove_with and not chosen.prove:
            self.error("--prove-with goes with --prove")
        return chosen


def _jobs(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= MOST_JOBS):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST_JOBS}")
    return int(text)


def wheels_parser(prog: str = "build.py wheels") -> argparse.ArgumentParser:
    """The command line of `build.py wheels`: target, python, out, jobs, prove, prove_with."""
    listed = "\n".join(f"  {target.name:<12} {target.summary}; {target.disk_gb:g} GB" for target in TARGETS.values())
    parser = _Parser(prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter, description="""\
Fetch every wheel that a run on Kaggle installs, in parallel, each checked against the hash in its lock; add the kit's
own wheel and uv's; write a manifest. A wheel that is there already is kept, a damaged one is fetched again, and what
does not belong to the set is removed. Source distributions are refused.""", epilog=f"""\
targets:
{listed}

writes: OUT/ with the wheels, kernel.txt and serve.txt (what is installed into the two environments, with hashes), and
arc-kit-wheels.json (true names, sizes and sha256), written last. pip keeps what it fetched in its own cache as well;
PIP_NO_CACHE_DIR=1 saves that disk.

examples:
  python3 build.py wheels                          what a scored run on Kaggle needs
  python3 build.py wheels --target cpu --prove     on a laptop, and shown to install without a network

exit status: 0 made (and proven); 1 a wheel is not to be had, or the proof failed: the same command goes on where it
was; 2 refused before anything was fetched; 130 interrupted""")
    parser.add_argument("--target", choices=TARGETS, default="kaggle", help="what to make it for (default: kaggle)")
    parser.add_argument("--python", metavar="X.Y",
                        help="for this Python (default: 3.12; for cpu, the one that runs this)")
    parser.add_argument("--out", metavar="DIR", type=Path, default=OUT, help=f"where it goes (default: {OUT})")
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=8, help="wheels fetched at a time (default: 8)")
    parser.add_argument("--prove", action="store_true",
                        help="then install it in a namespace without a network, from names that lost their `+`")
    parser.add_argument("--prove-with", metavar="PYTHON", type=Path,
                        help="the interpreter for the proof (default: one of the target's version on the PATH)")
    return parser
