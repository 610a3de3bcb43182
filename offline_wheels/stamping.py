"""What is written into the kernel's file: the bundle's stamp, and the kit's own sources as a small archive.

Promises: the two stamp lines are replaced, nothing else of the file is touched, and the same parts give the same bytes;
the archive has the sources that the search engine needs on any Python with numpy, and neither the classifier's model
nor its corpus. Leaves out: what the kernel makes of the stamp (`kernel/submission.py`).
"""
import base64
import io
import lzma
import re
import tarfile
from pathlib import Path

MARK = "  # stamped by build.py bundle"
BUNDLE_LINE = re.compile(rf"^BUNDLE: dict = .*{re.escape(MARK)}$", re.MULTILINE)
KIT_LINE = re.compile(rf"^KIT = .*{re.escape(MARK)}$", re.MULTILINE)
SUFFIXES = (".py", ".html", ".css", ".js", ".json", ".toml")
# Nobody reads these in a run; the model and its figures come with the wheels.
LEFT_OUT = re.compile(r"^(classifier/(corpus/|[^/]*\.json$)|kernel/submission\.py$)")


class StampFault(Exception):
    """The kernel's file cannot be stamped; one line says why."""


def kit_files(root: Path) -> list[Path]:
    """The sources that travel inside the kernel's file, relative to the repository's root, sorted."""
    found = (path.relative_to(root) for part in ("kernel", "classifier") for path in (root / part).rglob("*")
             if path.is_file() and path.suffix in SUFFIXES)
    return sorted(path for path in found if not LEFT_OUT.search(path.as_posix()) and "__pycache__" not in path.parts)


def kit_archive(root: Path) -> bytes:
    """Those sources as a tar archive, compressed with xz; without times, owners, or anything else of this machine."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in kit_files(root):
            content = (root / path).read_bytes()
            entry = tarfile.TarInfo(path.as_posix())
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return lzma.compress(plain.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def kit_names(archive: bytes) -> dict[str, bytes]:
    """The files of such an archive."""
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(archive))) as opened:
        return {entry.name: opened.extractfile(entry).read() for entry in opened}


def stamped(source: str, bundle: dict, kit: bytes) -> str:
    """The kernel's file with `bundle` (JSON values) and the archive in it. Raises StampFault."""
    lines = ((BUNDLE_LINE, f"BUNDLE: dict = {bundle!r}{MARK}", "BUNDLE: dict = {}"),
             (KIT_LINE, f'KIT = "{base64.b64encode(kit).decode()}"{MARK}', 'KIT = ""'))
    for pattern, line, empty in lines:
        if (found := len(pattern.findall(source))) != 1:
            raise StampFault(f"kernel/submission.py: {found} lines like `{empty}{MARK}`, and one is right; restore it "
                             "from the repository")
        source = pattern.sub(lambda _, line=line: line, source)
    return source


def restamped(source: str, bundle: dict) -> str:
    """A stamped file with another stamp and the archive that it has. Raises StampFault."""
    return stamped(source, bundle, kit_of(source))


def kit_of(source: str) -> bytes:
    """The archive inside a stamped file; b"" when there is none."""
    found = KIT_LINE.search(source)
    return base64.b64decode(found[0].split('"')[1]) if found else b""
