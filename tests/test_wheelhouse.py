"""The wheels folder: whatever is there before and whenever it is stopped, it ends as exactly the set of its locks."""
import hashlib
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

from offline_wheels import dist, environments, fetch, kitwheel, wheelhouse
from offline_wheels.fetch import FetchFault
from offline_wheels.targets import MANIFEST, TARGETS
from offline_wheels.wheelhouse import WheelhouseFault
from tests import made
from tests.test_offline_wheels import add_wheel, locked, shop  # noqa: F401  a folder of wheels, pip's only source

ROOT = Path(__file__).resolve().parent.parent
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
TIMEOUT_S = 120
BUILD = """
import signal, sys
from pathlib import Path
from offline_wheels import kitwheel, targets, wheelhouse
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))      # as the command has it
kitwheel.ROOT = Path(sys.argv[1])
wheelhouse.build(targets.TARGETS["cpu"], Path(sys.argv[2]), locks=Path(sys.argv[3]), jobs=1)
"""


@pytest.fixture(scope="session")
def tools() -> Path:
    return environments.ensure(environments.named("tools", ROOT), environ=os.environ, stream=sys.stderr)


@pytest.fixture
def kit(tmp_path, monkeypatch) -> Path:
    """A repository with next to nothing in it, instead of the kit: its wheel is built in half a second."""
    root = tmp_path / "repository"
    for part in kitwheel.PARTS:
        (root / part).mkdir(parents=True)
        (root / part / "__init__.py").write_text(f"name = {part!r}\n")
    shutil.copy(ROOT / "LICENSE", root)
    shutil.copy(ROOT / "pyproject.toml", root)
    monkeypatch.setattr(kitwheel, "ROOT", root)
    return root


@pytest.fixture
def order(tmp_path, shop, kit, tools):  # noqa: F811
    """`order()` makes tmp_path/made for the target cpu from locks of a few tiny wheels; what was said comes back."""
    folder = tmp_path / "locks"
    folder.mkdir()
    for name in ("gridlock", "served", "uv"):
        add_wheel(shop, "1.0", "one", name=name)
    add_wheel(shop, "2.0+cpu", "two", name="served")
    (folder / "core.txt").write_text(locked(shop) + locked(shop, name="gridlock"))
    (folder / "serve-cpu.txt").write_text(locked(shop) + locked(shop, "2.0+cpu", name="served"))
    (folder / "tools.txt").write_text(locked(shop, name="uv") + locked(shop))

    def make(target: str = "cpu", **more) -> str:
        said = io.StringIO()
        wheelhouse.build(TARGETS[target], tmp_path / "made", locks=folder, tools=tools, stream=said, python=PYTHON,
                         **more)
        return said.getvalue()
    return make


@pytest.fixture
def out(tmp_path) -> Path:
    return tmp_path / "made"


