"""What a bundle must be before anything of it leaves this machine.

Promises: nothing is changed and no network is asked; every fault is one line that says what is wrong and what would be
right; an empty list means that all of it holds: names, titles and slugs, licences, sizes and limits, every file against
its manifest, the kernel's file (size, Python 3.11 to 3.13), and no token or path of this machine in what is ours.
Leaves out: what third parties put into their wheels, beyond their hashes.
"""
import ast
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from offline_wheels import dist, stamping
from offline_wheels.dist import Bundle, DistFault
from offline_wheels.naming import Names, slug_of

PYTHONS = ("3.11", "3.12", "3.13")
CODE_BYTES_MAX = 1_000_000             # of the kernel's file, which is sent inline; "about 1 MB" by reports
PART_BYTES_MAX = 100_000_000_000       # what an account may keep in private data sets, by reports
OWNER = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")       # both as the official client has them
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNPACKED = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".7z")      # Kaggle unpacks these, and the file itself is gone
DATASET_LICENCES = {                   # https://github.com/Kaggle/kaggle-api, docs/datasets_metadata.md
    "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "GPL-2.0", "GPL-3.0", "LGPL-3.0", "AGPL-3.0", "apache-2.0", "other",
    "unknown", "copyright-authors"}
MODEL_LICENCES = {                     # https://github.com/Kaggle/kaggle-cli, docs/models_metadata.md
    "Apache 2.0", "MIT", "BSD-3-Clause", "CC0: Public Domain", "CC BY-SA 4.0", "CC BY-NC-SA 4.0",
    "Attribution 4.0 International (CC BY 4.0)", "Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)",
    "GPL 2", "GPL 3", "GNU Lesser General Public License 3.0", "GNU Affero General Public License 3.0"}
SECRET_LENGTH = 16                     # shorter values of such variables are words and settings
TOKENS = {                             # how the tokens look that people have lying about
    "a Kaggle token": re.compile(r"\bKGAT_[0-9A-Za-z]{16,}|\"key\"\s*:\s*\"[0-9a-f]{32}\""),
    "a Hugging Face token": re.compile(r"\bhf_[A-Za-z0-9]{30,}"),
    "a GitHub token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})"),
    "an AWS key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a password in a URL": re.compile(r"\bhttps?://[^/\s:@\"'{]+:[^/\s:@\"'{]+@[A-Za-z0-9]")}
READ_AS_TEXT = (".py", ".json", ".txt", ".toml", ".jinja", ".md", ".html", ".css", ".js")


@dataclass(frozen=True)
class Machine:
    """What must not leave: this machine's own folders (what lies in them is named with a slash) and tokens."""

    paths: tuple[str, ...]
    secrets: tuple[str, ...]

    @classmethod
    def here(cls) -> "Machine":
        """Those of the user who asks."""
        home, root = Path.home(), Path(__file__).resolve().parent.parent
        found = [value for name, value in os.environ.items()
                 if re.search(r"TOKEN|SECRET|PASSWORD|KAGGLE_KEY|API_KEY", name)]
        for file in (home / ".kaggle", home / ".config" / "kaggle"):
            for name in ("kaggle.json", "access_token"):
                found += re.findall(r"[^\s\"]+", (file / name).read_text()) if (file / name).is_file() else []
        return cls(paths=tuple(f"{folder}/" for folder in (root, home) if len(folder.parts) > 1),
                   secrets=tuple(value for value in found if len(value) >= SECRET_LENGTH and "/" not in value))


@dataclass(frozen=True)
class Part:
    """One thing that is uploaded: what Kaggle calls it, how many files and bytes it has."""

    kind: str                          # wheels, model or kernel
    ref: str
    files: int
    size_bytes: int


def parts(bundle: Bundle) -> list[Part]:
    """What goes up, in the order in which it does."""
    found = [_part("wheels", bundle.names.dataset, bundle.wheels)]
    if bundle.stamp["model"]:
        found.append(_part("model", bundle.names.instance, bundle.model))
    code = bundle.kernel / dist.CODE_FILE
    return [*found, Part("kernel", bundle.names.kernel, 1, code.stat().st_size)]


def _part(kind: str, ref: str, folder: Path) -> Part:
    sizes = [file.stat().st_size for file in sent(folder)]
    return Part(kind, ref, len(sizes), sum(sizes))


def sent(folder: Path) -> list[Path]:
    """The files of a folder that the client uploads: all but the metadata files."""
    metadata = {dist.DATASET_METADATA, dist.MODEL_METADATA, dist.INSTANCE_METADATA}
    return sorted(file for file in folder.iterdir() if file.name not in metadata)


