"""The keeper: a small process between the kernel and one model server, which sees to it that nothing outlives either.

    python -I keeper.py GRACE_S SCRATCH COMMAND...

It leads a session of its own, starts COMMAND in it with TMPDIR set to the folder SCRATCH, which it makes and removes,
and becomes the parent of whatever the server leaves orphaned. It ends when the server ends, when its standard input is
closed (the kernel closes it, or the kernel is gone, `kill -9` included), or on SIGTERM: then SIGTERM to the server,
SIGKILL after GRACE_S to all that descends from it. Its exit status is the server's, 128 + N for a signal.

Promises: when it has ended, none of its descendants lives, whatever group or session they fled to; standard library
alone, one thread. Leaves out: `kill -9` of the keeper itself. The server's first process then dies with it, and the
kernel, if it lives, kills the group.
"""
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LOOK_S = 0.5                             # how often it looks whether its parent is still the same


def main(grace_s: float, scratch: Path, command: list[str]) -> int:
    """Keep one server; its exit status."""
    parent = os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    ears, told_to_end = listen()
    scratch.mkdir(parents=True, exist_ok=True)
    ended: dict[int, int] = {}           # pid -> wait status of every child that has ended, adopted ones too
    try:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=os.environ | {"TMPDIR": str(scratch)},
                                  preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        while server.pid not in reap(ended) and not told_to_end and os.getppid() == parent:
            ready, _, _ = select.select([sys.stdin.fileno(), ears], [], [], LOOK_S)
            if ears in ready:
                os.read(ears, 4096)
            if sys.stdin.fileno() in ready and not os.read(sys.stdin.fileno(), 4096):
                break
        end_softly(server.pid, ended, ears, grace_s)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    finally:
        kill_descendants(ended)
        shutil.rmtree(scratch, ignore_errors=True)
    server.returncode = os.waitstatus_to_exitcode(ended[server.pid])       # for subprocess, which did not wait itself
    return server.returncode if server.returncode >= 0 else 128 - server.returncode


def listen() -> tuple[int, list[bool]]:
    """Have every signal heard as a byte at a descriptor, so that none is lost between two looks; and a list that has
    something in it once SIGTERM came."""
    ears, mouth = os.pipe()
    for end in (ears, mouth):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(mouth, warn_on_full_buffer=False)
    told_to_end: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: told_to_end.append(True))
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return ears, told_to_end


def end_softly(server: int, ended: dict[int, int], ears: int, grace_s: float) -> None:
    """Give the server the time to end by itself: it then removes its files and shared memory."""
    deadline = time.monotonic() + grace_s
    if server not in reap(ended):
        os.kill(server, signal.SIGTERM)
    while server not in reap(ended) and (left_s := deadline - time.monotonic()) > 0:
        if select.select([ears], [], [], left_s)[0]:
            os.read(ears, 4096)


def kill_descendants(ended: dict[int, int]) -> None:
    """Kill whatever descends from this process, until nothing does. What a dying process leaves becomes our child."""
    while living := descendants(os.getpid()):
        for pid in living:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.01)
        reap(ended)


def reap(ended: dict[int, int]) -> dict[int, int]:
    """Note the children that have ended; the same dict."""
    try:
        while (child := os.waitpid(-1, os.WNOHANG))[0]:
            ended[child[0]] = child[1]
    except ChildProcessError:
        pass
    return ended


def descendants(ancestor: int) -> set[int]:
    """The processes below this one, from /proc; those that have ended and wait for their parent count as well."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:              # it has ended while we looked
                pass
    found: set[int] = set()
    while below := {pid for pid, parent in parents.items() if parent in found | {ancestor}} - found:
        found |= below
    return found


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
