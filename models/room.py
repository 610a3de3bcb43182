"""Room: the disk and the memory a build takes against what is there, told before anything is fetched.

Promises: figures follow from the spec's shape alone, so that they are known without the source. Leaves out: what other
programs will take while the build runs.
"""
import math
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from models.spec import Spec
from models.tensors import is_quantized

SHARD_BYTES = 5_000_000_000            # the usual size of a file of a source: what is quantized at once
INTERPRETER_BYTES = 1_500_000_000      # torch, transformers and what they keep
SPARE_SHARE = 0.05                     # of a disk's free space that is left


class NoRoom(Exception):
    """Disk or memory will not do. One line: where, how much there is, how much it takes."""


@dataclass(frozen=True)
class Room:
    """What a build takes, in bytes."""

    source: int                        # the source's weights
    made: int                          # the made weights
    fetched: int                       # of the source, what must be fetched or made here
    offloaded: int                     # on disk while verifying with layers on disk, then removed
    memory_all: int                    # memory to hold the source's layers
    memory_least: int                  # memory without which nothing goes: layers on disk, one file at a time
    low_memory: bool                   # layers stay on disk

    @property
    def disk(self) -> int:
        """Bytes the output's disk must have free at the worst moment."""
        return self.made + self.offloaded


def room_for(spec: Spec, *, fetches: bool, low_memory: bool, free_memory: int) -> Room:
    """What building this spec takes. Layers stay on disk if asked for, or where they do not fit into `free_memory`."""
    source, made = 2 * spec.shape.parameters(), made_bytes(spec)
    head = 2 * spec.shape.vocabulary * spec.shape.hidden
    states = 2 * 3 * spec.limits.prompts * spec.limits.tokens_max * spec.shape.hidden
    memory_all = INTERPRETER_BYTES + source + source // 4 + states
    low = low_memory or memory_all > free_memory
    least = INTERPRETER_BYTES + max(5 * min(source, SHARD_BYTES) // 2, 3 * head) + states
    return Room(source=source, made=made, fetched=source if fetches else 0, offloaded=source if low else 0,
                memory_all=memory_all, memory_least=least, low_memory=low)


def made_bytes(spec: Spec) -> int:
    """Bytes of the made weights: one a quantized weight and two a scale of its rows, two a number that is kept."""
    total = 8 * spec.shape.layers
    for name, rows in spec.shape.tensors().items():
        total += math.prod(rows) + 2 * rows[0] if is_quantized(name, spec.quantization) else 2 * math.prod(rows)
    return total


def check(room: Room, *, out_disk: Path, fetch_disk: Path, free_memory: int) -> None:
    """Raises NoRoom where a build would run out of disk or memory.

    What lies in the two folders from a build that was interrupted is part of what is needed, not beside it.
    """
    left: dict[int, int] = {}              # bytes still to be written, by disk
    disks = {}
    for folder in {out_disk, fetch_disk}:
        need = (room.disk if folder == out_disk else 0) + (room.fetched if folder == fetch_disk else 0)
        disk = os.stat(_there(folder)).st_dev
        disks[disk] = _there(folder)
        left[disk] = left.get(disk, 0) + max(0, need - taken(folder))
    for disk, needed in left.items():
        free = int(shutil.disk_usage(disks[disk]).free * (1 - SPARE_SHARE))
        if needed > free:
            raise NoRoom(f"{disks[disk]}: {shown(free)} of disk are free, {shown(needed)} are needed")
    if room.memory_least > free_memory:
        raise NoRoom(f"{shown(free_memory)} of memory are free, {shown(room.memory_least)} are needed even with the "
                     f"source's layers on disk")


def free_memory(proc: Path = Path("/proc/meminfo"), groups: Path = Path("/sys/fs/cgroup")) -> int:
    """Bytes of memory that can be had: the machine's, or the control group's where that is less."""
    available = next(int(line.split()[1]) * 1024 for line in proc.read_text().splitlines()
                     if line.startswith("MemAvailable:"))
    try:
        limit = (groups / "memory.max").read_text().strip()
        used = int((groups / "memory.current").read_text())
        cached = next(int(line.split()[1]) for line in (groups / "memory.stat").read_text().splitlines()
                      if line.startswith("inactive_file "))
        return min(available, int(limit) - used + cached) if limit != "max" else available
    except (OSError, ValueError, StopIteration):            # no control groups of the second kind here, or none of ours
        return available


def shown(amount: int) -> str:
    """Bytes for a reader."""
    return f"{amount / 1e9:.1f} GB" if amount >= 1e8 else f"{amount / 1e6:.1f} MB"


def taken(folder: Path) -> int:
    """Bytes of the files below a folder; links, as a hub's cache is full of them, count nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder
