"""What a bench of the language model finds on its machine: GPUs, cores, an interpreter that has vLLM."""
import os
import sys
from pathlib import Path

from kernel import gpus
from offline_wheels import environments

ROOT = Path(__file__).resolve().parents[3]


class NotHere(Exception):
    """Something that the bench needs is missing. One line: what, and how to get it."""


def gpu() -> str | None:
    """The first GPU that may be used, as CUDA_VISIBLE_DEVICES names it."""
    return next(iter(gpus.visible(os.environ)), None)


def serving_python(given: Path | None, on_gpu: bool) -> Path:
    """The interpreter given, or that of the environment that a dry run would take, made first if it is missing.
    Raises NotHere."""
    if given is not None:
        if not os.access(given, os.X_OK):
            raise NotHere(f"--serve-with {given}: no interpreter there")
        return given.absolute()            # not resolved: an environment's interpreter is a link
    name = "kaggle" if on_gpu else "serve-cpu"
    try:
        return environments.ensure(environments.named(name, ROOT), environ=os.environ, stream=sys.stderr)
    except environments.EnvironmentFault as error:
        raise NotHere(str(error)) from None


def kept(bench: str) -> Path:
    """A folder for what is worth keeping when a bench has ended: logs, and what vLLM compiled."""
    folder = ROOT / "runs" / f"bench-{bench}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def split(cores: list[int]) -> tuple[list[int], list[int]]:
    """The cores of a server on the CPU, and those of whoever asks it: halves that do not meet, so that the two are
    measured and not their quarrel. A lone core they have to share."""
    if len(cores) < 2:
        return list(cores), list(cores)
    half = len(cores) // 2
    return cores[:half], cores[half:]
