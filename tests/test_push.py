"""`build.py push` with the real client over real HTTP, against Kaggle's API on the loopback interface."""
import json
import os
import shutil
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from offline_wheels import bundle as bundling
from offline_wheels import dist
from offline_wheels.dist import Bundle
from tests import bundles, kaggle_server, made
from tests.kaggle_server import Kaggle

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_S = 250
DATASET, KERNEL = "someone/arc-kit-wheels", "someone/arc-kit-submission"
INSTANCE = "someone/arc-kit-tiny/transformers/fp8"
SHARD = "model-00001-of-00001.safetensors"
SENDING = {"StartBlobUpload", "CreateDataset", "CreateDatasetVersion", "CreateModel", "CreateModelInstance",
           "CreateModelInstanceVersion", "SaveKernel"}


@dataclass
class Site:
    """A user's machine with a bundle, and the Kaggle that it reaches."""

    kaggle: Kaggle
    folder: Path
    bundle: Bundle
    login: dict = field(default_factory=dict)          # variables that differ from the server's own, None: not set

    def command(self, *arguments: str) -> list[str]:
        return [str(made.push_python()), "-P", "-m", "offline_wheels.push", "--out", str(self.bundle.folder),
                "--poll-s", "0.05", *arguments]

    def environ(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("KAGGLE")}
        environ = kept | self.kaggle.environ(self.folder / "home") | {"PYTHONPATH": str(ROOT)} | self.login
        return {name: value for name, value in environ.items() if value is not None}

    def push(self, *arguments: str) -> subprocess.CompletedProcess:
        self.kaggle.calls.clear()
        return subprocess.run(self.command(*arguments), cwd=self.folder, env=self.environ(), text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_S)

    def sent(self) -> list[str]:
        """What the last push changed at Kaggle, in order, each upload once."""
        return list(dict.fromkeys(call for call in self.kaggle.calls if call in SENDING))


@pytest.fixture
def site(tmp_path):
    """A bundle with wheels and a model, and a Kaggle that has nothing of it."""
    (tmp_path / "home").mkdir()
    with kaggle_server.serving() as kaggle:
        yield Site(kaggle, tmp_path, bundles.small(tmp_path))


@pytest.fixture
def plain(tmp_path):
    """The same without a model."""
    (tmp_path / "home").mkdir()
    bundles.wheels(tmp_path / "dist" / "wheels", target="none")
    with kaggle_server.serving() as kaggle:
        yield Site(kaggle, tmp_path, bundling.assemble(plain_order(tmp_path)))


def plain_order(folder: Path, **names) -> bundling.Order:
    return bundles.order(folder, target="none", model=None, names={"model": None} | names)


