"""Environments: whatever happens to a set-up, the next one ends with an environment made from exactly its lock."""
import fcntl
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from offline_wheels import environments, locks
from offline_wheels.environments import Environment, EnvironmentFault, ensure, why_unusable

ROOT = Path(__file__).resolve().parent.parent
ENSURE = """
import os, sys
from pathlib import Path
from offline_wheels.environments import Environment, ensure
print(ensure(Environment("tiny", Path(sys.argv[1]), Path(sys.argv[2])), environ=os.environ, stream=sys.stderr))
"""


@pytest.fixture
def shop(tmp_path, monkeypatch):
    """A folder of wheels, pip's only source: real pip, no network. Has one wheel, `tinygrid` 1.0, that says `one`."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    add_wheel(folder, "1.0", "one")
    return folder


def add_wheel(shop: Path, version: str, says: str, name: str = "tinygrid", requires: str = "") -> Path:
    path = shop / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", f"says = {says!r}\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
                       + (f"Requires-Dist: {requires}\n" if requires else ""))
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def locked(shop: Path, version: str = "1.0", name: str = "tinygrid") -> str:
    digests = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in shop.glob(f"{name}-{version}*.whl")]
    return f"{name}=={version} {' '.join(f'--hash=sha256:{digest}' for digest in digests)}\n"


@pytest.fixture
def tiny(tmp_path, shop) -> Environment:
    lock = tmp_path / "tiny.txt"
    lock.write_text(locked(shop))
    return Environment("tiny", lock, tmp_path / "envs" / "tiny")


def start(tiny: Environment) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", ENSURE, tiny.lock, tiny.folder], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def make(tiny: Environment) -> str:
    """Set it up here; what was said."""
    said = io.StringIO()
    assert ensure(tiny, environ=os.environ, stream=said) == tiny.interpreter
    return said.getvalue()


def what_it_says(tiny: Environment) -> str:
    done = subprocess.run([tiny.interpreter, "-c", "import tinygrid; print(tinygrid.says)"], text=True,
                          capture_output=True, check=True)
    return done.stdout.strip()


def finished_by_hand(tiny: Environment) -> None:
    """What a finished set-up leaves, as far as the stamp's check looks at it, without the seconds that pip takes."""
    (tiny.folder / "bin").mkdir(parents=True)
    tiny.interpreter.symlink_to(os.path.realpath(sys.executable))
    environments._write_stamp(tiny, environments.lock_digest(tiny), os.path.realpath(sys.executable))
    assert why_unusable(tiny) is None


def test_made_once_then_found_again_without_starting_anything(tiny, monkeypatch):
    said = make(tiny)
    assert what_it_says(tiny) == "one"
    assert "first use" in said and "package 1 of 1: tinygrid" in said and "ready in" in said

    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(fcntl, "flock", None)
    assert make(tiny) == ""


def test_a_changed_lock_is_noticed_and_followed(tiny, shop):
    make(tiny)
    (tiny.folder / "left-over").write_text("")
    add_wheel(shop, "2.0", "two")
    tiny.lock.write_text(locked(shop, "2.0"))
    assert "its lock file has changed" in make(tiny)
    assert what_it_says(tiny) == "two"
    assert not (tiny.folder / "left-over").exists()


@pytest.mark.parametrize("moment", ["an empty environment", "package 1 of 1", "installing 1 packages"])
def test_killed_at_any_step_the_next_call_mends_it(tiny, moment):
    process = start(tiny)
    assert any(moment in line for line in process.stderr), "the set-up never came to that step"
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert why_unusable(tiny) in ("first use", "an earlier set-up did not reach its end")
    make(tiny)
    assert what_it_says(tiny) == "one"


