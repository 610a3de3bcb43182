"""The kernel's file run as Kaggle runs it, in an imitated tree: whole runs, and whatever can go wrong on the way.

Each ends in exit status 0, a valid submission, and log lines that say which rung it came to and why. Real wheels, real
installs without a network, real runs on a few ARC tasks; real model servers in the tests marked `server`.
"""
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest

from kernel import submission
from kernel.datasets import Challenges, load_challenges, read_tasks
from kernel.score import score
from tests import kaggle_tree, made
from tests.kaggle_tree import TEST, Ended, Tree
from tests.sandbox_watch import wait_until

IDS = list(read_tasks("arc-agi-1-training"))
TESTS, PUBLIC = IDS[:4], IDS[4:7]
SEARCH, IMAGE = "search from the wheels", "search on the image's Python"
TRIAL = {"limit_s": 120, "reserve_s": 2, "leave_s": 3, "least_s": 5, "room_mb": 50, "line_s": 0, "proof_s": 25,
         "proof_tasks": 3}
UNDOUBTED = "the run: no program is doubted"

pytestmark = pytest.mark.skipif(kaggle_tree.namespaces() is None and not os.environ.get("CI"),
                                reason="this machine lets nobody make mount and network namespaces")


@pytest.fixture
def tree(tmp_path) -> Tree:
    """A tree in the new layout, for the scored rerun, with the competition attached."""
    made_tree = Tree(tmp_path / "tree", settings=dict(TRIAL))
    made_tree.attach_competition(TESTS, PUBLIC)
    return made_tree


def challenges_of(tree: Tree) -> Challenges:
    return load_challenges(tree.competition / TEST, lenient=True)


def went(ended: Ended, tree: Tree, rung: str, *wrong: str, answered: bool = True) -> str:
    """What holds of every end: status 0, a valid submission, and last lines that say the rung, all that went wrong
    (and nothing else), and how many tasks are answered. The log's short form."""
    assert ended.status == 0, ended.log
    answers = ended.answers(challenges_of(tree))
    short = ended.short()
    assert f"rung: {rung}\n" in short, ended.log
    told = re.findall(r"went wrong: (.*)", short)
    if not any(UNDOUBTED in words for words in wrong):     # the sources in the kernel's file come without that model
        told = [line for line in told if UNDOUBTED not in line or rung != IMAGE]
    assert told == ["nothing"] if not wrong else len(told) == len(wrong), short
    for words in wrong:
        assert any(re.search(words, line) for line in told), short
    count = sum(answer != submission.placeholder(len(answer)) for answer in answers.values())
    last = ended.log.splitlines()[-1]
    assert f"submission.json: valid, {len(answers)} tasks" in last and f" {count} tasks answered" in last
    assert (count > 0) == answered, ended.log
    return short


def fault(tree: Tree, rung: str, *wrong: str) -> Ended:
    """Run until a task has an answer, and let the platform end it then: what a fault leaves shows by that time."""
    ended = stopped(tree.start())
    went(ended, tree, rung, "ended by SIGTERM", *wrong)
    return ended


def stopped(running: kaggle_tree.Running) -> Ended:
    """Wait for an answer, and let the platform end it."""
    assert wait_until(lambda: re.search(r"[1-9]\d* with a vote", running.log) or running.process.poll() is not None,
                      110.0), running.log
    os.kill(running.pid(), signal.SIGTERM)
    return running.end()