def faults(bundle: Bundle, machine: Machine) -> list[str]:
    """Everything that is wrong with a bundle; empty when it may leave."""
    try:
        return [*names(bundle.names), *licences(bundle), *limits(bundle), *contents(bundle), *code(bundle),
                *privacy(bundle, machine)]
    except (DistFault, OSError, KeyError, TypeError) as fault:
        return [f"{bundle.folder} is not whole ({fault}); make it again with build.py bundle"]


def names(names: Names) -> list[str]:
    """Owner, slugs and titles. The lengths are the client's; the rest of the owner is for the server to know."""
    found = [] if OWNER.fullmatch(names.owner) else [
        f"owner {names.owner!r}: a Kaggle user name is lower-case letters and digits, with single hyphens between"]
    titled = [("dataset", names.dataset, names.dataset_title), ("kernel", names.kernel, names.kernel_title)]
    if names.model is not None:
        titled.append(("model", f"{names.owner}/{names.model_slug}", names.model_title))
        if not SLUG.fullmatch(names.variation):
            found.append(f"variation {names.variation!r}: lower-case letters and digits, with single hyphens between")
    for kind, ref, title in titled:
        slug = ref.partition("/")[2]
        if not SLUG.fullmatch(slug):
            found.append(f"{kind} {slug!r}: a slug is lower-case letters and digits, with single hyphens between")
        elif not (6 <= len(slug) <= 50 and 6 <= len(title) <= 50):
            found.append(f"{kind} {slug!r} has {len(slug)} characters; 6 to 50 are right (see --slug)")
        elif slug_of(title) != slug:
            found.append(f"{kind} title {title!r} would become the slug {slug_of(title)!r}, not {slug!r}")
    if not SLUG.fullmatch(names.competition):
        found.append(f"competition {names.competition!r} is not the last part of a competition's address")
    return found


def licences(bundle: Bundle) -> list[str]:
    """Exactly one licence for the data set, one for the model, in words that Kaggle knows."""
    given = dist.read_json(bundle.wheels / dist.DATASET_METADATA).get("licenses")
    found = [] if (isinstance(given, list) and len(given) == 1 and given[0].get("name") in DATASET_LICENCES) else [
        f"{dist.DATASET_METADATA}: licenses {given!r}; one of these is right: {', '.join(sorted(DATASET_LICENCES))}"]
    if bundle.stamp["model"]:
        name = dist.read_json(bundle.model / dist.INSTANCE_METADATA).get("licenseName")
        if name not in MODEL_LICENCES:
            found.append(f"{dist.INSTANCE_METADATA}: licence {name!r}; one of these is right: "
                         f"{', '.join(sorted(MODEL_LICENCES))}")
    return found


def limits(bundle: Bundle) -> list[str]:
    """Sizes, and what an upload would drop or unpack."""
    found = [f"{part.kind}: {part.size_bytes / 1e9:.1f} GB; up to {PART_BYTES_MAX / 1e9:.0f} GB fit into an account"
             for part in parts(bundle) if part.size_bytes > PART_BYTES_MAX]
    for folder in _folders(bundle):
        for file in sent(folder):
            if file.is_dir():
                found.append(f"{file}: the client leaves folders out; all files lie in one folder")
            elif file.name.endswith(UNPACKED):
                found.append(f"{file}: Kaggle would unpack it; give it another form")
            elif not file.stat().st_size:
                found.append(f"{file}: empty; an upload has at least one byte")
    return found


def contents(bundle: Bundle) -> list[str]:
    """Each manifest against the stamp, and every file against its manifest."""
    found = []
    wheels = bundle.wheels / dist.WHEELS_MANIFEST
    listed = {entry["name"]: (entry["size"], entry["sha256"]) for entry in dist.read_json(wheels)["files"]}
    found += _against(bundle.wheels, wheels, bundle.stamp["wheels"]["sha256"], listed, "wheels")
    if bundle.stamp["model"]:
        model = bundle.model / dist.MODEL_MANIFEST
        listed = {name: (entry["bytes"], entry["sha256"]) for name, entry in dist.read_json(model)["files"].items()}
        found += _against(bundle.model, model, bundle.stamp["model"]["sha256"], listed, "model")
    return found


