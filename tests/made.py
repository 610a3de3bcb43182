"""Parts that take minutes to make, made once for all tests and for the next time: environments, the
stand-in model and wheels.

They are made by the commands that a user would type, and stay (`.envs/`, `models/built/`, `runs/wheels-TARGET`): the
first test that needs one waits for it, and the others wait for that test.
"""
import fcntl
import functools
import os
import subprocess
import sys
from pathlib import Path

from offline_wheels import environments

ROOT = Path(__file__).resolve().parent.parent
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable


@functools.cache
def serve_python() -> Path:
    """The interpreter of the environment that serves models on a CPU."""
    return _environment("serve-cpu")


@functools.cache
def quantize_python() -> Path:
    """The interpreter of the environment that makes models."""
    return _environment("quantize")


@functools.cache
def push_python() -> Path:
    """The interpreter of the environment that has Kaggle's own client."""
    return _environment("push")


@functools.cache
def tiny_model() -> Path:
    """The stand-in, made by `build.py model --spec models/tiny.toml`: about five minutes on two idle cores."""
    quantize_python()
    (ROOT / "runs").mkdir(exist_ok=True)
    with open(ROOT / "runs" / "tests.lock", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        done = subprocess.run([BASE_PYTHON, "build.py", "model", "--spec", "models/tiny.toml"], cwd=ROOT, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, f"the stand-in could not be made:\n{done.stdout[-4000:]}"
    return ROOT / "models" / "built" / "tiny"


@functools.cache
def wheels(target: str) -> Path:
    """The wheels folder of a target, for the Python that runs the tests, made by `build.py wheels`. It holds the kit as
    it is now; `none` takes half a minute the first time, `cpu` some minutes, both a few seconds later."""
    out = ROOT / "runs" / f"wheels-{target}"
    done = subprocess.run([BASE_PYTHON, "build.py", "wheels", "--target", target, "--out", out, "--python",
                           f"{sys.version_info.major}.{sys.version_info.minor}"], cwd=ROOT, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert done.returncode == 0, f"the wheels of target {target} could not be made:\n{done.stdout[-4000:]}"
    return out


def _environment(name: str) -> Path:
    return environments.ensure(environments.named(name, ROOT), environ=os.environ, stream=sys.stderr)