def test_terminated_it_takes_its_child_along(tiny):
    polite = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))"     # as build.py has it
    process = subprocess.Popen([sys.executable, "-c", polite + ENSURE, tiny.lock, tiny.folder], cwd=ROOT, text=True,
                               stderr=subprocess.PIPE)
    assert any("an empty environment" in line for line in process.stderr)
    process.terminate()
    assert process.wait() == 143
    process.stderr.close()
    with open(tiny.turnstile) as turnstile:         # the child holds this lock too: free means that it has ended
        fcntl.flock(turnstile, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert why_unusable(tiny) is not None


def test_two_at_once_make_it_once(tiny):
    both = [start(tiny), start(tiny)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert {out.strip() for out, _ in said} == {str(tiny.interpreter)}
    assert sum(err.count("ready in") for _, err in said) == 1
    assert what_it_says(tiny) == "one"


def test_a_stamp_cut_anywhere_is_no_stamp(tiny):
    finished_by_hand(tiny)
    whole = tiny.stamp.read_text()
    for length in range(len(whole.rstrip())):
        tiny.stamp.write_text(whole[:length])
        assert why_unusable(tiny) == "an earlier set-up did not reach its end", whole[:length]
    for other in ("[]", "null", "7", "{}", '"stamp"'):
        tiny.stamp.write_text(other)
        assert why_unusable(tiny) == "an earlier set-up did not reach its end", other


def test_without_its_interpreter_it_is_unusable(tiny):
    finished_by_hand(tiny)
    tiny.interpreter.unlink()
    assert "is gone" in why_unusable(tiny)
    tiny.interpreter.symlink_to(tiny.folder / "python-that-was-removed")
    assert "is gone" in why_unusable(tiny)


def test_an_environment_of_another_python_is_made_again(tiny):
    finished_by_hand(tiny)
    stamp = json.loads(tiny.stamp.read_text())
    tiny.stamp.write_text(json.dumps(stamp | {"python": "3.10"}))
    assert "made for Python 3.10" in why_unusable(tiny)


def test_a_file_where_the_folder_should_be_is_replaced(tiny):
    tiny.folder.parent.mkdir()
    tiny.folder.write_text("in the way")
    make(tiny)
    assert what_it_says(tiny) == "one"


def refusal(tiny: Environment) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        make(tiny)
    assert why_unusable(tiny) is not None, "a failed set-up must not look finished"
    return str(caught.value).partition("\n")[0]


def test_a_wheel_that_is_not_the_locked_one_is_refused(tiny, shop):
    add_wheel(shop, "1.0", "something else")
    assert "not the file that the lock names" in refusal(tiny)


def test_a_package_without_a_hash_is_refused(tiny):
    tiny.lock.write_text("tinygrid==1.0\n")
    assert "could not be set up" in refusal(tiny)


def test_no_network_is_told_as_such(tiny, shop, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")       # the discard port: nobody answers
    monkeypatch.setenv("PIP_RETRIES", "1")
    assert "cannot be reached; the first set-up needs the network" in refusal(tiny)


def test_a_package_without_a_wheel_for_this_machine_is_told_as_such(tiny):
    tiny.lock.write_text("tinygrid==9.9 --hash=sha256:" + "0" * 64 + "\n")
    assert "was not found for this Python or machine" in refusal(tiny)


def test_a_python_without_venv_names_the_package_to_install(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert re.search(r"came without its modules .*apt-get install python3\.\d+-venv", refusal(tiny))


def test_a_missing_lock_and_an_unwritable_place_are_told_in_a_line(tiny, tmp_path):
    (tmp_path / "envs").write_text("a file, where a folder has to be made")
    assert "must be writable" in refusal(tiny)
    tiny.lock.unlink()
    with pytest.raises(EnvironmentFault, match="cannot read its lock file"):
        make(tiny)


def test_settings_that_lead_pip_astray_do_not(tiny, monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))
    make(tiny)
    monkeypatch.undo()
    assert what_it_says(tiny) == "one"


@pytest.mark.parametrize("build, beside", [("1.0", True), ("1.0+cpu", False)])
def test_only_a_cuda_build_of_torch_gets_what_it_needs_beside_it(tiny, shop, build, beside):
    """A CPU build of the same version is taken where pip has it at hand, elsewhere the other one with its company."""
    add_wheel(shop, "1.0", "cuda", name="torch", requires="nvidia_cublas (==1.0) ; sys_platform == 'linux'")
    add_wheel(shop, "1.0", "there", name="nvidia_cublas")
    tiny.lock.write_text(locked(shop) + locked(shop, name="torch"))
    tiny.beside_cuda.write_text(locked(shop, name="nvidia_cublas"))
    cpu = add_wheel(shop, "1.0+cpu", "cpu", name="torch", requires="tinygrid")
    tiny.local.write_text(f"torch==1.0 --hash=sha256:{hashlib.sha256(cpu.read_bytes()).hexdigest()}\n")
    if build == "1.0":
        cpu.unlink()
    make(tiny)
    there = {path.name for path in tiny.folder.glob("lib/python*/site-packages/*.dist-info")}
    assert f"torch-{build}.dist-info" in there
    assert ("nvidia_cublas-1.0.dist-info" in there) == beside
    tiny.beside_cuda.write_text("")
    assert "lock file has changed" in why_unusable(tiny)


# ---- how locks are made

def test_an_input_file_says_what_a_lock_is_for():
    asked = locks.Directives.read("#: for 3.12 x86_64-manylinux_2_35\n#: uv --exclude-newer 2026-05-01\n"
                                  "#: uv --no-emit-package a\nsome  # for a reason\n#: local some==1 sha256:00\n")
    assert asked.narrow == ("--python-version", "3.12", "--python-platform", "x86_64-manylinux_2_35")
    assert asked.uv == ("--exclude-newer", "2026-05-01", "--no-emit-package", "a")
    assert asked.local == (("some==1", "sha256:00"),)
    everywhere = locks.Directives.read("some  # for a reason\n")
    assert everywhere.pythons == locks.PYTHONS and "--universal" in everywhere.narrow
    with pytest.raises(locks.LockFault, match="fro"):
        locks.Directives.read("#: fro 3.12\n")


def test_a_lock_is_split_by_names():
    text = ("# head\ncuda-x==1 ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n    # via torch\n"
            "numpy==2 \\\n    --hash=sha256:bb\n")
    everywhere, beside = locks._split(text, ("cuda-*",))
    assert beside == "cuda-x==1 ; sys_platform == 'linux' \\\n    --hash=sha256:aa\n    # via torch\n"
    assert everywhere == text.replace(beside, "")


def test_packages_of_a_cuda_build_are_in_no_lock_that_everybody_installs():
    for name in ("quantize", "serve-cpu"):
        assert not [pin for pin in requirements(name) if pin.startswith(("nvidia-cu", "cuda-"))]
        assert [pin for pin in requirements(f"{name}.cuda") if pin.startswith("nvidia-cu")]
        assert requirements(name)["torch==2.13.0"] and requirements(f"{name}.local")["torch==2.13.0"]


# ---- the lock files of the repository

def requirements(name: str) -> dict[str, str]:
    """Each requirement of a lock: its name and version -> its whole text, hashes included."""
    text = re.sub(r"^\s*#.*\n?", "", (ROOT / "offline_wheels/locks" / f"{name}.txt").read_text(), flags=re.MULTILINE)
    entries = re.sub(r"\\\n\s*", "", text).strip().splitlines()
    return {entry.split()[0]: entry for entry in entries}


@pytest.mark.parametrize("name", locks.names())
def test_a_lock_pins_every_package_with_hashes_and_nothing_of_a_machine(name):
    entries = requirements(name)
    assert entries
    for pin, entry in entries.items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][A-Za-z0-9.+!]*", pin), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), f"{pin} has no hash"
    for line in (ROOT / "offline_wheels/locks" / f"{name}.txt").read_text().splitlines():
        assert not re.search(r"://|index-url|find-links|@ |(^|\s)/|\.(com|org|net|io)\b", line), line


@pytest.mark.parametrize("name", locks.names())
def test_a_lock_was_made_from_the_input_that_stands_there(name):
    text = (ROOT / "offline_wheels/locks" / f"{name}.txt").read_text()
    assert f"{locks.DIGEST_LINE}{locks.inputs_digest(name)}\n" in text, f"run: python3 build.py lock {name}"


def test_the_tests_run_the_packages_that_a_run_uses():
    assert requirements("core").keys() <= requirements("test").keys()


def test_a_model_of_the_classifier_is_loaded_by_what_it_was_trained_with_everywhere():
    learned, asks = [{pin for name in names for pin in requirements(name) if pin.startswith(package)}
                     for names, package in ((("classifier", "core", "kaggle", "kaggle-cu13"), "scikit-learn=="),
                                            (("core", "kaggle", "kaggle-cu13"), "openai=="))]
    assert len(learned) == len(asks) == 1


@pytest.mark.parametrize("name", locks.names())
def test_every_package_asked_for_says_why(name):
    for line in (ROOT / "offline_wheels/inputs" / f"{name}.in").read_text().splitlines():
        assert line.startswith(("#", "-r ")) or re.search(r"\S\s+# \S+", line), line