@pytest.fixture(scope="module")
def first_push(tmp_path_factory):
    """A first push, made once: its folder, what Kaggle then has, and what was said."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "home").mkdir()
    with kaggle_server.serving() as kaggle:
        site = Site(kaggle, folder, bundles.small(folder))
        done = pushed(site.push())
        return site, kaggle.kept(), done.stdout, site.sent()


@pytest.fixture
def after(first_push, tmp_path):
    """A machine and a Kaggle of its own as that push left them."""
    shutil.copytree(first_push[0].folder, tmp_path / "site", symlinks=True)
    with kaggle_server.serving() as kaggle:
        kaggle.restore(first_push[1])
        yield Site(kaggle, tmp_path / "site", Bundle.read(tmp_path / "site" / "dist"))


def pushed(done: subprocess.CompletedProcess) -> subprocess.CompletedProcess:
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def refused(done: subprocess.CompletedProcess, *words: str) -> str:
    """The one line with which a push ended."""
    assert done.returncode == 1, done.stdout + done.stderr
    line = done.stderr.rstrip().splitlines()[-1]
    assert line.startswith("build.py push: ") and "Traceback" not in done.stderr, done.stderr
    for word in words:
        assert word in line
    return line


def test_the_first_push_creates_everything_privately_and_says_what_comes_next(first_push):
    site, _, said, sent = first_push
    assert sent == ["StartBlobUpload", "CreateDataset", "CreateModel", "CreateModelInstance", "SaveKernel"]

    dataset = site.kaggle.datasets[DATASET]
    assert dataset.private and len(dataset.versions) == 1
    there = {file.name.replace("+", ""): file.read_bytes() for file in site.bundle.wheels.iterdir()
             if file.name != dist.DATASET_METADATA}
    assert dataset.versions[0] == there, "every file whole, no metadata, the plus signs lost"
    assert site.kaggle.models["someone/arc-kit-tiny"]["isPrivate"]
    weights = site.kaggle.instances[INSTANCE].versions[0]
    assert weights[SHARD] == b"w" * bundles.SHARD_BYTES and set(weights) == {SHARD, "model.json", "manifest.json"}

    [kernel] = site.kaggle.kernels[KERNEL]
    assert kernel["text"] == (site.bundle.kernel / dist.CODE_FILE).read_text()
    assert kernel["isPrivate"] is True and kernel["enableInternet"] is False
    assert kernel["machineShape"] == "NvidiaL4" and kernel["dockerImage"].startswith("gcr.io/kaggle-private-byod/")
    assert kernel["datasetDataSources"] == [DATASET] and kernel["modelDataSources"] == [f"{INSTANCE}/1"]
    assert f"competitions submit arc-prize-2026-arc-agi-2 -k {KERNEL} -v 1 -f submission.json" in said


def test_a_second_push_sends_nothing(after):
    done = pushed(after.push())
    assert after.sent() == []
    assert len(after.kaggle.kernels[KERNEL]) == 1 and "-v 1 -f submission.json" in done.stdout


def test_changed_wheels_are_a_new_version_and_the_kernel_goes_again(after):
    bundles.wheels(after.bundle.wheels, content=b"other")
    after.bundle = bundling.assemble(bundles.order(after.folder))
    done = pushed(after.push())
    assert after.sent() == ["StartBlobUpload", "CreateDatasetVersion", "SaveKernel"]
    assert len(after.kaggle.datasets[DATASET].versions) == 2 and len(after.kaggle.instances[INSTANCE].versions) == 1
    assert "-v 2 -f submission.json" in done.stdout


def test_a_changed_model_is_a_new_version_and_the_kernel_names_it(after):
    bundles.model(after.folder / "built", weights=b"x")
    after.bundle = bundling.assemble(bundles.order(after.folder))
    pushed(after.push())
    assert after.sent() == ["StartBlobUpload", "CreateModelInstanceVersion", "SaveKernel"]
    assert after.kaggle.kernels[KERNEL][-1]["modelDataSources"] == [f"{INSTANCE}/2"]


def test_the_models_version_is_the_one_that_kaggle_counts(after):
    """Somebody uploaded versions from elsewhere: the bundle's own guess is 1."""
    after.kaggle.instances[INSTANCE].versions += [{"model.json": b"{}"}] * 2
    (after.bundle.folder / "pushed.json").unlink()
    pushed(after.push())
    assert after.kaggle.kernels[KERNEL][-1]["modelDataSources"] == [f"{INSTANCE}/4"]
    assert Bundle.read(after.bundle.folder).stamp["model"]["source"] == f"{INSTANCE}/4"
    assert f"'source': '{INSTANCE}/4'" in after.kaggle.kernels[KERNEL][-1]["text"]
    again = bundling.assemble(bundles.order(after.folder))
    assert again.stamp["model"]["source"] == f"{INSTANCE}/4", "the next bundle knows it"


def test_what_kaggle_no_longer_has_is_sent_again(after):
    del after.kaggle.datasets[DATASET]
    pushed(after.push())
    assert after.sent() == ["StartBlobUpload", "CreateDataset", "SaveKernel"]


def test_more_files_than_a_page_holds(plain):
    for number in range(250):
        (plain.bundle.wheels / f"package{number:03}-1.0-py3-none-any.whl").write_bytes(b"%d" % number)
    bundles.wheels(plain.bundle.wheels, target="none")
    plain.bundle = bundling.assemble(plain_order(plain.folder))
    pushed(plain.push())
    assert len(plain.kaggle.datasets[DATASET].versions[0]) == 254
    assert [len(versions) for versions in plain.kaggle.kernels.values()] == [1]


