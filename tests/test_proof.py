"""The proof of completeness: real wheels install without a network, and what is missing is found. That they run there
too is tried in `test_kaggle_tree`."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from offline_wheels import alone, proof
from offline_wheels.proof import NoInterpreter, Proof, ProofFault
from offline_wheels.targets import MANIFEST
from tests import made

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_S = 600
LOOKS = """
import json, socket, sys
def reached(address):
    try:
        socket.create_connection(address, timeout=5).close()
        return True
    except OSError as error:
        return error.errno
server = socket.create_server(("127.0.0.1", 0))
print(json.dumps([reached(server.getsockname()), reached(("192.0.2.1", 80)), sys.argv[1:]]))
sys.exit(7)
"""


@pytest.fixture(scope="module")
def cut() -> list[str]:
    """What goes before a command that is to run without a network. Skips where this machine does not permit it."""
    try:
        return alone.wrapper()
    except alone.NotPermitted as reason:
        pytest.skip(str(reason))


def prove(wheels: Path, work: Path) -> Proof:
    return proof.prove(wheels, work, python=Path(made.BASE_PYTHON), environ=os.environ)


def changed(tmp_path: Path, **files: bytes | None) -> Path:
    """The wheels of target none with some files in another way (None: removed), and a manifest that agrees."""
    folder = tmp_path / "wheels"
    shutil.copytree(made.wheels("none"), folder, symlinks=True)
    manifest = json.loads((folder / MANIFEST).read_text())
    for name, content in files.items():
        file = next(file for file in manifest["files"] if file["name"] == name)
        if content is None:
            (folder / name).unlink()
            manifest["files"].remove(file)
            manifest["environments"]["kernel"]["wheels"].remove(name)
        else:
            (folder / name).write_bytes(content)
            file |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def test_a_command_that_is_alone_sees_itself_and_nothing_else(cut):
    done = subprocess.run([*cut, sys.executable, "-c", LOOKS, "a b", "--c"], text=True, capture_output=True, timeout=60)
    assert done.returncode == 7, done.stderr
    itself, others, arguments = json.loads(done.stdout)
    assert itself is True and others is not True and arguments == ["a b", "--c"]


def test_a_command_is_not_started_where_a_network_is(tmp_path):
    if alone.interfaces() == ["lo"]:
        pytest.skip("this machine has no network to be seen")
    done = subprocess.run([sys.executable, "-I", alone.__file__, "touch", tmp_path / "started"], text=True,
                          capture_output=True, timeout=60)
    assert done.returncode == 1 and "a network is there" in done.stderr and not (tmp_path / "started").exists()


def test_real_wheels_install_without_a_network_from_names_that_lost_their_plus(cut, tmp_path):
    wheels = made.wheels("none")
    assert any("+" in path.name for path in wheels.iterdir())
    shown = prove(wheels, tmp_path / "work")
    assert not [path for path in (tmp_path / "work" / "uploaded").iterdir() if "+" in path.name]
    assert shown.network is None and "installs without a network" in str(shown)
    [kernel] = shown.environments
    assert kernel.name == "kernel" and kernel.packages >= 30 and kernel.disk_bytes > 100e6
    done = subprocess.run([*cut, kernel.interpreter, "-P", "-m", "kernel.dryrun", "--dataset", "arc-agi-1-training",
                           "--limit", "3", "--budget", "30", "--out", tmp_path / "run"], cwd=tmp_path, text=True,
                          capture_output=True, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "run" / "score.json").read_text())["candidates"] > 0


def test_where_no_namespace_is_permitted_the_proof_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    shown = prove(made.wheels("none"), tmp_path / "work")
    assert "there is no `unshare`" in shown.network
    assert "installs offline, but with the network there: there is no `unshare`" in str(shown)


def test_a_package_that_another_one_wants_is_missed(tmp_path):
    wheels = made.wheels("none")
    numpy = next(path.name for path in wheels.glob("numpy-*"))
    lines = (wheels / "kernel.txt").read_text().splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith("numpy=="))
    folder = changed(tmp_path, **{"kernel.txt": without.encode(), numpy: None})
    with pytest.raises(ProofFault, match=r"environment kernel installs, but lacks packages: .*scipy wants numpy"):
        prove(folder, tmp_path / "work")


def test_a_wheel_that_is_not_there_or_damaged_fails_the_proof(tmp_path):
    wheels = made.wheels("none")
    name = next(path.name for path in wheels.glob("sniffio-*"))
    folder = changed(tmp_path)
    content = (folder / name).read_bytes()
    for bad, told in ((content[:-1], "bytes"), (content[:50] + bytes([content[50] ^ 1]) + content[51:], "uv failed")):
        (folder / name).write_bytes(bad)
        with pytest.raises(ProofFault, match=rf"does not install offline:(.|\n)*{told}"):
            prove(folder, tmp_path / f"work-{len(bad)}-{told[:2]}")
    (folder / name).unlink()
    with pytest.raises(ProofFault, match=r"does not install offline:(.|\n)*is missing among the wheels"):
        prove(folder, tmp_path / "work-missing")


def test_an_environment_that_does_not_import_what_it_is_for_fails_the_proof(tmp_path):
    wheels = made.wheels("none")
    name = next(path.name for path in wheels.glob("arc_submission_kit-*"))
    draft = tmp_path / "draft.whl"
    with zipfile.ZipFile(wheels / name) as old, zipfile.ZipFile(draft, "w") as new:
        for entry in old.infolist():
            if entry.filename != "classifier/transductive.joblib":
                new.writestr(entry, old.read(entry))
    digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    lines = (wheels / "kernel.txt").read_text().splitlines()
    text = "\n".join(f"{line.split()[0]} --hash=sha256:{digest}" if line.startswith("arc-submission-kit==") else line
                     for line in lines) + "\n"
    folder = changed(tmp_path, **{name: draft.read_bytes(), "kernel.txt": text.encode()})
    with pytest.raises(ProofFault, match=r"does not import what it is for:(.|\n)*transductive\.joblib"):
        prove(folder, tmp_path / "work")


def test_the_targets_python_is_looked_for_and_asked(tmp_path):
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert proof.interpreter(version, None) == Path(made.BASE_PYTHON)
    assert proof.interpreter(version, Path(sys.executable)) == Path(sys.executable)
    for wanted, given, told in (("3.99", None, "needs Python 3.99.*say where with --prove-with"),
                                ("3.99", Path(sys.executable), "is not Python 3.99"),
                                (version, tmp_path / "nothing", "nothing is not Python")):
        with pytest.raises(NoInterpreter, match=told):
            proof.interpreter(wanted, given)
