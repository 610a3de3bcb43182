"""One server process with its keeper: started, ended as a group, and what its log says at the end.

Promises: after `end` nothing of it lives, whatever state it was in (stopped, hung, a keeper killed before). Leaves out:
what the server is asked, and when it is started again (`replica`).
"""
import asyncio
import os
import re
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kernel.engines.vllm import keeper

GRACE_S = 3.0                            # for a server to end by itself
KILL_S = 10.0                            # for the keeper to kill the rest; then the whole group is killed from here
TAIL_BYTES = 1 << 18
_TELLING = re.compile(r"((?:\w+\.)*\w*(?:Error|Exception)\b:? ?.*|.*\b(?:[Kk]illed|out of memory|No space left)\b.*)")
_PREFIX = re.compile(r"^(?:\(\w+ pid=\d+\) )?(?:(?:INFO|WARNING|ERROR|DEBUG) [\d-]+ [\d:]+ \[[^]]*\] ?)?")


class Kept:
    """A running server. Made by `start`."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path, log_start: int):
        self.pid = process.pid           # of the keeper, and of the session and group it leads
        self.exited = asyncio.create_task(process.wait())
        self._process = process
        self._log = log
        self._log_start = log_start

    @classmethod
    async def start(cls, command: Sequence[str], environ: Mapping[str, str], *, log: Path, scratch: Path) -> "Kept":
        """Start the command below a keeper; its output is appended to the log. `scratch` is its TMPDIR, removed at its
        end. Raises OSError."""
        with open(log, "ab") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", keeper.__file__, str(GRACE_S), str(scratch), *command, env=dict(environ),
                stdin=asyncio.subprocess.PIPE, stdout=file, stderr=file, cwd="/", start_new_session=True)
            return cls(process, log, file.tell())

    async def end(self) -> None:
        """End it, and wait for that."""
        self._process.stdin.close()
        done, _ = await asyncio.wait({self.exited}, timeout=GRACE_S + KILL_S)
        if not done or self.exited.result() < 0:         # the keeper is stopped, or was killed: it kept nothing
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            await self.exited

    def why(self) -> str:
        """How it ended and the telling lines of its log, in one line."""
        status = self.exited.result() if self.exited.done() else None
        how = ("it runs" if status is None else f"exit status {status}" if 0 <= status < 128 else
               f"killed by {_signal_name(status - 128 if status > 0 else -status)}")
        return "; ".join([how, *telling(self._tail())])

    def _tail(self) -> str:
        with suppress(OSError), open(self._log, "rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(self._log_start, size - TAIL_BYTES))
            return file.read().decode("utf-8", "replace")
        return ""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def telling(text: str, most: int = 3, length: int = 200) -> list[str]:
    """The lines that tell why a server died: the first errors (vLLM's last one only says that there was one before),
    or where there is none the last line."""
    lines = [_PREFIX.sub("", line).strip() for line in text.splitlines()]
    errors = [met[1] for line in lines if (met := _TELLING.match(line))]
    found = list(dict.fromkeys(errors))[:most] or [line for line in lines if line][-1:]
    return [line[:length] for line in found]
