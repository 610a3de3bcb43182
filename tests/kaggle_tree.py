"""A directory tree laid out as Kaggle's, and a kernel's file run in it as Kaggle runs it.

    /kaggle/input      read-only, in either layout        /kaggle/src/script.py    the file
    /kaggle/working    of limited size, empty             /tmp, /var/tmp           of its own, without room if asked
    home               another user's: it cannot be written            network      none

In mount and network namespaces of its own (`unshare`), with a root folder of its own over the machine's: as root, or as
an ordinary user where the machine lets one be root in a user namespace. Promises: nothing outside the tree is written;
what was in /kaggle/working is there afterwards; nothing that was started is left. Leaves out: the image's packages:
the interpreter is the one that is given.
"""
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from kernel.datasets import Challenges, load_challenges, read_tasks
from kernel.submit import read
from offline_wheels import alone, bundle, stamping
from offline_wheels.naming import Names
from tests import made
from tests.sandbox_watch import wait_until
from tests.server_watch import MARK, marked

ROOT = Path(__file__).resolve().parent.parent
SLUG, OWNER = "arc-prize-2026-arc-agi-2", "somebody"
TEST = "arc-agi_test_challenges.json"

# Run inside the namespaces. The machine's root is bound, folder by folder, below a new one, so that /kaggle can exist.
BUILD = r"""
set -eu
mount --make-rprivate /
mount -t tmpfs -o size=16m none "$NEW"
for path in /*; do
    name=${path#/}
    if [ -L "$path" ]; then cp -P "$path" "$NEW/$name"
    elif [ -d "$path" ] && [ "$name" != tmp ] && [ "$name" != kaggle ]; then
        mkdir "$NEW/$name"; mount --rbind "$path" "$NEW/$name"
    fi
done
mkdir -p "$NEW/tmp" "$NEW/kaggle/input" "$NEW/kaggle/working" "$NEW/kaggle/src" "$NEW/kaggle/after" "$NEW/kaggle/home"
mount --bind "$TREE/input" "$NEW/kaggle/input"
mount -o remount,bind,ro "$NEW/kaggle/input"
mount --bind "$TREE/src" "$NEW/kaggle/src"
mount --bind "$TREE/after" "$NEW/kaggle/after"
mount --bind "$TREE/home" "$NEW/kaggle/home"
mount -o remount,bind,ro "$NEW/kaggle/home"
mount -t tmpfs -o "size=$WORKING_MB"m none "$NEW/kaggle/working"
mount --bind "$TREE/tmp" "$NEW/tmp"
mount --bind "$TREE/tmp" "$NEW/var/tmp"
for place in $NO_ROOM; do mkdir -p "$NEW$place"; mount -t tmpfs -o size=1m none "$NEW$place"; done
case "$HOME_OF_PYTHON" in /tmp/*|/var/tmp/*)     # the interpreter would be hidden by the tree's own /tmp
    mkdir -p "$NEW$HOME_OF_PYTHON"; mount --bind "$HOME_OF_PYTHON" "$NEW$HOME_OF_PYTHON" ;; esac
exec chroot "$NEW" /bin/bash -c '
    cd /kaggle/working
    "$@"
    status=$?
    cp -a /kaggle/working/. /kaggle/after
    exit $status' tree "$PYTHON" /kaggle/src/script.py
"""


@functools.cache
def namespaces() -> tuple[str, ...] | None:
    """How to get namespaces of one's own here; None where the machine does not let us."""
    for options in (("-m", "-n"), ("-r", "-m", "-n")):
        with_root = ["unshare", *options, "sh", "-c", "mount --make-rprivate / && mount -t tmpfs none /mnt"]
        if subprocess.run(with_root, capture_output=True).returncode == 0:
            return ("unshare", *options)
    return None


@dataclass
class Ended:
    """What came of it."""

    status: int
    log: str
    working: Path
    seconds: float

    def short(self) -> str:
        """The log's last lines, from "in short" on; fails where it does not end with them."""
        head, found, tail = self.log.rpartition("---- in short ----")
        assert found, self.log
        return tail

    def answers(self, challenges: Challenges) -> dict:
        """The submission, which must be valid."""
        submission, findings = read(self.working / "submission.json", challenges)
        assert submission is not None, f"{findings}\n{self.log}"
        return submission