def test_an_upload_that_breaks_off_goes_on_where_it_was(site):
    site.kaggle.trouble.cut = {SHARD}
    pushed(site.push())
    half, last = bundles.SHARD_BYTES // 2, bundles.SHARD_BYTES - 1
    assert site.kaggle.puts(SHARD) == ["whole", f"bytes */{last + 1}", f"bytes {half}-{last}/{last + 1}"]
    assert site.kaggle.instances[INSTANCE].versions[0][SHARD] == b"w" * bundles.SHARD_BYTES


def test_a_push_that_is_killed_goes_on_where_it_was(site):
    site.kaggle.trouble.held = {SHARD}
    with subprocess.Popen(site.command(), cwd=site.folder, env=site.environ(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as push:
        assert site.kaggle.half_there.wait(TIMEOUT_S)
        push.send_signal(signal.SIGTERM)
        push.communicate(timeout=TIMEOUT_S)
        assert push.returncode == 128 + signal.SIGTERM
    site.kaggle.trouble.held = set()
    pushed(site.push())
    half, last = bundles.SHARD_BYTES // 2, bundles.SHARD_BYTES - 1
    assert site.kaggle.puts(SHARD) == [f"bytes */{last + 1}", f"bytes {half}-{last}/{last + 1}"]
    assert "CreateDataset" not in site.sent(), "the wheels were there"


def test_a_file_that_was_lost_is_noticed_although_the_client_is_content(site):
    site.kaggle.trouble.dropped = {bundles.TORCH, SHARD}
    done = pushed(site.push())
    assert "wheels: Kaggle lacks 1 files of it, such as torch" in done.stdout
    assert f"model: Kaggle lacks 1 files of it, such as {SHARD}" in done.stdout
    for versions, name in ((site.kaggle.datasets[DATASET].versions, bundles.TORCH.replace("+", "")),
                           (site.kaggle.instances[INSTANCE].versions, SHARD)):
        assert [name in version for version in versions] == [False, True]
    assert site.kaggle.kernels[KERNEL][-1]["modelDataSources"] == [f"{INSTANCE}/2"]


def test_a_size_that_kaggle_lists_otherwise_is_said_and_stops_nothing(plain):
    plain.kaggle.trouble.miscounted = 1
    assert "lists 4 files with another size" in pushed(plain.push()).stdout
    assert plain.sent() == ["StartBlobUpload", "CreateDataset", "SaveKernel"]


@pytest.mark.parametrize("rude", [False, True])
@pytest.mark.parametrize("login", [{}, {"KAGGLE_API_TOKEN": kaggle_server.TOKEN, "KAGGLE_KEY": None}])
def test_an_expired_token_is_told_before_anything_is_sent(plain, login, rude):
    """A key and a token, the two that Kaggle hands out, as the client finds them in the environment."""
    plain.login = login
    plain.kaggle.trouble.expired, plain.kaggle.trouble.rude = True, rude
    refused(plain.push(), "accepts no token", "https://www.kaggle.com/settings/api")
    assert plain.sent() == []


def test_a_token_does_as_well_as_a_key(plain):
    plain.login = {"KAGGLE_API_TOKEN": kaggle_server.TOKEN, "KAGGLE_KEY": None, "KAGGLE_USERNAME": None}
    pushed(plain.push())
    assert plain.sent() == ["StartBlobUpload", "CreateDataset", "SaveKernel"]


def test_a_token_of_another_user_is_told_before_anything_is_sent(plain):
    plain.bundle = bundling.assemble(plain_order(plain.folder, owner="other"))
    refused(plain.push(), "logged in as someone", "--owner someone", "--organization")
    assert plain.sent() == []


def test_a_conflict_is_told(plain):
    plain.kaggle.trouble.conflict = True
    refused(plain.push(), "Conflict", "--slug")


def test_a_refused_kernel_is_told_although_the_client_exits_0(plain):
    plain.kaggle.trouble.error = "You have used up this week's GPU hours"
    refused(plain.push(), "You have used up this week's GPU hours")
    plain.kaggle.trouble.error = ""
    pushed(plain.push())
    assert plain.sent() == ["SaveKernel"], "the uploads were not in vain"


def test_a_refused_source_is_told_although_the_client_exits_0(plain):
    plain.bundle = bundling.assemble(plain_order(plain.folder, competition="arc-prize-2031"))
    refused(plain.push(), "not valid competition sources", "arc-prize-2031")


def test_what_kaggle_made_of_the_kernel_is_read_back(after):
    """The client prints nothing of these: the push itself has to see them."""
    after.kaggle.trouble.changes = {"modelDataSources": [], "enableInternet": True, "machineShape": "NvidiaTeslaT4",
                                    "dockerImage": "", "isPrivate": False}
    done = after.push()
    line = refused(done, "model_sources", "enable_internet", "machine_shape", "is_private", "do not submit it")
    assert "docker_image" not in line and "does not say its docker_image" in done.stdout, "silence proves nothing"


def test_a_version_that_kaggle_cannot_process_is_told(plain):
    plain.kaggle.trouble.failing = True
    refused(plain.push(), "could not process", DATASET)
    plain.kaggle.trouble.failing = False
    pushed(plain.push())
    assert "CreateDatasetVersion" in plain.sent()


def test_waiting_has_an_end_and_goes_on_the_next_time(plain):
    plain.kaggle.trouble.polls = 10_000
    refused(plain.push("--wait-s", "0.2"), "was not ready after 0.2 s", "goes on waiting")
    plain.kaggle.datasets[DATASET].polls_left = 1
    pushed(plain.push())
    assert plain.sent() == ["SaveKernel"], "what Kaggle was at work on is not sent again"


def test_an_organizations_bundle_goes_where_it_belongs(plain):
    plain.bundle = bundling.assemble(plain_order(plain.folder, owner=kaggle_server.ORGANIZATION))
    pushed(plain.push("--organization"))
    assert list(plain.kaggle.datasets) == [f"{kaggle_server.ORGANIZATION}/arc-kit-wheels"]


def test_kaggle_out_of_reach_is_told(plain):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    done = subprocess.run(plain.command(), cwd=plain.folder, env=plain.environ() | {"http_proxy": nobody}, text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_S)
    refused(done, "cannot be reached")


def test_a_dry_run_says_what_would_go_and_asks_nobody(plain, after):
    said = pushed(plain.push("--dry-run")).stdout
    assert said.count("would go") == 2 and DATASET in said and '"machine_shape"' not in said
    said = pushed(after.push("--dry-run")).stdout
    assert said.count("is there as version 1") == 2 and '"machine_shape": "NvidiaL4"' in said
    assert plain.kaggle.calls == after.kaggle.calls == []


def test_a_bundle_that_is_not_whole_stays_here(plain):
    (plain.bundle.wheels / bundles.TORCH).write_bytes(b"something else")
    refused(plain.push(), bundles.TORCH, "not the file that")
    assert plain.kaggle.calls == []


def test_no_bundle_is_refused(plain):
    done = plain.push("--out", str(plain.folder / "nowhere"))
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "build.py bundle --owner" in done.stderr


def test_the_clients_own_command_works_from_the_root(site):
    """`kaggle kernels push -p .` in the root of a repository whose dist/ is the bundle."""
    root = site.folder / "clone"
    for part in ("kernel", "classifier"):
        (root / part).mkdir(parents=True)
    (root / "kernel" / dist.CODE_FILE).write_bytes((ROOT / "kernel" / dist.CODE_FILE).read_bytes())
    bundles.wheels(root / "dist" / "wheels")
    bundle = bundling.assemble(bundles.order(site.folder, out=root / "dist"), root=root)
    site.bundle = bundle
    pushed(site.push())
    client = made.push_python().with_name("kaggle")
    done = subprocess.run([client, "kernels", "push", "-p", "."], cwd=root, env=site.environ(), text=True,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT_S)
    assert "Kernel version 2 successfully pushed" in done.stdout, done.stdout + done.stderr
    first, second = site.kaggle.kernels[KERNEL]
    assert first == second
    assert json.loads((root / dist.KERNEL_METADATA).read_text())["code_file"] == "dist/kernel/submission.py"
