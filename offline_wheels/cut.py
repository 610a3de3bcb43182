"""A lock file cut to one Python on one machine: which packages, which versions, which wheels fit.

Promises: markers and wheel tags are judged as pip and uv judge them, by the `packaging` library, for the place asked
and not for the one where this runs. Leaves out: fetching (`offline_wheels.fetch`). Runs in the environment `tools`.
"""
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from packaging import tags
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

# The names that manylinux tags had before they said the glibc (PEP 600).
LEGACY = {"2_17": "manylinux2014", "2_12": "manylinux2010", "2_5": "manylinux1"}


@dataclass(frozen=True)
class Place:
    """Where wheels will be installed: CPython of a version such as "3.12" on "x86_64-manylinux_2_35"."""

    python: str
    platform: str

    @cached_property
    def platforms(self) -> list[str]:
        """Platform tags, best first: those of the glibc and of every older one."""
        machine, _, glibc = self.platform.partition("-manylinux_2_")
        found = []
        for minor in range(int(glibc), 4, -1):
            found.append(f"manylinux_2_{minor}_{machine}")
            if old := LEGACY.get(f"2_{minor}"):
                found.append(f"{old}_{machine}")
        return [*found, f"linux_{machine}"]

    @property
    def abi(self) -> str:
        return "cp" + self.python.replace(".", "")

    @cached_property
    def tags(self) -> frozenset[tags.Tag]:
        version = tuple(int(part) for part in self.python.split("."))
        return frozenset([*tags.cpython_tags(version, [self.abi], self.platforms),
                          *tags.compatible_tags(version, self.abi, self.platforms)])

    @property
    def markers(self) -> dict[str, str]:
        """What environment markers are asked with. The patch level counts as 0, as it does for uv."""
        return default_environment() | {
            "python_version": self.python, "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython", "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython", "os_name": "posix", "sys_platform": "linux",
            "platform_system": "Linux", "platform_machine": self.platform.partition("-")[0], "extra": ""}

    @property
    def pip_options(self) -> list[str]:
        """How pip is told of it."""
        return ["--implementation", "cp", "--python-version", self.python,
                *(word for abi in (self.abi, "abi3", "none") for word in ("--abi", abi)),
                *(word for platform in self.platforms for word in ("--platform", platform))]


@dataclass(frozen=True)
class Pin:
    """One package of a lock: the version, and the sha256 (hex) of each file that counts as it."""

    name: str
    version: str
    hashes: frozenset[str]

    @property
    def requirement(self) -> str:
        """The line of a requirements file."""
        hashes = (f"--hash=sha256:{digest}" for digest in sorted(self.hashes))
        return " ".join([f"{self.name}=={self.version}", *hashes])

    def is_named(self, wheel: Path, place: Place) -> bool:
        """Whether a file is called as a wheel of this package and version (a local build counts) for the place."""
        try:
            name, version, _, found = parse_wheel_filename(wheel.name)
        except InvalidWheelFilename:
            return False
        return (name == self.name and SpecifierSet(f"=={self.version}").contains(version, prereleases=True)
                and not place.tags.isdisjoint(found))


def pins(text: str, place: Place) -> list[Pin]:
    """The packages of a lock file's text that are installed at a place, in its order. Raises ValueError for an entry
    without a version or without a hash."""
    found = []
    plain = re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE)
    for entry in re.sub(r"\\\n\s*", "", plain).splitlines():
        said, *digests = re.split(r"\s+--hash=sha256:", entry.strip())
        if not said:
            continue
        asked = Requirement(said)
        version = re.fullmatch(r"==([^,*]+)", str(asked.specifier))
        if not version or not digests:
            raise ValueError(f"a lock has an entry without a version or without a hash: {said}")
        if asked.marker is None or asked.marker.evaluate(place.markers):
            found.append(Pin(canonicalize_name(asked.name), version[1], frozenset(digests)))
    return found
