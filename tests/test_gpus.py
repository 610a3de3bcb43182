"""Which GPUs there are, with a real program in the place of the driver's."""
import os
import stat

import pytest

from kernel import gpus


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Puts an nvidia-smi on the path that answers with a text and a status."""
    def put(text: str, status: int = 0) -> None:
        program = tmp_path / "nvidia-smi"
        program.write_text(f"#!/bin/sh\nprintf '{text}'\nexit {status}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return put


@pytest.mark.parametrize("allowed, expected", [
    (None, ("0", "1", "2", "3")), ("2", ("2",)), ("3, 1", ("3", "1")), ("1,1", ("1",)), ("", ()), ("-1", ()),
    ("1,-1,2", ("1",)), ("GPU-8932f937,MIG-1", ("GPU-8932f937", "MIG-1"))])
def test_the_variable_chooses_among_what_is_there(machine, allowed, expected):
    machine("0\\n1\\n2\\n3\\n")
    assert gpus.visible({} if allowed is None else {"CUDA_VISIBLE_DEVICES": allowed}) == expected


@pytest.mark.parametrize("text, status", [("", 0), ("No devices were found", 0), ("NVIDIA-SMI has failed", 9)])
def test_a_driver_that_finds_nothing_means_none(machine, text, status):
    machine(text, status)
    assert gpus.visible({}) == () == gpus.visible({"CUDA_VISIBLE_DEVICES": "0"})


def test_without_a_driver_there_are_none(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gpus.visible({"CUDA_VISIBLE_DEVICES": "0,1"}) == ()
