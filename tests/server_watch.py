"""What the tests of model servers watch them by: their processes, known by a mark in the environment, and what befalls
them, in order."""
import asyncio
import contextlib
import os
import threading
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kernel.engines.vllm.replica import Replica, ReplicaSettings

MARK = "ARC_KIT_TEST_MARK"
PATIENCE_S = 600.0                       # real servers take half a minute each on two idle cores


def token() -> str:
    """A replica's token, of its own: servers of two tests with one token would share a folder, and one test's end would
    take it from the other's server."""
    return uuid.uuid4().hex[:8]


def marked(mark: str) -> list[int]:
    """The living processes that have the mark in their environment, this one apart."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and int(folder.name) != os.getpid() and \
                    f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0") and \
                    (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                found.append(int(folder.name))
        except OSError:
            pass
    return found


def command_line(pid: int) -> str:
    """A process's command line as text; empty once it is gone."""
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


class Clock:
    """A clock that runs as the machine's, and can be put forward."""

    def __init__(self):
        self.ahead_s = 0.0
        self.asked = 0

    def __call__(self) -> float:
        self.asked += 1
        return time.monotonic() + self.ahead_s


class Watched:
    """A replica that runs, and what it tells."""

    def __init__(self, settings: ReplicaSettings):
        self.clock = Clock()
        self.replica = Replica(settings, self.clock)
        self.told: list[tuple[str, str]] = []
        self._news = asyncio.Queue()
        self._life = asyncio.create_task(self.replica.live(self._tell))

    def _tell(self, kind: str, text: str) -> None:
        assert "\n" not in text and text
        self.told.append((kind, text))
        self._news.put_nowait((kind, text))

    async def until(self, kind: str) -> str:
        """The text of the next thing told that is of this kind; what comes before it is passed over."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                told, text = await self._news.get()
                if told == kind:
                    return text
                assert told != "gone", text

    async def up(self) -> None:
        """Wait until it is ready, whatever befell it on a busy machine since it last was."""
        async with asyncio.timeout(PATIENCE_S):
            while not self.replica.ready:
                await asyncio.sleep(0.05)

    async def looks(self, times: int) -> None:
        """Wait until its watch has looked so many times more."""
        seen = self.clock.asked
        async with asyncio.timeout(PATIENCE_S):
            while self.clock.asked < seen + times:
                await asyncio.sleep(0.01)

    async def ended(self) -> None:
        """Wait for the end of its life."""
        async with asyncio.timeout(PATIENCE_S):
            await self._life

    async def stop(self) -> None:
        """Cancel it, as an engine does that closes."""
        self._life.cancel()
        await asyncio.gather(self._life, return_exceptions=True)

    @property
    def kinds(self) -> list[str]:
        """The kinds of what it told, in order."""
        return [kind for kind, _ in self.told]


class Stranger(BaseHTTPRequestHandler):
    """Somebody else's web server."""

    def do_GET(self) -> None:
        self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_) -> None:
        pass


@contextlib.contextmanager
def stranger_on(port: int, share: bool = False) -> Iterator[int]:
    """A web server that is none of ours on this port (0: any); with `share`, also where another listens that lets it.
    Raises OSError where the port is taken."""
    stranger = ThreadingHTTPServer(("127.0.0.1", port), Stranger, bind_and_activate=False)
    stranger.allow_reuse_port = share
    stranger.server_bind()
    stranger.server_activate()
    thread = threading.Thread(target=stranger.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield stranger.server_port
    finally:
        stranger.shutdown()
        stranger.server_close()
        thread.join()


@contextlib.asynccontextmanager
async def running(*settings: ReplicaSettings) -> AsyncIterator[list[Watched]]:
    """Replicas that live until the block ends; then none of their processes may be left."""
    watched = [Watched(one) for one in settings]
    try:
        yield watched
    finally:
        await asyncio.gather(*(one.stop() for one in watched))
    for one in settings:
        left = marked(one.serving.environ[MARK])
        assert not left, [command_line(pid) for pid in left]
