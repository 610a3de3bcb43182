"""The half of the proof that runs without a network, under the target's Python (`offline_wheels.proof` has the other).

    python -I inside.py SUBMISSION WHEELS WORK        # writes WORK/proof.json

Promises: the wheels are found, renamed and installed by the functions of `kernel/submission.py` itself, so that what is
shown is what will happen on Kaggle; then each environment is asked for packages that others want and that are not there
(`uv pip check`), and imports what it is for. Leaves out: judging what was found. Standard library only.
"""
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_S = 3600
# What an environment is for, as a program. Servers for a GPU are only imported: without a driver they do not start.
TRIALS = {
    "kernel": "import kernel.__main__, kernel.dryrun, kernel.run; from classifier import TransductiveClassifier; "
              "TransductiveClassifier.load(); import importlib.metadata as m; print(m.version('arc-submission-kit'))",
    "serve": "import torch, transformers, vllm, vllm.entrypoints.openai.api_server; "
             "print(f'vllm {vllm.__version__}, torch {torch.__version__}')"}


def submission_at(path: Path):
    """The kernel's file as a module; its work begins only where it is the main one."""
    spec = importlib.util.spec_from_file_location("submission", path)
    module = sys.modules["submission"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def missing(uv: Path, python: Path, environ: dict[str, str]) -> list[list[str]]:
    """[package, what it wants] for each requirement that is not met. Raises SystemExit when uv says something else."""
    done = subprocess.run([uv, "pip", "check", "--offline", "--no-config", "--color", "never", "--python", python],
                          env=environ, text=True, capture_output=True, stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    found = re.findall(r"^The package `(\S+)` requires `([^`]+)`, but", said, re.MULTILINE)
    if done.returncode and not found:
        sys.exit(f"uv pip check: {said}")
    return [list(pair) for pair in found]


def main(submission: Path, wheels: Path, work: Path) -> None:
    module = submission_at(submission)
    log = module.Log(module.now_s())
    place = module.Place(work)
    found = module.load_wheels([wheels / module.WHEELS])
    installer = module.Installer(found, place, log, PATIENCE_S)
    report = {"python": sys.version.split()[0], "environments": {}}
    for name in found.manifest["environments"]:
        found.check(name)
        began_s = time.monotonic()
        python = installer.install(name)
        install_s = time.monotonic() - began_s
        tried = subprocess.run([python, "-P", "-c", TRIALS[name]], env=place.environ(), cwd=work, text=True,
                               capture_output=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_S)
        size = sum(os.lstat(Path(folder, file)).st_size for folder, _, files in os.walk(work / name) for file in files)
        report["environments"][name] = {
            "interpreter": str(python), "install_s": round(install_s, 1), "bytes": size,
            "status": tried.returncode, "says": (tried.stdout if tried.returncode == 0 else tried.stderr).strip(),
            "missing": missing(place.folder / "uv", python, place.environ())}
    (work / "proof.json").write_text(json.dumps(report))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
