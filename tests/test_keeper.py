"""The keeper: whatever ends first, server, kernel or keeper, nothing of the server is left."""
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from kernel.engines.vllm import keeper
from tests.sandbox_watch import wait_until
from tests.server_watch import MARK, marked

STUBBORN = "import signal, sys; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
FLED = f"""
import os, subprocess, sys
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv(sys.executable, [sys.executable, "-c", {STUBBORN!r}])
    os._exit(0)
os.wait()
subprocess.run([sys.executable, "-c", {STUBBORN!r}])
"""
POLITE = """
import signal, sys, tempfile, os
def leave(*_):
    print('left', os.path.isdir(tempfile.gettempdir()), flush=True); sys.exit(5)
signal.signal(signal.SIGTERM, leave)
print('up', flush=True)
while True: signal.pause()
"""
KERNEL = """
import subprocess, sys, signal
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, start_new_session=True)
print(child.pid, flush=True)
signal.pause()
"""


@pytest.fixture
def mark():
    """A mark for the processes of one test, of which none may be left behind it."""
    mark = uuid.uuid4().hex
    yield mark
    left = marked(mark)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


def command(scratch: Path, *server: str, grace_s: float = 0.2) -> list[str]:
    return [sys.executable, "-I", keeper.__file__, str(grace_s), str(scratch), *server]


def start(words: list[str], mark: str, **more) -> subprocess.Popen:
    return subprocess.Popen(words, env=os.environ | {MARK: mark}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, start_new_session=True, **more)


@pytest.mark.parametrize("source, status", [("raise SystemExit(0)", 0), ("raise SystemExit(3)", 3),
                                            ("import os; os.kill(os.getpid(), 9)", 137)])
def test_the_servers_exit_status_is_the_keepers(tmp_path, mark, source, status):
    with start(command(tmp_path / "scratch", sys.executable, "-c", source), mark) as process:
        assert process.wait(20) == status
    assert not (tmp_path / "scratch").exists()


def test_a_command_that_is_not_there_is_said_and_ends_with_127(tmp_path, mark):
    with start(command(tmp_path / "scratch", "/nowhere/python"), mark) as process:
        assert process.wait(20) == 127
        assert "/nowhere/python: No such file or directory" in process.stderr.read()


@pytest.mark.parametrize("end", ["close", "terminate"])
def test_who_ignores_sigterm_or_fled_the_session_is_killed_too(tmp_path, mark, end):
    with start(command(tmp_path / "scratch", sys.executable, "-c", FLED), mark) as process:
        said = process.stdout.readline() + process.stdout.readline()     # of two processes, in any order
        assert said.count("up") == 2
        assert len(marked(mark)) == 4
        process.stdin.close() if end == "close" else process.terminate()
        assert process.wait(20) == 143                   # the first of them takes SIGTERM
        assert not marked(mark)
    assert not (tmp_path / "scratch").exists()


def test_a_server_has_time_to_leave_and_its_folder_until_then(tmp_path, mark):
    with start(command(tmp_path / "scratch", sys.executable, "-c", POLITE, grace_s=20), mark) as process:
        assert process.stdout.readline() == "up\n"
        process.stdin.close()
        assert process.stdout.readline() == "left True\n"
        assert process.wait(20) == 5


def test_a_server_that_ends_takes_its_children_with_it(tmp_path, mark):
    source = FLED.replace("subprocess.run", "subprocess.Popen")
    with start(command(tmp_path / "scratch", sys.executable, "-c", source), mark) as process:
        assert process.wait(20) == 0
        assert not marked(mark)


@pytest.mark.parametrize("held", [False, True])
def test_kill_9_of_the_kernel_ends_everything(tmp_path, mark, held):
    """Also where another process of the kernel's has inherited the pipe and keeps it open."""
    words = command(tmp_path / "scratch", sys.executable, "-c", FLED)
    kernel = KERNEL if not held else KERNEL.replace(
        "print(child", "holder = subprocess.Popen(['sleep', '1000'], pass_fds=[child.stdin.fileno()]); print(child")
    with start([sys.executable, "-c", kernel, *words], mark) as process:
        kept = int(next(line for line in iter(process.stdout.readline, "") if line != "up\n"))
        assert wait_until(lambda: len(keeper.descendants(kept)) == 3)
        living = {kept, *keeper.descendants(kept)}
        process.kill()
        assert wait_until(lambda: not living & set(marked(mark)), 20)
        for holder in marked(mark):
            assert held
            os.kill(holder, signal.SIGKILL)
        assert wait_until(lambda: not marked(mark))


def test_kill_9_of_the_keeper_ends_the_server(tmp_path, mark):
    with start(command(tmp_path / "scratch", sys.executable, "-c", STUBBORN), mark) as process:
        assert process.stdout.readline() == "up\n"
        process.kill()
        assert wait_until(lambda: not marked(mark))


def test_a_stopped_server_is_killed(tmp_path, mark):
    with start(command(tmp_path / "scratch", sys.executable, "-c", POLITE), mark) as process:
        assert process.stdout.readline() == "up\n"
        (server,) = keeper.descendants(process.pid)
        os.kill(server, signal.SIGSTOP)
        process.stdin.close()
        assert process.wait(20) == 137