@dataclass
class Tree:
    """A tree on the disk, below `folder`. `layout`: "old" (/kaggle/input/SLUG) or "new" (by kind and owner)."""

    folder: Path
    layout: str = "new"
    python: Path = Path(sys.executable)
    working_mb: int = 512
    no_room: tuple[str, ...] = ()        # folders in which 1 MB is all there is
    rerun: str | None = "1"              # KAGGLE_IS_COMPETITION_RERUN
    environ: dict[str, str] = field(default_factory=dict)
    settings: dict[str, float] = field(default_factory=lambda: {
        "limit_s": 60, "reserve_s": 2, "leave_s": 3, "least_s": 5, "room_mb": 50, "line_s": 5})

    def __post_init__(self) -> None:
        for name in ("input", "src", "after", "home", "tmp", "new"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "tmp").chmod(0o1777)

    @property
    def competition(self) -> Path:
        return self._at("competitions", "", SLUG)

    @property
    def wheels(self) -> Path:
        return self._at("datasets", OWNER, "arc-kit-wheels")

    @property
    def model(self) -> Path:
        return self._at("models", OWNER, "arc-kit-tiny/transformers/fp8/1")

    def _at(self, kind: str, owner: str, below: str) -> Path:
        path = Path(self.folder, "input", *((kind, owner) if self.layout == "new" else ()), below)
        path.mkdir(parents=True, exist_ok=True)
        return path

    def attach_competition(self, tests: list[str], public: list[str] = ()) -> Challenges:
        """The competition's files: training tasks of ARC-AGI-1 in the place of the hidden ones and of the public
        evaluation ones."""
        tasks = read_tasks("arc-agi-1-training")
        questions = {id: {"train": tasks[id]["train"], "test": [{"input": pair["input"]} for pair in tasks[id]["test"]]}
                     for id in (*tests, *public)}
        put = {TEST: {id: questions[id] for id in tests},
               "sample_submission.json": {id: [{"attempt_1": [[0, 0], [0, 0]], "attempt_2": [[0, 0], [0, 0]]}
                                               for _ in questions[id]["test"]] for id in tests}}
        if public:
            put["arc-agi_evaluation_challenges.json"] = {id: questions[id] for id in public}
            put["arc-agi_evaluation_solutions.json"] = {id: [pair["output"] for pair in tasks[id]["test"]]
                                                        for id in public}
        for name, value in put.items():
            (self.competition / name).write_text(json.dumps(value))
        return load_challenges(self.competition / TEST)

    def attach(self, source: Path, at: Path, renamed=lambda name: name) -> None:
        """The files of a folder, under names that an upload may have changed."""
        for path in source.iterdir():
            if path.is_file():
                link_or_copy(path.resolve(), at / renamed(path.name))

    def stamp(self, bundle: dict | None = None, *, kit: bool = True) -> None:
        """Put the kernel's file into its place, with a stamp and the kit's sources."""
        source = (ROOT / "kernel" / "submission.py").read_text()
        (self.folder / "src" / "script.py").write_text(
            stamping.stamped(source, bundle or {}, stamping.kit_archive(ROOT) if kit else b""))

    def start(self) -> "Running":
        """Run the file."""
        if not (self.folder / "src" / "script.py").exists():
            self.stamp()
        return Running(self)

    def run(self, patience_s: float = 240.0) -> Ended:
        """Run the file to its end."""
        return self.start().end(patience_s)


class Running:
    """A file that runs in a tree. Use `end`, always."""

    def __init__(self, tree: Tree):
        self.mark = uuid.uuid4().hex
        self.lines: list[str] = []
        self._tree = tree
        self._began_s = time.monotonic()
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("PYTHON", "KAGGLE", "ARC_KIT", "COV", "PYTEST"))}
        given = {f"ARC_KIT_{name.upper()}": str(value) for name, value in tree.settings.items()}
        ours = {"TREE": str(tree.folder), "NEW": str(tree.folder / "new"), "PYTHON": str(tree.python), MARK: self.mark,
                "HOME_OF_PYTHON": str(tree.python.parent.parent),
                "WORKING_MB": str(tree.working_mb), "NO_ROOM": " ".join(tree.no_room),
                "HOME": "/kaggle/home"}
        rerun = {"KAGGLE_IS_COMPETITION_RERUN": tree.rerun} if tree.rerun is not None else {}
        # Through `alone`: the loopback interface is up, as on Kaggle, and it is the only one.
        build = [*namespaces(), sys.executable, "-I", alone.__file__, "bash", "-c", BUILD]
        self.process = subprocess.Popen(build, env=kept | ours | given | rerun |
                                        tree.environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, errors="replace")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def log(self) -> str:
        return "\n".join(self.lines)

    def until(self, words: str, count: int = 1, patience_s: float = 120.0) -> str:
        """Wait until so many lines have these words; the last of them."""
        def found() -> list[str]:
            return [line for line in list(self.lines) if words in line]
        assert wait_until(lambda: len(found()) >= count or self.process.poll() is not None, patience_s), self.log
        assert len(found()) >= count, self.log
        return found()[count - 1]

    def pid(self) -> int:
        """The kernel's file's own process."""
        return next(pid for pid in marked(self.mark)
                    if Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[1:2] == [b"/kaggle/src/script.py"])

    def end(self, patience_s: float = 240.0) -> Ended:
        """Wait for the end. Nothing may be left then."""
        try:
            status = self.process.wait(patience_s)
            left = not wait_until(lambda: not marked(self.mark), 15.0)
        finally:
            for pid in marked(self.mark):
                os.kill(pid, signal.SIGKILL)
        self._reader.join(5.0)
        assert not left, f"processes were left\n{self.log}"
        return Ended(status, self.log, self._tree.folder / "after", time.monotonic() - self._began_s)


def attach_bundle(tree: Tree, target: str) -> None:
    """What `build.py bundle` makes of the real wheels and, where the target has servers, of the stand-in model."""
    out = tree.folder / "dist"
    (out / "wheels").mkdir(parents=True)
    tree.attach(made.wheels(target), out / "wheels")
    model = made.tiny_model() if target == "cpu" else None
    names = Names(OWNER, model="tiny" if model else None)
    assembled = bundle.assemble(bundle.Order(names, target, out, model))
    tree.attach(assembled.wheels, tree.wheels, lambda name: name.replace("+", ""))
    if model:
        tree.attach(assembled.model, tree.model)
    shutil.copy(assembled.kernel / "submission.py", tree.folder / "src" / "script.py")


def link_or_copy(source: Path, target: Path) -> None:
    """The file under another name: a link where both lie on one disk, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