def _against(folder: Path, manifest: Path, stamped: str, listed: dict[str, tuple[int, str]], kind: str) -> list[str]:
    again = f"build.py {kind}{' --force' if kind == 'model' else ''}, then build.py bundle"
    if dist.sha256_of(manifest) != stamped:
        return [f"{manifest} is not the one that the kernel's file names; make the bundle again with build.py bundle"]
    found = []
    there = {file.name for file in sent(folder)} - {manifest.name}
    found += [f"{folder / name}: not in {manifest.name}; make the bundle again" for name in sorted(there - set(listed))]
    for name, (size, digest) in sorted(listed.items()):
        file = folder / name
        if not file.is_file():
            found.append(f"{file}: missing; {again}")
        elif file.stat().st_size != size or dist.sha256_of(file) != digest:
            found.append(f"{file}: not the file that {manifest.name} names (size or sha256); {again}")
    return found


def code(bundle: Bundle) -> list[str]:
    """The kernel's file: its size, its stamp, and that every Python it may meet compiles it."""
    file = bundle.kernel / dist.CODE_FILE
    source = file.read_text("utf-8")
    found = []
    if (size := file.stat().st_size) >= CODE_BYTES_MAX:
        found.append(f"{file}: {size:,} bytes; under {CODE_BYTES_MAX:,} are right, for it is sent inline")
    if stamp_of(source) != bundle.stamp:
        found.append(f"{file}: its stamp is not this bundle's; make the bundle again with build.py bundle")
    for python in PYTHONS:
        try:
            ast.parse(source, str(file), feature_version=tuple(map(int, python.split("."))))
        except SyntaxError as error:
            found.append(f"{file}: line {error.lineno}: not Python {python} ({error.msg})")
    return found + [f"{file}: {fault}" for python in interpreters().values() if (fault := _not_compiled(python, file))]


def stamp_of(source: str) -> dict | None:
    """What a kernel's file is stamped with; None where it has no stamp line."""
    line = stamping.BUNDLE_LINE.search(source)
    return ast.literal_eval(line[0].partition("= ")[2].removesuffix(stamping.MARK)) if line else None


def interpreters() -> dict[str, str]:
    """The Pythons that the kernel may meet and that start here: "3.11" -> the interpreter; this one among them."""
    found = {f"{sys.version_info.major}.{sys.version_info.minor}": sys.executable}
    for python in PYTHONS:
        path = shutil.which(f"python{python}")
        # A name on the PATH need not start anything, as version managers leave them.
        if python not in found and path and subprocess.run([path, "-I", "-c", ""], capture_output=True).returncode == 0:
            found[python] = path
    return found


def _not_compiled(python: str, file: Path) -> str | None:
    program = "import sys; compile(open(sys.argv[1], encoding='utf-8').read(), sys.argv[1], 'exec')"
    done = subprocess.run([python, "-I", "-c", program, file], text=True, capture_output=True, stdin=subprocess.DEVNULL)
    return f"{python} does not compile it: {done.stderr.strip().splitlines()[-1]}" if done.returncode else None


def privacy(bundle: Bundle, machine: Machine) -> list[str]:
    """No token and no path of this machine in anything of ours."""
    found = []
    for where, text in _ours(bundle):
        found += [f"{where}: has the path {path} of this machine; nothing of it may leave"
                  for path in machine.paths if path in text]
        found += [f"{where}: has what looks like {kind}; take it out, and renew it if it was ever shared"
                  for kind, pattern in TOKENS.items() if pattern.search(text)]
        found += [f"{where}: has a secret of this machine's environment" for one in machine.secrets if one in text]
    return found


def _ours(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Every text that we wrote: metadata, manifests, the kernel's file and the sources inside it, the kit's wheel."""
    for folder in [*_folders(bundle), bundle.kernel]:
        for file in sorted(folder.iterdir()):
            if file.suffix in READ_AS_TEXT:
                yield str(file), file.read_text("utf-8", errors="replace")
    source = (bundle.kernel / dist.CODE_FILE).read_text("utf-8")
    for name, content in stamping.kit_names(stamping.kit_of(source)).items():
        yield f"{dist.CODE_FILE}, inside: {name}", content.decode("utf-8", errors="replace")
    wheel = bundle.wheels / dist.read_json(bundle.wheels / dist.WHEELS_MANIFEST)["kit_wheel"]
    with zipfile.ZipFile(wheel) as opened:
        for name in opened.namelist():
            yield f"{wheel.name}, inside: {name}", opened.read(name).decode("utf-8", errors="replace")


def _folders(bundle: Bundle) -> list[Path]:
    return [bundle.wheels, *([bundle.model] if bundle.stamp["model"] else [])]
