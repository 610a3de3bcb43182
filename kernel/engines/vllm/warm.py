"""Read a model's weights into the page cache, before the servers read them: on slow storage four servers that each read
15 GB for themselves take four times as long as one that reads it for all.

Promises: files are read in parallel, pieces of one file too; no more is read than `room_bytes`, since beyond it every
byte read drives another out; cancelled, it stops after the pieces at hand; a file that cannot be read is left to the
server, which has the better message. Leaves out: telling whether a file lies in the cache already (reading it again
costs a second a few gigabytes).
"""
import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PIECE_BYTES = 64 << 20
BUFFER_BYTES = 4 << 20
ROOM_SHARE = 0.8                         # of the memory that is free: servers and kernel need some, too


@dataclass(frozen=True)
class Warmed:
    """What was read: bytes of how many, and in how many files."""

    read_bytes: int
    total_bytes: int
    files: int


def memory_room(meminfo: Path = Path("/proc/meminfo")) -> int:
    """Bytes of weights that there is room for in the page cache now."""
    for line in meminfo.read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(int(line.split()[1]) * 1024 * ROOM_SHARE)
    return 0


async def warm(folder: Path, *, room_bytes: int, progress: Callable[[int, int], None], parallel: int = 8) -> Warmed:
    """Read the weights (*.safetensors) in the folder, in order of their names, as far as there is room.

    `progress` is called in the caller's loop with bytes read and bytes there are to read, after every piece.
    """
    files = sorted(file for file in folder.glob("*.safetensors") if file.is_file())
    sizes = [file.stat().st_size for file in files]
    total = min(sum(sizes), max(0, room_bytes))
    pieces, left = [], total
    for file, size in zip(files, sizes):
        for start in range(0, size, PIECE_BYTES):
            if (length := min(PIECE_BYTES, size - start, left)) > 0:
                pieces.append((file, start, length))
                left -= length
    stop, read = threading.Event(), 0
    pool = ThreadPoolExecutor(parallel, thread_name_prefix="warm")
    try:
        loop = asyncio.get_running_loop()
        for piece in asyncio.as_completed([loop.run_in_executor(pool, _read, *piece, stop) for piece in pieces]):
            read += await piece
            progress(read, total)
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
    return Warmed(read, sum(sizes), len(files))


def _read(file: Path, start: int, length: int, stop: threading.Event) -> int:
    """Read a piece of a file and throw it away; the bytes read."""
    buffer, read = memoryview(bytearray(BUFFER_BYTES)), 0
    try:
        with open(file, "rb", buffering=0) as source:
            os.posix_fadvise(source.fileno(), start, length, os.POSIX_FADV_WILLNEED)
            source.seek(start)
            while read < length and not stop.is_set():
                if not (got := source.readinto(buffer[:length - read])):
                    break
                read += got
    except OSError:
        pass
    return read
