"""The one command line: a manual without any environment, bad arguments in one line, the command's own exit status."""
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import build

ROOT = Path(__file__).resolve().parent.parent
BARE = [sys.executable, "-S", "-E", "build.py"]     # no site-packages, no PYTHON* variables: the standard library alone
TIMEOUT_S = 120


@pytest.fixture
def clone(tmp_path) -> Path:
    """A copy of the repository as it is, without anything that was made in it; its environments have no package."""
    copy = tmp_path / "clone"
    ignore = shutil.ignore_patterns(".git", ".env*", "built", "runs", "dist", "__pycache__", ".pytest_cache",
                                    ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=ignore)
    for lock in (copy / "offline_wheels/locks").glob("*.txt"):
        lock.write_text("# no package\n")
    return copy


def call(folder: Path, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([*BARE, *arguments], cwd=folder, text=True, capture_output=True, stdin=subprocess.DEVNULL,
                          timeout=TIMEOUT_S, **options)


def add_bench(clone: Path, name: str, source: str) -> None:
    (clone / "tests/bench").mkdir(exist_ok=True)
    (clone / f"tests/bench/{name}.py").write_text(source)


def test_the_manual_lists_every_command_and_needs_no_environment(clone):
    for asking in ("--help", "-h"):
        done = call(clone, asking)
        assert done.returncode == 0 and done.stderr == ""
        for name, command in build.COMMANDS.items():
            assert re.search(rf"^  {name} +{re.escape(command.summary)}$", done.stdout, re.MULTILINE)
    assert not (clone / ".envs").exists()


@pytest.mark.parametrize("name", build.COMMANDS)
def test_every_command_has_a_manual_that_needs_no_environment(clone, name):
    done = call(clone, name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: python3 build.py {name}")
    assert len(done.stdout.splitlines()) > 5
    assert not (clone / ".envs").exists()


@pytest.mark.parametrize("arguments", [
    ("nope",), ("--nope",), ("",), ("dryrun", "--dataset"), ("dryrun", "--nope"), ("dryrun", "--budget", "0"),
    ("dryrun", "--budget", "ten minutes"), ("dryrun", "--engine", "nope"), ("report",), ("report", "a", "b"),
    ("lock", "nope"), ("lock", "--nope")])
def test_bad_arguments_get_one_line_and_no_environment(clone, arguments):
    done = call(clone, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(r"build\.py.*: .+\n", done.stderr), done.stderr
    assert not (clone / ".envs").exists()


def test_no_command_shows_the_manual_and_is_refused(clone):
    done = call(clone)
    assert done.returncode == 2 and done.stdout == "" and "commands:" in done.stderr


def test_benches_are_listed_by_reading_them_only(clone):
    shutil.rmtree(clone / "tests/bench", ignore_errors=True)
    add_bench(clone, "speed", '"""How fast it is.\n\nMore."""\nraise SystemExit(9)\ndef main(): pass\n')
    (clone / "tests/bench/helper.py").write_text('"""Not a bench."""\n')
    for arguments in (("bench",), ("bench", "helper")):
        done = call(clone, *arguments)
        assert done.returncode == 2
        assert re.search(r"^  speed +How fast it is\.$", done.stderr, re.MULTILINE)
        assert "Not a bench" not in done.stderr
    assert "How fast it is." in call(clone, "bench", "--help").stdout
    assert not (clone / ".envs").exists()


def test_a_bench_runs_where_the_user_is_with_its_arguments(clone, tmp_path):
    add_bench(clone, "speed", '"""How fast it is."""\nimport os, sys, kernel\n'
                              "def main():\n    print(os.getcwd(), sys.argv[1:], kernel.__file__)\n"
                              "if __name__ == '__main__':\n    main()\n")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "kernel").mkdir(parents=True)              # a folder that must not be taken for the kit's
    (elsewhere / "kernel/__init__.py").write_text("raise SystemExit('the wrong kernel')")
    environ = os.environ | {"PYTHONPATH": str(elsewhere)}
    done = subprocess.run([sys.executable, clone / "build.py", "bench", "speed", "--json", "-h"], cwd=elsewhere,
                          text=True, capture_output=True, env=environ, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{elsewhere} ['--json', '-h'] {clone}/kernel/__init__.py\n"


def test_exit_status_output_and_signals_are_the_commands_own(clone):
    where = call(clone, "python", "-c", "import os, sys, kernel; print(os.getcwd(), sys.prefix); sys.exit(7)")
    assert where.returncode == 7
    assert where.stdout == f"{clone} {clone}/.envs/core\n"
    assert "first use" in where.stderr

    program = ("import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(5)); "
               "print('up', flush=True); signal.pause()")
    with subprocess.Popen([*BARE, "python", "-c", program], cwd=clone, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == "up\n"
        process.terminate()
        assert process.wait(TIMEOUT_S) == 5
        assert process.stderr.read() == "", "an environment that stands is not spoken of"


@pytest.mark.parametrize("sent, status", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_set_up_that_is_stopped_ends_at_once_and_is_made_again(clone, sent, status):
    with subprocess.Popen([*BARE, "python", "-c", "pass"], cwd=clone, text=True, stderr=subprocess.PIPE) as process:
        assert any("an empty environment" in line for line in process.stderr)
        process.send_signal(sent)
        assert process.wait(TIMEOUT_S) == status
        assert "Traceback" not in process.stderr.read()
    assert call(clone, "python", "-c", "print('made')").stdout == "made\n"


def test_a_set_up_that_fails_says_why_and_is_refused(clone):
    (clone / "offline_wheels/locks/core.txt").write_text("no-such-package-in-any-index==1.0\n")     # without hashes
    done = call(clone, "python", "-c", "print('never')")
    assert done.returncode == 2 and done.stdout == ""
    assert "build.py: environment core could not be set up: " in done.stderr and "Traceback" not in done.stderr


def test_an_older_python_is_told_so():
    """With the version that `build.py` reads set to an older one: it must not stumble before its own refusal."""
    program = "import sys; sys.version_info = (3, 8, 1); sys.argv = ['build.py']; exec(open('build.py').read())"
    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=ROOT, text=True, capture_output=True,
                          timeout=TIMEOUT_S)
    assert done.returncode == 2
    assert re.fullmatch(r"build\.py: Python 3\.11 or newer is needed, and this is 3\.8 \(.*\)\n", done.stderr)


def test_the_wheel_holds_the_kernel_and_the_classifier_and_nothing_else(clone, tmp_path):
    pytest.importorskip("setuptools", minversion="77", reason="the test environment has it: python3 build.py test")
    program = f"from setuptools.build_meta import build_wheel; print(build_wheel({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=clone, text=True, capture_output=True, timeout=TIMEOUT_S)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / done.stdout.split()[-1]) as wheel:
        names = set(wheel.namelist())
    inside = {name for name in names if not re.match(r"[^/]+\.dist-info/", name)}
    sources = {str(path.relative_to(clone)) for part in ("kernel", "classifier") for path in (clone / part).rglob("*")
               if path.suffix in (".py", ".html", ".css", ".js") and "__pycache__" not in path.parts}
    assert sources <= inside, sources - inside
    assert {name.split("/")[0] for name in inside} <= {"kernel", "classifier"}
    assert any(name.endswith("/licenses/LICENSE") for name in names)
