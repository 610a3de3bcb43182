"""What the tests and the bench of endings watch runs by: real processes in which `mischief` makes one thing go wrong,
and what holds of every ending: a valid submission, and nothing left running."""
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kernel.datasets import Challenges, load_challenges
from kernel.submit import read
from tests.sandbox_watch import processes_of, wait_until
from tests.server_watch import MARK, marked

MISCHIEF = Path(__file__).with_name("mischief.py")
FLIP = "def transform(g):\n    return [row[::-1] for row in g]\n"
SLOW = "import time\ndef transform(g):\n    time.sleep(0.5)\n    return g\n"
HANGS = "import time\ndef transform(g):\n    time.sleep(1000)\n"
STORM = """import os
def transform(g):
    while True:
        try:
            os.fork()
        except OSError:
            pass
"""
LARGE = FLIP + "# " + "x" * 10_000 + "\n"
PATIENCE_S = 90.0


def write_programs(file: Path, rows: Sequence[tuple[str, str]]) -> None:
    """A file for `--engine replay:FILE`, of (task's id, program)."""
    file.write_text("".join(json.dumps({"task_id": id, "program": program}) + "\n" for id, program in rows))


def variants(id: str, program: str, count: int) -> list[tuple[str, str]]:
    """So many programs for a task that do the same and are not the same."""
    return [(id, f"N = {n}\n{program}") for n in range(count)]


class Running:
    """A run of `module` (`kernel` or `kernel.dryrun`) in a process of its own, in `folder`, answering `dataset`."""

    def __init__(self, folder: Path, out: Path, dataset: str, budget_s: float, arguments: Sequence[str],
                 mischief: str = "nothing", module: str = "kernel", environ: Mapping[str, str] = {},
                 challenges: Challenges | None = None):
        self.out, self.budget_s, self.mark = out, budget_s, uuid.uuid4().hex
        self.challenges = challenges or load_challenges(folder / dataset)
        self.began_s = time.monotonic()
        self._stderr = out.parent / f"{out.name}.stderr"
        self._error = open(self._stderr, "a+")
        self.process = subprocess.Popen(
            [sys.executable, str(MISCHIEF), mischief, module, "--dataset", dataset, "--budget", str(budget_s),
             "--workers", "1", "--out", str(out), *arguments],
            cwd=folder, env=os.environ | environ | {MARK: self.mark}, stdout=subprocess.DEVNULL, stderr=self._error)

    @property
    def log(self) -> str:
        """What stands in run.log."""
        path = self.out / "run.log"
        return path.read_text() if path.exists() else ""

    def told(self) -> str:
        """All that it has said."""
        return self.log + self._stderr.read_text()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for it while the run runs."""
        assert wait_until(lambda: condition() or self.process.poll() is not None, PATIENCE_S)
        assert condition(), self.told()

    def faults(self) -> list[str]:
        """What is wrong with its submission, a line each."""
        return read(self.out / "submission.json", self.challenges)[1]

    def left(self) -> bool:
        """Whether a process of it lives."""
        return bool(marked(self.mark) or processes_of(self.process.pid))

    def kill(self) -> None:
        """Whatever is left of it."""
        self._error.close()
        for pid in (*marked(self.mark), *(pid for pid, _ in processes_of(self.process.pid))):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass                                     # it went by itself meanwhile
        self.process.wait()


def last(log: str) -> str:
    """The log's last line."""
    return log.splitlines()[-1]
