"""The kernel's file, part by part: what it reads, what it chooses, when it lets go. Whole runs: `test_kaggle_tree`."""
import ast
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import submission
from kernel.datasets import load_challenges, read_tasks
from kernel.submission import Course, End, Log, Settings, Unusable
from kernel.submit import validate, validate_entries
from tests.kaggle_tree import TEST

ROOT = Path(__file__).parents[1]
SOURCE = (ROOT / "kernel" / "submission.py").read_text()
TASKS = dict(list(read_tasks("arc-agi-1-training").items())[:6])
TEXT = json.dumps(TASKS)


@pytest.fixture
def log(capsys) -> Log:
    return Log(submission.now_s())


# The file itself

def imports(body) -> set[str]:
    """The modules that statements import, at whatever depth."""
    found = set()
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.partition(".")[0])
    return found


def test_it_stands_alone():
    assert imports(ast.parse(SOURCE).body) <= sys.stdlib_module_names


def test_nothing_is_imported_before_the_first_act_but_what_it_needs():
    body = ast.parse(SOURCE).body
    act = next(at for at, node in enumerate(body) if isinstance(node, ast.If) and "first_act" in ast.unparse(node))
    assert imports(body[:act]) == {"json", "os", "re", "time"}


# The first act

@given(st.integers(0, len(TEXT)))
def test_of_a_file_that_was_cut_off_the_tasks_before_the_cut_are_kept(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("cut") / TEST
    path.write_text(TEXT[:length])
    tasks, fault = submission.read_tasks(str(path))
    whole = [id for id, value in tasks.items() if value is not None]
    assert (fault == "") == (length == len(TEXT))
    assert list(tasks)[:len(whole)] == whole == list(TASKS)[:len(whole)] and len(tasks) - len(whole) <= 1
    assert all(tasks[id] == TASKS[id] for id in whole)
    assert all(tests >= 1 for tests in submission.owed(tasks).values())


@pytest.mark.parametrize("content", [
    TEXT, json.dumps(TASKS | {"bad": {"train": [], "test": []}, "worse": None, "worst": {"test": [1, 2, 3]}}),
    '{"a": 1, "a": {"train": [], "test": [{}, {}]}}', "\ufeff" + TEXT])
def test_a_submission_owes_what_the_kernel_says(tmp_path, content):
    path = tmp_path / TEST
    path.write_text(content, encoding="utf-8")
    assert submission.owed(submission.read_tasks(str(path))[0]) == load_challenges(path, lenient=True).placeholders


@pytest.mark.parametrize("content", ["", "[]", "3", "{", "[" * 100_000, "\0\0\0", "null", '{"abc'])
def test_what_is_no_challenges_file_has_no_tasks_and_a_fault(tmp_path, content):
    path = tmp_path / TEST
    path.write_text(content)
    tasks, fault = submission.read_tasks(str(path))
    assert tasks == {} and str(path) in fault and "\n" not in fault


GRIDS = st.one_of(
    st.lists(st.lists(st.integers(-1, 10), min_size=0, max_size=3), max_size=3), st.none(), st.just([[True]]),
    st.just([[0.0]]), st.just([[0] * 30] * 30), st.just([[0] * 31]), st.just([[0]] * 31), st.just("[[0]]"))
ENTRIES = st.one_of(st.none(), st.lists(st.one_of(st.none(), st.fixed_dictionaries(
    {}, optional={"attempt_1": GRIDS, "attempt_2": GRIDS, "attempt_3": GRIDS})), max_size=3))


@given(ENTRIES, st.integers(1, 3))
def test_an_answer_is_valid_where_the_kernel_says_so(entries, tests):
    assert submission.is_answer(entries, tests) == (validate_entries("x", entries, tests) == [])


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "stranger"]), ENTRIES), st.booleans())
def test_a_submission_is_completed_and_keeps_what_is_valid(tmp_path_factory, answers, cut):
    folder = tmp_path_factory.mktemp("completed")
    (folder / TEST).write_text(json.dumps({id: {"train": [], "test": [{}] * n} for id, n in
                                           (("a", 1), ("b", 2), ("c", 3))}))
    challenges = load_challenges(folder / TEST, lenient=True)
    path = folder / "submission.json"
    path.write_text(json.dumps(answers)[:-1 if cut else None])
    assert submission.complete(str(path), challenges.placeholders, Log(0.0))
    written = json.loads(path.read_text())
    assert validate(written, challenges) == []
    for id, tests in challenges.placeholders.items():
        kept = not cut and validate_entries(id, answers.get(id), tests) == []
        assert written[id] == (answers[id] if kept else submission.placeholder(tests))
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_submission_that_cannot_be_written_is_told_and_leaves_the_old_one(tmp_path, log):
    path = tmp_path / "gone" / "submission.json"
    assert not submission.complete(str(path), {"a": 1}, log)
    assert log.troubles == [f"{path}: cannot be written (No such file or directory)"]


