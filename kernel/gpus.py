"""Which NVIDIA GPUs a process may use.

Standard library alone: `build.py` chooses an environment by it. Leaves out: what the GPUs can do; the servers find out.
"""
import shutil
import subprocess
from collections.abc import Mapping


def visible(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The GPUs as CUDA_VISIBLE_DEVICES would name them, each once: those that the variable allows, or all that
    nvidia-smi lists; none where there is no driver, or where it does not answer in half a minute."""
    allowed = environ.get("CUDA_VISIBLE_DEVICES")
    listed = _listed()
    if not listed or allowed is None:
        return listed
    names = []
    for name in (word.strip() for word in allowed.split(",")):
        if not name or name == "-1":       # as CUDA reads it: what follows is not visible
            break
        names.append(name)
    return tuple(dict.fromkeys(names))


def _listed() -> tuple[str, ...]:
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    try:
        done = subprocess.run([program, "--query-gpu=index", "--format=csv,noheader"], capture_output=True, text=True,
                              timeout=30, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(line.strip() for line in done.stdout.splitlines() if line.strip().isdigit())
