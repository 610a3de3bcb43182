"""The lock files are what `build.py lock` makes of the input files that stand there. Asks the package index."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from offline_wheels import environments, locks

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_S = 280
OFFLINE = ("dns error", "error sending request", "Connection refused", "timed out", "Network is unreachable")


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the inputs and the locks, in which the command can write."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "offline_wheels", folder / "offline_wheels", ignore=shutil.ignore_patterns("__pycache__"))
    return folder / "offline_wheels" / "locks"


def entries(text: str) -> dict[str, set[str]]:
    """Each requirement of a lock, with its marker -> its hashes."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE))
    return {line.partition(" --hash")[0].strip(): set(re.findall(r"--hash=(\S+)", line)) for line in text.splitlines()}


@pytest.mark.parametrize("name", locks.names())
def test_a_lock_is_what_the_command_makes(copy, name):
    """Same packages, versions and markers, and no hash that the index does not have. It may have more: files are added
    to old versions as new Pythons come out."""
    tools = environments.ensure(environments.named("tools", ROOT), environ=os.environ, stream=sys.stderr)
    done = subprocess.run([tools, "-m", "offline_wheels.locks", name], cwd=copy.parent.parent, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_S)
    if done.returncode and any(words in done.stderr for words in OFFLINE) and not os.environ.get("CI"):
        pytest.skip(f"the package index cannot be reached: {done.stderr.splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    for kind in ("", ".local", ".cuda"):
        here, there = (folder / f"{name}{kind}.txt" for folder in (ROOT / "offline_wheels" / "locks", copy))
        assert here.exists() == there.exists()
        if here.exists():
            ours, found = entries(here.read_text()), entries(there.read_text())
            assert ours.keys() == found.keys(), f"run: python3 build.py lock {name}"
            assert not {pin: hashes - found[pin] for pin, hashes in ours.items() if hashes - found[pin]}