def attach_wheels(tree: Tree, plus: str = "") -> Path:
    """The real wheels of target `none`, whose names have lost their plus; their folder."""
    tree.attach(made.wheels("none"), tree.wheels, lambda name: name.replace("+", plus))
    return tree.wheels


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def damage(path: Path) -> None:
    """Flip a byte in the middle. The file may be a link to the real one, which stays as it is."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.unlink()
    path.write_bytes(content)


def rewrite(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


def attach_servers(tree: Tree, device: str = "cpu") -> None:
    """Wheels with an environment for servers too, though one without vLLM, and the stand-in model."""
    folder = attach_wheels(tree)
    manifest = json.loads((folder / submission.WHEELS).read_text())
    manifest["environments"]["serve"] = manifest["environments"]["kernel"]
    rewrite(folder / submission.WHEELS, json.dumps(manifest | {"device": device}))
    tree.attach(made.tiny_model(), tree.model)


# Whole runs

@pytest.mark.parametrize("layout, rerun, plus", [("new", "1", ""), ("old", "true", "_")])
def test_from_nothing_to_a_submission_in_the_scored_rerun(tmp_path, layout, rerun, plus):
    tree = Tree(tmp_path / "tree", layout=layout, rerun=rerun, settings=TRIAL | {"limit_s": 50})
    tree.attach_competition(TESTS)
    attach_wheels(tree, plus)
    ended = tree.run()
    went(ended, tree, SEARCH)
    assert "scored rerun" in ended.log and (ended.working / "run.sqlite").exists()


def test_a_saved_version_proves_itself_and_leaves_the_placeholder(tree):
    tree.rerun = None
    kaggle_tree.attach_bundle(tree, "none")
    ended = tree.run()
    went(ended, tree, SEARCH, answered=False)
    proof = ended.working / "proof"
    assert json.loads((proof / "score.json").read_text())["tasks"] == len(PUBLIC)
    assert (proof / "report.html").stat().st_size > 10_000 and "saved version" in ended.log


@pytest.mark.server
def test_a_bundle_with_servers_in_the_scored_rerun_until_the_platform_ends_it(tree):
    tree.settings |= {"limit_s": 900, "line_s": 5}
    kaggle_tree.attach_bundle(tree, "cpu")
    running = tree.start()
    running.until("server-0 ready", patience_s=600)
    lines = running.log.count(" tasks solved on train")
    assert wait_until(lambda: running.log.count(" tasks solved on train") > lines + 3, 120), running.log
    ended = stopped(running)
    went(ended, tree, "model tiny and search", "ended by SIGTERM")
    with sqlite3.connect(f"file:{ended.working / 'run.sqlite'}?mode=ro", uri=True) as journal:
        assert journal.execute("SELECT count(*) FROM samples").fetchone()[0] > 0
    challenges = challenges_of(tree)
    tasks = read_tasks("arc-agi-1-training")
    truths = {id: [pair["output"] for pair in tasks[id]["test"]] for id in TESTS}
    assert score(challenges, ended.answers(challenges), truths).tasks_solved > 0


@pytest.mark.server
def test_a_bundle_with_servers_proves_itself_in_a_saved_version(tmp_path):
    tree = Tree(tmp_path / "tree", layout="old", rerun=None, settings=TRIAL | {"limit_s": 600, "proof_s": 80})
    tree.attach_competition(TESTS, PUBLIC)
    kaggle_tree.attach_bundle(tree, "cpu")
    ended = tree.run(600)
    went(ended, tree, "model tiny and search", answered=False)
    proof = ended.working / "proof"
    scored = json.loads((proof / "score.json").read_text())
    assert scored["tasks"] == len(PUBLIC) and scored["candidates"] > 0 and (proof / "report.html").exists()


# Wheels

def test_a_missing_wheel(tree):
    only(attach_wheels(tree), "scipy-*.whl").unlink()
    fault(tree, IMAGE, "no environment kernel: scipy-.* is missing")


def test_a_corrupt_wheel(tree):
    damage(only(attach_wheels(tree), "rich-*.whl"))
    fault(tree, IMAGE, "no environment kernel: uv failed .*rich")


def test_a_corrupt_installer(tree):
    damage(only(attach_wheels(tree), "uv-*.whl"))
    fault(tree, IMAGE, "no environment kernel: uv-.* is damaged")


def test_wheels_of_another_bundle(tree):
    attach_wheels(tree)
    tree.stamp({"format": 1, "kit": "0.1.0", "made_utc": "2026-11-01", "model": None,
                "wheels": {"sha256": "0" * 64, "dataset": "me/arc-kit-wheels", "target": "kaggle"}})
    fault(tree, IMAGE, "a mixture: the wheels attached .target none")


def test_a_flipped_byte_in_the_classifier(tree):
    """Inside a wheel whose hashes are right: the byte was wrong when the wheel was made."""
    folder = attach_wheels(tree)
    wheel = only(folder, "arc_submission_kit-*.whl")
    with zipfile.ZipFile(wheel) as old:
        contents = {entry: old.read(entry) for entry in old.infolist()}
    wheel.unlink()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, content in contents.items():
            if entry.filename.endswith("transductive.joblib"):
                middle = len(content) // 2
                content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:]
            new.writestr(entry, content)
    restate(folder, wheel)
    fault(tree, SEARCH, "the run: no program is doubted: .*transductive.joblib")


def restate(folder: Path, wheel: Path) -> None:
    """Let requirements and manifest tell of the wheel as it is now."""
    manifest = json.loads((folder / submission.WHEELS).read_text())
    stated = {submission.squeezed(file["name"]): file for file in manifest["files"]}
    requirements, was = folder / "kernel.txt", stated[submission.squeezed(wheel.name)]["sha256"]
    rewrite(requirements, requirements.read_text().replace(was, submission.sha256_of(wheel)))
    for path in (wheel, requirements):
        stated[submission.squeezed(path.name)] |= {"sha256": submission.sha256_of(path), "size": path.stat().st_size}
    rewrite(folder / submission.WHEELS, json.dumps(manifest))


# Room

def test_no_space_in_tmp_but_elsewhere(tree):
    tree.no_room = ("/tmp",)
    attach_wheels(tree)
    ended = fault(tree, SEARCH)
    assert "installing kernel below /var/tmp" in ended.log


def test_no_space_anywhere_but_for_the_output(tree):
    tree.no_room = ("/tmp", "/var/tmp", "/kaggle/temp", "/dev/shm")
    attach_wheels(tree)
    ended = fault(tree, IMAGE, "no environment kernel: no room for .* GB: /tmp has 0.0 GB")
    assert not list(ended.working.glob("arc-kit-*"))


def test_an_output_folder_that_is_all_but_full(tree):
    tree.working_mb = 1
    fault(tree, IMAGE, "no wheels", "no model", "journal|run.sqlite")


# The model

def test_a_missing_model_shard(tree):
    attach_servers(tree)
    only(tree.model, "model-*.safetensors").unlink()
    fault(tree, SEARCH, "no model: the model's model-.*safetensors is missing")


def test_no_gpu_for_servers_on_gpus(tree):
    attach_servers(tree, device="cuda")
    program = tree.folder / "src" / "bin" / "nvidia-smi"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho No devices were found\nexit 6\n")
    program.chmod(0o755)
    tree.environ["PATH"] = f"/kaggle/src/bin:{os.environ['PATH']}"
    fault(tree, SEARCH, "no model: nvidia-smi lists no GPU")


def test_servers_that_cannot_start_and_weights_that_are_damaged(tree):
    """The run is told of neither: its servers die, and the search goes on."""
    attach_servers(tree)
    damage(only(tree.model, "model-*.safetensors"))
    running = tree.start()
    running.until("server-0 died")
    ended = stopped(running)
    went(ended, tree, "model tiny and search", "ended by SIGTERM", "model-.*safetensors is not the file that its")
    assert re.search(r"server-0 died: at its start: .*No module named .?vllm", ended.log)


# The tasks

def test_a_malformed_task(tree):
    path = tree.competition / TEST
    tasks = json.loads(path.read_text())
    tasks[TESTS[1]] = {"train": [], "test": [{"input": [[99]]}, {}]}
    path.write_text(json.dumps(tasks))
    ended = fault(tree, IMAGE, "no wheels", "no model")
    assert len(ended.answers(challenges_of(tree))[TESTS[1]]) == 2


def test_a_challenges_file_that_was_cut_off(tree):
    path = tree.competition / TEST
    whole = path.read_text()
    path.write_text(whole[:whole.index(TESTS[3]) + 40])
    tree.settings["limit_s"] = 30
    ended = tree.run()
    path.write_text(json.dumps(json.loads(whole) | {TESTS[3]: None}))       # what was owed of it: one test input
    went(ended, tree, IMAGE, "not whole JSON .*4 task ids can be read", "no wheels", "no model")


def test_no_challenges_at_all(tree):
    shutil.rmtree(tree.competition)
    ended = tree.run()
    assert ended.status == 0 and json.loads((ended.working / "submission.json").read_text()) == {}
    assert "attach the competition" in ended.short() and "NOT VALID, 0 tasks" in ended.short()


# The run

def killed(running: kaggle_tree.Running, count: int, number: int) -> None:
    """Send a signal to so many lives of the run, as soon as each begins."""
    for life in range(1, count + 1):
        line = running.until("run started: ", life)
        os.kill(int(re.search(r"process (\d+)", line)[1]), number)


def test_a_child_that_is_killed_ten_times(tree):
    tree.settings |= {"pause_s": 0.05, "pause_max_s": 0.2}
    attach_wheels(tree)
    running = tree.start()
    killed(running, 10, signal.SIGKILL)
    ended = stopped(running)
    went(ended, tree, IMAGE, "ended by SIGTERM", f"the run .{SEARCH}. ended: killed by SIGKILL",
         f"the run .{IMAGE}. ended: killed by SIGKILL")
    assert ended.log.count("run started: ") == 11


def test_a_run_that_hangs_at_its_start(tree):
    tree.settings |= {"hang_s": 12, "stop_s": 0.5}
    running = tree.start()
    killed(running, 1, signal.SIGSTOP)
    went(stopped(running), tree, IMAGE, "no wheels", "no model", "ended by SIGTERM",
         "ended: it hung: no sign of life for 12 s")


def test_sigterm_from_the_platform(tree):
    attach_wheels(tree)
    ended = fault(tree, SEARCH)
    assert "exit status 143: interrupted" in (ended.working / "run.log").read_text().splitlines()[-1]


def test_sigterm_while_installing(tree):
    attach_wheels(tree)
    running = tree.start()
    running.until("installing kernel")
    os.kill(running.pid(), signal.SIGTERM)
    went(running.end(), tree, "placeholder", "ended by SIGTERM", answered=False)


def test_an_image_without_any_package_and_no_wheels(tree, tmp_path):
    subprocess.run([made.BASE_PYTHON, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    tree.python = tmp_path / "bare" / "bin" / "python"
    shutil.move(tmp_path / "bare", tree.folder / "src" / "bare")
    tree.python = Path("/kaggle/src/bare/bin/python")
    tree.settings |= {"pause_s": 0.05}
    went(tree.run(), tree, "placeholder", "no wheels", "no model", "ended: exit status 1: ModuleNotFoundError",
         "the run is given up", answered=False)