def test_of_several_challenges_files_the_competition_s_is_taken(tmp_path):
    for folder in ("a-dataset", "competitions/arc-prize-2026-arc-agi-2", "z"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / TEST).write_text("{}")
    assert submission.find_tests(str(tmp_path)) == str(tmp_path / "competitions/arc-prize-2026-arc-agi-2" / TEST)


def test_links_that_lead_in_circles_are_no_endless_search(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    assert submission.find_tests(str(tmp_path)) is None


def test_a_process_knows_when_it_began():
    code = "from kernel import submission as s; print(s.now_s() - s.started_s())"
    age_s = float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout)
    assert 0 <= age_s < 60


# Inputs

@pytest.mark.parametrize("lost", ["", "_", "-", " ", "%2B", "."])
def test_a_wheel_is_known_however_its_name_lost_the_plus(lost):
    name = "torch-2.10.0+cu128-cp312-cp312-manylinux_2_28_x86_64.whl"
    assert submission.squeezed(name.replace("+", lost)) == submission.squeezed(name)


def test_squeezed_names_of_one_lock_do_not_meet():
    names = [line.split(" ")[0] for line in (ROOT / "offline_wheels/locks/kaggle.txt").read_text().splitlines()
             if "==" in line and not line.startswith("#")]
    assert len({submission.squeezed(name) for name in names}) == len(names) > 100


