"""Run a command in a network namespace of its own, where nothing but itself can be reached.

    [*wrapper(), "python3", "-m", "kernel", ...]      # a command line whose command sees only the loopback interface

Promises: the command runs with `lo` up, as on a machine without a network, or not at all: before it starts, the
namespace's own list of interfaces is read. Its process takes this one's place, so signals and exit status are its own.
Leaves out: files, users and processes, which stay the machine's. Standard library only; needs `unshare` of util-linux,
and without root a Linux that lets users make namespaces.
"""
import fcntl
import os
import shutil
import socket
import struct
import subprocess
import sys
from pathlib import Path

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1       # linux/sockios.h, linux/if.h
INTERFACES = "/proc/self/net/dev"


class NotPermitted(Exception):
    """This machine makes no network namespace for this user; one line says why and what would help."""


def wrapper() -> list[str]:
    """The words that go before a command. Raises NotPermitted."""
    unshare = shutil.which("unshare")
    if unshare is None:
        raise NotPermitted("there is no `unshare` (Debian: apt-get install util-linux)")
    flags = ["--net"] if os.geteuid() == 0 else ["--net", "--map-root-user"]
    tried = subprocess.run([unshare, *flags, "true"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if tried.returncode:
        raise NotPermitted(f"{' '.join(['unshare', *flags])} was refused ({tried.stderr.strip()}); as root, or in a "
                           "container with CAP_SYS_ADMIN, it is permitted")
    return [unshare, *flags, sys.executable, "-I", str(Path(__file__).resolve())]


def interfaces() -> list[str]:
    """The network interfaces that this process sees."""
    return [line.partition(":")[0].strip() for line in Path(INTERFACES).read_text().splitlines()[2:]]


def raise_loopback() -> None:
    """Bring `lo` up: servers listen on it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        asked = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(handle, SIOCGIFFLAGS, asked))[1]
        fcntl.ioctl(handle, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags | IFF_UP))


def main(command: list[str]) -> None:
    if (others := [name for name in interfaces() if name != "lo"]):
        sys.exit(f"a network is there ({', '.join(others)}); the command was not started")
    raise_loopback()
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
