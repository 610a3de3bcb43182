"""Stages and manifest: killed at any instant, a build finds what was through and nothing else; a model's files are as
they were written, or that is said."""
import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import manifest, stages

ROOT = Path(__file__).resolve().parent.parent

KILLED_AT = """
import os, signal, sys
sys.path.insert(0, {root!r})
from models import stages
from pathlib import Path
calls = 0
real = {{name: getattr(os, name) for name in ("fsync", "rename", "replace", "open")}}

def counted(name):
    def call(*given, **more):
        global calls
        calls += 1
        if calls == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real[name](*given, **more)
    return call

for name in real:
    setattr(os, name, counted(name))

def do(folder):
    (folder / "one").write_text("1")
    os.replace(folder / "one", folder / "two")

stages.stage(Path({folder!r}), {{"a": 1}}, "made", do, print)
print("through after", calls)
"""


def killed_at(folder: Path, at: int) -> subprocess.CompletedProcess:
    code = KILLED_AT.format(root=str(ROOT), folder=str(folder), at=at)
    return subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, timeout=60)


def test_a_stage_killed_at_any_of_its_calls_is_there_whole_or_not_at_all(tmp_path):
    kills = 0
    for at in range(1, 40):
        folder = tmp_path / str(at) / "stage"
        done = killed_at(folder, at)
        if folder.exists():
            assert (folder / "two").read_text() == "1" and stages.is_done(folder, {"a": 1})
        again = killed_at(folder, 0)
        assert again.returncode == 0, again.stderr
        assert sorted(file.name for file in folder.iterdir()) == [stages.STAMP, "two"]
        assert not folder.with_name("stage.next").exists()
        if done.returncode == 0:
            assert "through" in done.stdout
            break
        assert done.returncode == -signal.SIGKILL
        kills += 1
    else:
        raise AssertionError("the stage never came through")
    assert kills > 5


def test_what_was_through_is_not_done_again_and_another_stamp_does_it_anew(tmp_path):
    done = []

    def do(folder):
        done.append(1)
        (folder / "made").write_text(str(len(done)))

    for stamp, times in (({"seed": 0}, 1), ({"seed": 0}, 1), ({"seed": 1}, 2), ({"seed": 0}, 3)):
        folder = stages.stage(tmp_path / "stage", stamp, "made", do, lambda line: None)
        assert len(done) == times and (folder / "made").read_text() == str(times)


def test_a_stage_that_fails_leaves_nothing_under_its_name(tmp_path):
    with pytest.raises(ZeroDivisionError):
        stages.stage(tmp_path / "stage", 1, "made", lambda folder: (folder / "x").write_text("") and None or 1 / 0,
                     lambda line: None)
    assert not (tmp_path / "stage").exists()


def test_a_stamp_is_compared_by_what_json_keeps_of_it(tmp_path):
    stages.stage(tmp_path / "stage", {"a": [1, 2]}, "made", lambda folder: None, lambda line: None)
    assert stages.is_done(tmp_path / "stage", {"a": [1, 2]})
    for content in ("", "{", "[]", '{"a": [1, 3]}'):
        (tmp_path / "stage" / stages.STAMP).write_text(content)
        assert not stages.is_done(tmp_path / "stage", {"a": [1, 2]})


def test_a_second_build_in_the_same_folder_is_turned_away_until_the_first_has_died(tmp_path):
    code = textwrap.dedent(f"""
        import sys, time
        sys.path.insert(0, {str(ROOT)!r})
        from models import stages
        from pathlib import Path
        with stages.alone(Path({str(tmp_path)!r})):
            print("in", flush=True)
            time.sleep(600)
    """)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout.readline() == "in\n"
        with pytest.raises(stages.Busy), stages.alone(tmp_path):
            pass
        os.kill(first.pid, signal.SIGKILL)
    with stages.alone(tmp_path):
        pass


files = st.dictionaries(st.sampled_from(["a", "b.json", "c.safetensors"]), st.binary(max_size=40), min_size=1)


@given(content=files, data=st.data())
def test_the_manifest_finds_a_changed_a_missing_and_an_added_file(tmp_path_factory, content, data):
    folder = tmp_path_factory.mktemp("model")
    for name, raw in content.items():
        (folder / name).write_bytes(raw)
    manifest.write(folder, {"from": 1})
    assert manifest.faults(folder) == [] and manifest.is_whole(folder, manifest.read(folder))
    name = data.draw(st.sampled_from(sorted(content)))
    what = data.draw(st.sampled_from(["changed", "missing", "added"]))
    if what == "changed":
        other = data.draw(st.binary(max_size=40).filter(lambda raw: raw != content[name]))
        (folder / name).write_bytes(other)
        assert manifest.is_whole(folder, manifest.read(folder)) == (len(other) == len(content[name]))
    elif what == "missing":
        (folder / name).unlink()
        assert not manifest.is_whole(folder, manifest.read(folder))
    else:
        name = "d"
        (folder / name).write_bytes(b"")
    assert [fault.split(":")[0] for fault in manifest.faults(folder)] == [name]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 2, "files": {}}', '{"format": 1}'])
def test_what_is_no_manifest_is_none(tmp_path, content):
    (tmp_path / manifest.FILE).write_text(content)
    assert manifest.read(tmp_path) is None and manifest.faults(tmp_path)


def test_files_that_are_known_are_not_read_again(tmp_path):
    (tmp_path / "weights").write_bytes(b"long")
    manifest.write(tmp_path, {}, known={"weights": {"sha256": "told", "bytes": 4}})
    assert json.loads((tmp_path / manifest.FILE).read_text())["files"]["weights"]["sha256"] == "told"
