"""What must hold before a bundle leaves: one thing is broken at a time, and the check names it."""
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_wheels import bundle as bundling
from offline_wheels import checks, dist, naming, stamping
from offline_wheels.checks import Machine
from offline_wheels.dist import Bundle
from offline_wheels.naming import Names
from tests import bundles

HOME = "/home/nobody-in-particular/"
SECRET = "0123456789abcdef0123456789abcdef"
MACHINE = Machine(paths=(HOME,), secrets=(SECRET,))
SHARD = "model-00001-of-00001.safetensors"


@pytest.fixture
def bundle(tmp_path) -> Bundle:
    return bundles.small(tmp_path)


def faults(bundle: Bundle) -> str:
    return "\n".join(checks.faults(bundle, MACHINE))


def test_a_sound_bundle_has_no_fault(bundle):
    assert checks.faults(bundle, MACHINE) == []
    assert checks.faults(bundle, Machine.here()) == []


def replaced(file: Path, old: str, new: str) -> None:
    """Change a file of the bundle, which may be a link to one."""
    text = file.read_text()
    assert old in text
    file.unlink()
    file.write_text(text.replace(old, new, 1))


def rewritten(file: Path, content: bytes) -> None:
    file.unlink(missing_ok=True)
    file.write_bytes(content)


def extended_code(text: str) -> Callable[[Bundle], None]:
    def change(bundle: Bundle) -> None:
        file = bundle.kernel / dist.CODE_FILE
        file.write_text(file.read_text() + text)
    return change


Change = Callable[[Bundle], None]
TORCH = bundles.TORCH
BROKEN: dict[str, tuple[Change, tuple[str, ...]]] = {
    "a wheel is missing": (lambda b: (b.wheels / TORCH).unlink(), (TORCH, "missing", "build.py wheels")),
    "a wheel is another": (lambda b: rewritten(b.wheels / TORCH, b"x" * 50_000), (TORCH, "not the file")),
    "a wheel is cut": (lambda b: rewritten(b.wheels / TORCH, b"torch"), (TORCH, "not the file")),
    "a wheel too many": (lambda b: rewritten(b.wheels / "new-1.whl", b"x"), ("new-1.whl", "not in arc-kit-wheels")),
    "a manifest of wheels from elsewhere": (lambda b: replaced(b.wheels / dist.WHEELS_MANIFEST, bundles.MADE, "later"),
                                            (dist.WHEELS_MANIFEST, "not the one that the kernel's file names")),
    "a shard is missing": (lambda b: (b.model / SHARD).unlink(), (SHARD, "missing", "build.py model")),
    "a byte of a shard": (lambda b: rewritten(b.model / SHARD, b"v" + b"w" * (bundles.SHARD_BYTES - 1)),
                          (SHARD, "not the file")),
    "a manifest of another model": (lambda b: replaced(b.model / dist.MODEL_MANIFEST, "made_from", "made_of"),
                                    (dist.MODEL_MANIFEST, "not the one that the kernel's file names")),
    "a folder among the wheels": (lambda b: (b.wheels / "more").mkdir(), ("more", "the client leaves folders out")),
    "an archive that Kaggle unpacks": (lambda b: rewritten(b.wheels / "data.tar.gz", b"x"), ("data.tar.gz", "unpack")),
    "an empty file": (lambda b: rewritten(b.wheels / "none.txt", b""), ("none.txt", "empty")),
    "no licence": (lambda b: replaced(b.wheels / dist.DATASET_METADATA, '"other"', '"to be done"'), ("licenses",)),
    "a licence that Kaggle does not know": (lambda b: replaced(b.model / dist.INSTANCE_METADATA, "MIT", "MIT-like"),
                                            ("licence 'MIT-like'", "Apache 2.0")),
    "code that is too large": (extended_code("#" * checks.CODE_BYTES_MAX), ("bytes", "sent inline")),
    "code that is no Python": (extended_code("\nthis is no Python\n"), ("line ", "not Python 3.11")),
    "code for a newer Python": (extended_code("\ntype Grid = list[list[int]]\n"), ("not Python 3.11",)),
    "code of another bundle": (lambda b: replaced(b.kernel / dist.CODE_FILE, "'kit': '0.1.0'", "'kit': '0.0.9'"),
                               ("its stamp is not this bundle's",)),
    "a path of this machine": (extended_code(f"\n# see {HOME}notes.txt\n"), (dist.CODE_FILE, HOME)),
    "a secret of this machine": (extended_code(f"\n# {SECRET}\n"), (dist.CODE_FILE, "secret")),
    "a Kaggle token": (extended_code(f'\nLOGIN = {{"key": "{SECRET[::-1]}"}}\n'), ("a Kaggle token",)),
    "a Hugging Face token": (extended_code("\nTOKEN = 'hf_" + "aB3" * 12 + "'\n"), ("a Hugging Face token",)),
    "a password in an index": (lambda b: rewritten(b.wheels / "kernel.txt", b"--index-url https://me:pass@example.org/"),
                               ("kernel.txt", "a password in a URL")),
    "no code": (lambda b: (b.kernel / dist.CODE_FILE).unlink(), ("not whole", "build.py bundle"))}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(bundle, name):
    change, words = BROKEN[name]
    change(bundle)
    found = faults(bundle)
    assert all(word in found for word in words), found


def test_the_kernels_file_compiles_under_every_python_that_is_here(bundle, monkeypatch, tmp_path):
    """And a name on the PATH that starts nothing, as version managers leave them, is no Python."""
    (tmp_path / "python3.12").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.12").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert checks.interpreters() == {running: sys.executable}
    (tmp_path / "python3.13").symlink_to(sys.executable)
    assert set(checks.interpreters()) == {running, "3.13"} and checks.code(bundle) == []


def test_what_is_inside_the_kernels_file_is_read_too(bundle, tmp_path):
    """The kit's sources travel packed: a path in one of them would not be seen from outside."""
    root = tmp_path / "clone"
    for part in ("kernel", "classifier"):
        (root / part).mkdir(parents=True)
    (root / "kernel" / dist.CODE_FILE).write_bytes((bundles.ROOT / "kernel" / dist.CODE_FILE).read_bytes())
    (root / "kernel" / "notes.py").write_text(f"# {HOME}notes\n")
    bundle = bundling.assemble(bundles.order(tmp_path), root=root)
    assert f"inside: kernel/notes.py: has the path {HOME}" in faults(bundle)


def test_this_machine_knows_its_own_secrets(tmp_path, monkeypatch):
    (tmp_path / ".kaggle").mkdir()
    (tmp_path / ".kaggle" / "kaggle.json").write_text(json.dumps({"username": "me", "key": SECRET}))
    (tmp_path / ".kaggle" / "access_token").write_text("KGAT_" + "z" * 20 + "\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SOME_API_KEY", "a-key-of-some-service")
    here = Machine.here()
    assert {SECRET, "KGAT_" + "z" * 20, "a-key-of-some-service"} <= set(here.secrets)
    assert {f"{tmp_path}/", f"{bundles.ROOT}/"} <= set(here.paths)
    assert os.environ.get("PATH") not in here.secrets


@pytest.mark.parametrize("changes, word", [
    ({"owner": "Some One"}, "owner"), ({"owner": ""}, "owner"), ({"owner": "a__b"}, "owner"),
    ({"prefix": "Kit"}, "slug"), ({"prefix": "a" * 45}, "6 to 50"), ({"variation": "FP 8"}, "variation"),
    ({"competition": "https://www.kaggle.com/competitions/x"}, "competition"), ({"model": "m" * 50}, "6 to 50")])
def test_names_that_kaggle_would_refuse(changes, word):
    [fault, *_] = checks.names(Names(**{"owner": "someone", "model": "soar-14b"} | changes))
    assert word in fault


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.text(min_size=1, max_size=30))
def test_every_title_becomes_its_slug(prefix, model):
    """Kaggle answers 409 where it does not; the rule is that of the client, which uses python-slugify."""
    names = Names(owner="someone", prefix=prefix, model=model if naming.slug_of(model) else "tiny")
    assert naming.slug_of(names.dataset_title) == names.dataset.partition("/")[2]
    assert naming.slug_of(names.kernel_title) == names.kernel.partition("/")[2]
    assert naming.slug_of(names.model_title) == names.model_slug


def test_the_stamp_is_read_as_it_was_written(bundle):
    source = (bundle.kernel / dist.CODE_FILE).read_text()
    assert checks.stamp_of(source) == bundle.stamp
    assert set(stamping.kit_names(stamping.kit_of(source))) == {str(path) for path in stamping.kit_files(bundles.ROOT)}
