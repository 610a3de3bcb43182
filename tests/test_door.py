"""The door, where a language model is asked for: what is let in, and the one line that everything else gets."""
import os
import sys
from pathlib import Path

import pytest

from kernel import door
from kernel.bundle import REFINING, SAMPLING, ModelBundle
from kernel.options import dryrun_parser
from kernel.prompts import KIT_PACK


@pytest.fixture
def model(tmp_path) -> Path:
    """A model's folder, as far as the door looks at it."""
    folder = tmp_path / "model"
    folder.mkdir()
    ModelBundle(folder, "some-model", 8192, SAMPLING, REFINING, "fp8", 0.5, KIT_PACK).write()
    return folder


@pytest.fixture(autouse=True)
def no_gpu(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))


def admit(*arguments: object) -> door.Admitted:
    return door.admit(dryrun_parser().parse_args(["--engine", "vllm", *map(str, arguments)]), "")


def test_servers_of_ours_take_what_the_model_says_of_itself(model):
    (engine,) = admit("--model", model, "--serve-with", sys.executable, "--gpus", 3).engines
    assert engine.name == "vllm" and engine.doubted
    assert engine.slots == 3 * admit("--model", model, "--serve-with", sys.executable).engines[0].slots


def test_endpoints_need_neither_a_model_nor_an_interpreter(model):
    (engine,) = admit("--endpoint", "http://a:1", "--endpoint", "http://b:1/v1", "--endpoint", "http://a:1/v1").engines
    assert engine.slots == 2 * admit("--endpoint", "http://a:1", "--model", model).engines[0].slots


def test_two_models_make_two_runs(model):
    outs = [admit(*given).settings.out_dir for given in (
        ("--model", model, "--serve-with", sys.executable), ("--endpoint", "http://a:1"),
        ("--endpoint", "http://b:1"), ("--model", model, "--serve-with", sys.executable))]
    assert len(set(outs)) == 3 and outs[0] == outs[-1]


@pytest.mark.parametrize("arguments, says", [
    (["--model", "nowhere", "--serve-with", sys.executable], "build.py model makes a model's folder"),
    (["--model", "MODEL"], "no interpreter to start servers with"),
    (["--model", "MODEL", "--serve-with", "/nowhere/python"], "/nowhere/python: no interpreter"),
    (["--model", "MODEL", "--serve-with", sys.executable, "--engine", "replay:nowhere.parquet"], "nowhere.parquet"),
])
def test_what_cannot_work_is_refused_in_a_line(model, arguments, says):
    with pytest.raises(door.Refused, match=says) as refused:
        admit(*[model if argument == "MODEL" else argument for argument in arguments])
    assert "\n" not in str(refused.value)


def test_more_servers_than_gpus_are_refused(model, tmp_path):
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\nprintf '0\\n1\\n'\n")
    program.chmod(0o755)
    with pytest.raises(door.Refused, match=r"--gpus 3: this machine has 2 \(0, 1\)"):
        admit("--model", model, "--serve-with", sys.executable, "--gpus", 3)
    one, two = [admit("--model", model, "--serve-with", sys.executable, *gpus).engines[0]
                for gpus in (("--gpus", 1), ())]
    assert two.slots == 2 * one.slots and "CUDA_VISIBLE_DEVICES" not in os.environ