@pytest.fixture
def wheels(tmp_path) -> Path:
    """A folder of two wheels for this Python, one with a plus; its manifest's path."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    names = ["kernel.txt", "a-1+local-py3-none-any.whl", "b-1-py3-none-any.whl", "uv-1-py3-none-any.whl"]
    for name in names:
        (folder / name).write_text(name)
    manifest = {"format": 1, "kit": "0.1.0", "target": "none", "device": "cpu", "made_utc": "2026-01-01",
                "python": f"{sys.version_info.major}.{sys.version_info.minor}", "uv_wheel": names[3],
                "environments": {"kernel": {"requirements": names[0], "wheels": names[1:3]}},
                "files": [{"name": name, "size": len(name), "sha256": hashlib.sha256(name.encode()).hexdigest()}
                          for name in names]}
    (folder / submission.WHEELS).write_text(json.dumps(manifest))
    return folder / submission.WHEELS


def change(path: Path, **values) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_wheels_are_found_by_their_true_names(wheels):
    (wheels.parent / "a-1+local-py3-none-any.whl").rename(wheels.parent / "a-1local-py3-none-any.whl")
    loaded = submission.load_wheels([wheels])
    assert loaded.paths["a-1+local-py3-none-any.whl"] == wheels.parent / "a-1local-py3-none-any.whl"
    loaded.check("kernel")


def test_an_environment_is_refused_for_what_it_lacks_and_no_other(wheels):
    (wheels.parent / "a-1+local-py3-none-any.whl").write_text("short")
    (wheels.parent / "b-1-py3-none-any.whl").unlink()
    loaded = submission.load_wheels([wheels])
    with pytest.raises(Unusable, match="a-1.local-py3-none-any.whl has 5 bytes, 26 are right .and 1 more."):
        loaded.check("kernel")
    with pytest.raises(Unusable, match="made without it .target none."):
        loaded.check("serve")


@pytest.mark.parametrize("values, says", [
    ({"python": "3.9"}, r"for Python 3.9, and this image runs 3\.1\d: pin the image"),
    ({"format": 2}, "format 2, this file reads format 1"),
    ({"files": None}, "cannot be used"),
    ({"files": [{"name": "x"}]}, "kernel.txt is not listed .and 3 more."),
])
def test_wheels_of_another_kind_are_refused_with_a_reason(wheels, values, says):
    change(wheels, **values)
    with pytest.raises(Unusable, match=says) as refused:
        submission.load_wheels([wheels]).check("kernel")
    assert "\n" not in str(refused.value)


def stamp(monkeypatch, **parts) -> None:
    monkeypatch.setattr(submission, "BUNDLE", {"format": 1, "kit": "0.1.0", "made_utc": "2026-02-02"} | parts)


def test_of_several_parts_the_one_that_was_bundled_is_taken(wheels, tmp_path, monkeypatch):
    other = tmp_path / "other.json"
    other.write_text("{}")
    stamp(monkeypatch, wheels={"sha256": submission.sha256_of(wheels), "dataset": "me/w", "target": "none"})
    assert submission.load_wheels([other, wheels]).folder == wheels.parent


def test_a_mixture_is_refused_and_says_which_part_is_of_another_bundle(wheels, tmp_path, monkeypatch):
    for made, says in (("2026-02-02", "older"), ("2025-12-31", "newer")):
        stamp(monkeypatch, model=None,
              wheels={"sha256": "0" * 64, "dataset": "me/arc-kit-wheels", "target": "kaggle", "made_utc": made})
        with pytest.raises(Unusable, match=f"a mixture: the wheels attached .target none, made 2026-01-01. are {says} "
                                           f"than .*kaggle me/arc-kit-wheels {made}.*build.py bundle"):
            submission.load_wheels([wheels])
    with pytest.raises(Unusable, match="bundled without any"):
        submission.load_model([tmp_path / "manifest.json"])
    with pytest.raises(Unusable, match="no wheels attached; attach kaggle me/arc-kit-wheels 2025"):
        submission.load_wheels([])


@pytest.mark.parametrize("harm, says", [
    (lambda folder: (folder / "b.safetensors").unlink(), "b.safetensors is missing"),
    (lambda folder: (folder / "a.safetensors").write_text("x"), "a.safetensors has 1 bytes, 4 are right"),
    (lambda folder: (folder / "manifest.json").write_text("{}"), "cannot be used"),
    (lambda folder: (folder / "manifest.json").write_text("no"), "cannot be used"),
])
def test_a_model_that_lacks_something_is_refused(tmp_path, harm, says):
    for name in "ab":
        (tmp_path / f"{name}.safetensors").write_text("1234")
    (tmp_path / "model.json").write_text('{"name": "toy"}')
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {f"{name}.safetensors": {"bytes": 4, "sha256": "?"}
                                                                  for name in "ab"}}))
    assert submission.load_model([tmp_path / "manifest.json"]).name == "toy"
    harm(tmp_path)
    with pytest.raises(Unusable, match=says):
        submission.load_model([tmp_path / "manifest.json"])


def test_weights_that_are_not_the_manifest_s_are_told_and_no_reason_to_give_up(tmp_path, log):
    (tmp_path / "a.safetensors").write_text("1234")
    (tmp_path / "b.safetensors").write_text("1234")
    right = hashlib.sha256(b"1234").hexdigest()
    model = submission.Model(tmp_path, "toy", {"a.safetensors": {"bytes": 4, "sha256": right},
                                               "b.safetensors": {"bytes": 4, "sha256": "0" * 64}})
    submission.ReadAhead(model, 1 << 30, log).thread.join()
    assert len(log.troubles) == 1 and "b.safetensors is not the file" in log.troubles[0]


@pytest.mark.parametrize("script, names, driver", [
    ("echo '580.65.06, NVIDIA L4, 23034 MiB'\necho '580.65.06, NVIDIA L4, 23034 MiB'",
     ("NVIDIA L4, 23034 MiB",) * 2, "580.65.06"),
    ("echo 'No devices were found'", (), ""), ("exit 9", (), ""), ("exec sleep 60", (), "")])
def test_gpus_are_what_nvidia_smi_lists(tmp_path, monkeypatch, script, names, driver):
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert submission.find_gpus(2.0) == submission.Gpus(names, driver)


# Ways

PYTHONS = st.one_of(st.none(), st.just(Path("/env/python")))


@given(PYTHONS, PYTHONS, st.booleans(), st.booleans())
def test_ways_go_from_model_to_search_to_the_image(kernel, serve, kit, model):
    kernel = kernel and Path("/kernel/python")
    ways = submission.ways_of(kernel, serve, Path("/kit") if kit else None,
                              submission.Model(Path("/m"), "toy", {}) if model else None)
    assert bool(ways) == bool(kernel or kit)
    assert [way for way in ways if "vllm" in way.engines] == (ways[:1] if serve and model and ways else [])
    assert all("search" in way.engines for way in ways)
    if kit:
        assert ways[-1].python == Path(sys.executable) and ways[-1].kit == Path("/kit")
    if kernel:
        assert ways[0].python == kernel and ways[0].kit is None


# When to let go

ENDS = st.builds(End, over=st.just(False), why=st.just(""), candidates=st.integers(0, 5), chosen=st.booleans(),
                 refused=st.just(False))


@given(st.lists(ENDS, max_size=60), st.integers(1, 4))
def test_a_run_that_is_killed_is_never_given_up(ends, ways):
    course, settings = Course(ways, Settings()), Settings()
    for end in ends:
        way = course.way
        pause_s = course.after(end)
        assert pause_s is not None or (end.chosen and course.way == ways - 1)
        assert way <= course.way <= min(way + 1, ways - 1)
        if pause_s is None:
            return
        assert settings.pause_s <= pause_s <= settings.pause_max_s


def died(candidates: int = 0, **more) -> End:
    return End(False, "", candidates, **more)


def test_progress_keeps_a_way_and_three_deaths_without_it_do_not():
    course = Course(3, Settings())
    assert [course.after(died(n)) for n in range(1, 8)] == [2.0] * 7 and course.way == 0
    assert [course.after(died(7)) for _ in range(3)] == [2.0, 4.0, 2.0] and course.way == 1


def test_what_is_refused_is_not_tried_again_on_the_same_way():
    course = Course(2, Settings())
    assert course.after(died(chosen=True, refused=True)) is not None and course.way == 1
    assert course.after(died(chosen=True, refused=True)) is None


def test_on_the_last_way_five_ends_of_its_own_are_enough():
    course = Course(1, Settings())
    assert [course.after(died(chosen=True)) for _ in range(5)] == [2.0, 4.0, 8.0, 16.0, None]


# What a life came to

class Said:
    """What ears have heard."""

    def __init__(self, *last: str):
        self.last, self.candidates = last, 7


@pytest.mark.parametrize("status, killed, told, expected", [
    (0, "", "INFO: exit status 0: the budget is spent; 9 s", (True, False, False)),
    (1, "", "INFO: exit status 1: every engine is through; 9 s", (True, False, False)),
    (1, "", "INFO: exit status 1: the sandbox itself failed too often; 9 s", (False, True, False)),
    (143, "", "INFO: exit status 143: interrupted; 9 s", (False, True, False)),
    (1, "", "", (False, True, False)), (2, "", "", (False, True, True)), (-9, "", "", (False, False, False)),
    (-9, "it hung", "", (False, False, False)),
    (0, "it hung", "exit status 0: the budget is spent", (False, False, False)),
])
def test_an_end_is_judged_by_what_the_run_says_last(status, killed, told, expected):
    end = submission.judge(status, killed, Said("Traceback", "ValueError: x", "more"), f"INFO: begun\n{told}".strip())
    assert (end.over, end.chosen, end.refused) == expected and end.candidates == 7
    if status == -9 and not killed:
        assert "SIGKILL: ValueError: x" in end.why


@pytest.mark.parametrize("value, rerun", [("1", True), ("true", True), ("True", True), ("", False), ("0", False),
                                          ("false", False), (None, False)])
def test_a_scored_run_is_known_however_kaggle_says_so(value, rerun):
    assert submission.is_rerun({} if value is None else {"KAGGLE_IS_COMPETITION_RERUN": value}) is rerun


def test_settings_for_a_trial_come_from_the_environment():
    assert Settings.of({"ARC_KIT_LIMIT_S": "90", "ARC_KIT_LIVES": "2", "OTHER": "1"}) == Settings(limit_s=90.0, lives=2)
    with pytest.raises(ValueError):
        Settings.of({"ARC_KIT_LIMIT_S": "soon"})


def test_nothing_below_is_left_whatever_session_it_fled_to():
    code = ("import subprocess, sys; from kernel import submission as s; import ctypes;"
            "ctypes.CDLL(None).prctl(s.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);"
            "subprocess.run(['sh', '-c', 'setsid sleep 1000 & setsid sleep 1000 &']);"
            "before = len(s.below(s.os.getpid())); s.kill_below(); print(before, len(s.below(s.os.getpid())))")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["2", "0"], done.stderr


def test_a_signal_ends_the_work_once():
    code = ("import os, signal; from kernel import submission as s\ns.stop_on_signals()\n"
            "try:\n    os.kill(os.getpid(), signal.SIGTERM); signal.pause()\n"
            "except s.Terminated as told:\n    os.kill(os.getpid(), signal.SIGTERM); print(told)")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"{signal.SIGTERM.name}\n"), done.stderr