def manifest(out: Path) -> dict:
    return json.loads((out / MANIFEST).read_text())


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def whole(out: Path) -> bool:
    """Whether the folder holds what its manifest says, to the byte, and nothing else."""
    there = contents(out)
    said = json.loads(there.pop(MANIFEST))["files"]
    return {(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in there.items()} == {
        (file["name"], file["size"], file["sha256"]) for file in said}


# ---- what is in the folder

def test_the_manifest_says_what_is_there_under_true_names(order, out):
    order(made_utc="2026-11-01T00:00:00Z")
    said = manifest(out)
    assert whole(out)
    assert {key: said[key] for key in ("format", "kit", "target", "device", "python", "made_utc")} == {
        "format": 1, "kit": "0.1.0", "target": "cpu", "device": "cpu", "python": PYTHON,
        "made_utc": "2026-11-01T00:00:00Z"}
    assert said["uv_wheel"] == "uv-1.0-py3-none-any.whl"
    assert said["kit_wheel"].startswith("arc_submission_kit-0.1.0+s")
    assert said["environments"]["kernel"]["wheels"] == [
        said["kit_wheel"], "gridlock-1.0-py3-none-any.whl", "tinygrid-1.0-py3-none-any.whl"]
    assert said["environments"]["serve"]["wheels"] == [
        "served-2.0+cpu-py3-none-any.whl", "tinygrid-1.0-py3-none-any.whl"]


def test_the_requirements_name_each_wheel_by_its_own_hash(order, out):
    order()
    for described in manifest(out)["environments"].values():
        found = {}
        for line in (out / described["requirements"]).read_text().splitlines():
            pin, digest = line.split(" --hash=sha256:")
            found[pin] = digest
        right = {}
        for name in described["wheels"]:
            package, version, *_ = parse_wheel_filename(name)
            right[f"{package}=={version}"] = hashlib.sha256((out / name).read_bytes()).hexdigest()
        assert found == right


def test_without_servers_there_is_one_environment(order, out):
    order("cpu")
    order("none")
    assert whole(out) and set(manifest(out)["environments"]) == {"kernel"}
    assert not (out / "serve.txt").exists() and not list(out.glob("served-*"))


def test_made_again_nothing_is_fetched_and_no_byte_changes(order, out, monkeypatch):
    order(made_utc="2026-11-01T00:00:00Z")
    before, written = contents(out), {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    monkeypatch.setattr(fetch.Fetch, "all", None)
    order(made_utc="2026-11-02T00:00:00Z")
    assert contents(out) == before
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == written


def test_a_damaged_wheel_is_fetched_again_and_no_other(order, out):
    order()
    before = contents(out)
    wheel = out / "served-2.0+cpu-py3-none-any.whl"
    content = bytearray(wheel.read_bytes())
    content[40] ^= 1
    wheel.write_bytes(content)
    said = order()
    assert "wheel 1 of 1: served" in said and "gridlock" not in said
    assert {name: content for name, content in contents(out).items() if name != MANIFEST} == {
        name: content for name, content in before.items() if name != MANIFEST}
    assert whole(out)


def test_what_an_older_lock_or_a_kill_left_is_removed_and_a_missing_wheel_comes_back(order, out, shop):  # noqa: F811
    order()
    add_wheel(out, "0.9", "old")
    (out / "gridlock-1.0-py3-none-any.whl").unlink()
    (out / "arc-kit-wheels.draft").write_text("{")
    order()
    assert whole(out) and not (out / "tinygrid-0.9-py3-none-any.whl").exists()


def test_a_changed_kit_replaces_the_one_before(order, out, kit):
    order()
    first = manifest(out)["kit_wheel"]
    (kit / "kernel" / "more.py").write_text("more = 1\n")
    order()
    assert manifest(out)["kit_wheel"] != first and not (out / first).exists() and whole(out)


def test_what_is_not_a_wheels_folder_is_refused_and_left_alone(order, out, tmp_path):
    out.mkdir()
    (out / "thesis.odt").write_text("years of work")
    (out / "mine.whl").write_text("mine")
    with pytest.raises(WheelhouseFault, match=r"no wheels folder, thesis\.odt lies in it; give an empty or a new one"):
        order()
    assert set(contents(out)) == {"thesis.odt", "mine.whl"}
    shutil.rmtree(out)
    out.write_text("a file")
    with pytest.raises(WheelhouseFault, match="is a file"):
        order()


def test_a_disk_without_room_is_refused_before_anything_is_fetched(order, out, monkeypatch):
    usage = shutil.disk_usage(out.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10**8))
    with pytest.raises(WheelhouseFault, match=r"needs a disk with 0\.8 GB free, and there are 0\.1; make room"):
        order()
    assert not out.exists()


# ---- stopped, failing, at the same time

def start(kit: Path, out: Path, tools: Path) -> subprocess.Popen:
    return subprocess.Popen([tools, "-c", BUILD, kit, out, out.parent / "locks"], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_killed_while_it_fetches_it_goes_on_where_it_was(order, kit, out, tools):
    process = start(kit, out, tools)
    assert any("wheel 1 of 2: tinygrid" in line for line in process.stderr), "it never fetched a first wheel"
    process.kill()
    process.communicate()
    assert not (out / MANIFEST).exists(), "it must not look finished"
    assert "tinygrid" not in order()
    assert whole(out)


def test_a_change_that_is_stopped_leaves_no_manifest(order, out, monkeypatch):
    order()
    (out / "gridlock-1.0-py3-none-any.whl").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *_: exec("raise KeyboardInterrupt"))
        with pytest.raises(KeyboardInterrupt):
            order()
    assert not (out / MANIFEST).exists()
    order()
    assert whole(out)


def test_two_at_once_make_it_once(order, kit, out, tools):
    both = [start(kit, out, tools) for _ in range(2)]
    said = [process.communicate(timeout=TIMEOUT_S) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sum(err.count("wheel 1 of 2: tinygrid") for _, err in said) == 1
    assert whole(out)


def refusal(order) -> str:
    with pytest.raises(FetchFault) as caught:
        order()
    return str(caught.value).partition("\n")[0]


def test_a_source_distribution_is_refused(order, shop):  # noqa: F811
    (shop / "gridlock-1.0-py3-none-any.whl").rename(shop / "gridlock-1.0.tar.gz")
    assert refusal(order).startswith(f"gridlock==1.0 for Python {PYTHON}: a package was not found for this Python")


def test_a_wheel_that_is_not_the_locked_one_is_refused(order, shop, out):  # noqa: F811
    add_wheel(shop, "1.0", "something else", name="gridlock")
    assert "gridlock==1.0" in refusal(order) and not list(out.glob("gridlock*"))
    assert "not the file that the lock names" in refusal(order)


def test_no_network_is_told_as_such(order, monkeypatch):
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")       # the discard port: nobody answers
    monkeypatch.setenv("PIP_RETRIES", "1")
    assert "cannot be reached" in refusal(order)


def test_terminated_it_takes_pip_along(order, kit, out, tools, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:                  # an index that never answers
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_FIND_LINKS", "")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        silent.settimeout(TIMEOUT_S)
        process = start(kit, out, tools)
        connection = silent.accept()[0]
        connection.settimeout(TIMEOUT_S)
        process.terminate()
        assert process.wait(TIMEOUT_S) == 143
        while connection.recv(65536):                                       # until the other end, pip's, is closed
            pass
        connection.close()
        process.communicate()


class _Dropping(BaseHTTPRequestHandler):
    """An index whose wheel breaks off after `first` bytes the first time, and can be asked for the rest."""

    def __init__(self, wheel: bytes, name: str, asked: list[str | None], *given) -> None:
        self.wheel, self.name, self.asked = wheel, name, asked
        super().__init__(*given)

    def do_GET(self) -> None:
        if not self.path.endswith(".whl"):
            page = f'<a href="/{self.name}">{self.name}</a>'.encode() if "tinygrid" in self.path else b""
            self.answer(200, {"Content-Type": "text/html", "Content-Length": str(len(page))}, page)
            return
        wanted = self.headers.get("Range")
        self.asked.append(wanted)
        begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        headers = {"Content-Length": str(len(self.wheel) - begin), "Accept-Ranges": "bytes", "ETag": '"one"'}
        if begin:
            headers["Content-Range"] = f"bytes {begin}-{len(self.wheel) - 1}/{len(self.wheel)}"
        half = len(self.wheel) // 2
        self.answer(206 if begin else 200, headers, self.wheel[begin:] if begin else self.wheel[:half])
        self.close_connection = True

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


def test_a_dropped_connection_is_taken_up_where_it_broke(order, shop, out, monkeypatch):  # noqa: F811
    wheel = shop / "tinygrid-1.0-py3-none-any.whl"
    asked: list[str | None] = []
    handler = partial(_Dropping, wheel.read_bytes(), wheel.name, asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wheel.unlink()
        monkeypatch.delenv("PIP_NO_INDEX")
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/simple")
        order()
        server.shutdown()
    assert whole(out)
    assert asked[0] is None and asked[1].startswith("bytes="), asked


# ---- what is taken

@pytest.mark.parametrize("build, beside", [("1.0", True), ("1.0+cpu", False)])
def test_only_a_cuda_build_of_torch_gets_what_it_needs_beside_it(order, shop, out, tmp_path, build, beside):  # noqa: F811
    add_wheel(shop, "1.0", "cuda", name="torch", requires="nvidia_cublas (==1.0) ; sys_platform == 'linux'")
    add_wheel(shop, "1.0", "there", name="nvidia_cublas")
    lock = tmp_path / "locks" / "serve-cpu.txt"
    lock.write_text(lock.read_text() + locked(shop, name="torch"))
    lock.with_suffix(".cuda.txt").write_text(locked(shop, name="nvidia_cublas"))
    cpu = add_wheel(shop, "1.0+cpu", "cpu", name="torch", requires="tinygrid")
    lock.with_suffix(".local.txt").write_text(f"torch==1.0 --hash=sha256:{dist.sha256_of(cpu)}\n")
    if build == "1.0":
        cpu.unlink()
    order()
    served = manifest(out)["environments"]["serve"]["wheels"]
    assert f"torch-{build}-py3-none-any.whl" in served and len([name for name in served if "torch" in name]) == 1
    assert ("nvidia_cublas-1.0-py3-none-any.whl" in served) == beside
    assert f"torch=={build} --hash" in (out / "serve.txt").read_text()
    assert whole(out)


# ---- the kit's own wheel

def test_the_same_sources_give_the_same_wheel_and_others_another(kit, tmp_path, tools):
    first, second = (kitwheel.kit_wheel(tmp_path / name, tools=tools) for name in ("a", "b"))
    assert (first.name, first.read_bytes()) == (second.name, second.read_bytes())
    before = sorted(kit.rglob("*"))
    (kit / "kernel" / "__init__.py").write_text("name = 'another'\n")
    third = kitwheel.kit_wheel(tmp_path / "a", tools=tools)
    assert third.name != first.name
    assert sorted(kit.rglob("*")) == before, "it left something in the source tree"


def test_the_kits_wheel_holds_every_source_and_the_trained_model(tmp_path, tools):
    wheel = wheelhouse.kit_wheel(tmp_path, tools=tools)
    done = subprocess.run([tools, "-m", "zipfile", "--list", wheel], text=True, capture_output=True, check=True)
    inside = {line.split()[0] for line in done.stdout.splitlines()[1:]}
    assert {str(path) for path in kitwheel.sources()} - set(kitwheel.HEAD) <= inside
    assert "classifier/transductive.joblib" in inside


# ---- the command

@pytest.mark.parametrize("arguments, told", [
    (("--target", "cpu", "--python", "3.9"), "target cpu is locked for Python 3.11, 3.12, 3.13, not 3.9"),
    (("--target", "kaggle-cu13", "--python", "3.11"), "target kaggle-cu13 is locked for Python 3.12, not 3.11"),
    (("--target", "tpu"), "invalid choice"), (("--jobs", "0"), "not a number from 1 to 32"), (("--nope",), "--nope"),
    (("--prove-with", "python3"), "--prove-with goes with --prove")])
def test_bad_arguments_get_one_line_and_no_environment(arguments, told):
    done = subprocess.run([sys.executable, "-S", "-E", "build.py", "wheels", *arguments], cwd=ROOT, text=True,
                          capture_output=True, timeout=TIMEOUT_S)
    assert done.returncode == 2 and done.stdout == ""
    assert told in done.stderr and done.stderr.count("\n") == 1, done.stderr


def test_the_command_says_what_it_made_and_what_stands_in_its_way(tmp_path):
    out = made.wheels("none")
    command = [sys.executable, "build.py", "wheels", "--target", "none", "--python", PYTHON, "--out"]
    done = subprocess.run([*command, out], cwd=ROOT, text=True, capture_output=True, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{out}: target none, Python {PYTHON}, ") and done.stderr == ""
    assert whole(out)
    (tmp_path / "mine.txt").write_text("")
    for arguments in ([tmp_path], [tmp_path / "new", "--prove", "--prove-with", "/bin/false"]):
        done = subprocess.run([*command, *arguments], cwd=ROOT, text=True, capture_output=True, timeout=TIMEOUT_S)
        assert done.returncode == 2 and done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
    assert not (tmp_path / "new").exists()


def test_interrupted_the_command_says_how_to_go_on(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/simple")
        silent.settimeout(TIMEOUT_S)
        process = subprocess.Popen([sys.executable, "build.py", "wheels", "--target", "none", "--out", tmp_path / "w"],
                                   cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        silent.accept()[0].close()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIMEOUT_S)
    assert process.returncode == 130 and "interrupted; the same command goes on" in err
    assert "Traceback" not in err
