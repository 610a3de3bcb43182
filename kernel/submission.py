"""The one file that Kaggle runs: from the attached data to a valid submission, in twelve hours, with nobody watching.

    1 first act    a complete placeholder submission, before anything else is tried
    2 inputs       what is attached, found by its marker files in whatever layout, and whether it belongs together
    3 weights      read ahead into the page cache while
    4 environments are installed from the attached wheels, without a network, below /tmp
    5 ways         how the run can be started, best first: model and search; search alone; search on the image's Python
    6 the run      a child process, watched, started again on the same journal if it dies or hangs, one way down if that
                   brings nothing, ended in time
    7 the end      submission.json is read again, what is wrong in it is replaced, and the last lines of the log say
                   which way it went, what went wrong, and how many tasks have an answer

In the scored rerun the run is `python -m kernel` on the hidden tasks, until the time is up. When a version is saved it
is `python -m kernel.dryrun` on a few public tasks instead, for some minutes, into /kaggle/working/proof: everything
before and after it is the same code.

Promises: exit status 0 whatever happens; from the first second on, submission.json is there and valid wherever the disk
takes it, and each write of it is one step; each failure costs one rung, and is told; SIGTERM ends everything in
seconds. Leaves out: what a run does (`kernel.run`), and every setting but the few below, which a variable
ARC_KIT_<NAME> may change for a trial. Standard library only, Python 3.11 to 3.13, no other file needed.
"""
import json
import os
import re
import time

BUNDLE: dict = {}  # stamped by build.py bundle
KIT = ""  # stamped by build.py bundle

INPUT, WORKING = "/kaggle/input", "/kaggle/working"
TEST, SAMPLE = "arc-agi_test_challenges.json", "sample_submission.json"
ATTEMPTS = ("attempt_1", "attempt_2")
DEPTH = 8                                # of the folders looked into; the deepest layout known has five levels


# 1 ---- first act: a placeholder, with as few imports as can be ----------------------------------------------------

def now_s() -> float:
    """Seconds on the clock of `kernel.clock`, which goes on while a machine is suspended, as Kaggle's limit does."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def started_s() -> float:
    """When this process began, on that clock: field 22 of /proc/self/stat; now, where it cannot be told."""
    try:
        with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:
            ticks = int(file.read().rpartition(")")[2].split()[19])
        began_s = ticks / os.sysconf("SC_CLK_TCK")
        return began_s if 0 <= now_s() - began_s < 12 * 3600 else now_s()
    except (OSError, ValueError, IndexError):
        return now_s()


class Log:
    """What is said, on stdout with seconds since the start, and what went wrong, to be said again at the end."""

    def __init__(self, began_s: float):
        self.began_s = began_s
        self.troubles: list[str] = []

    def say(self, text: str) -> None:
        """One line. Whoever read stdout may be gone: that is no reason to end."""
        try:
            print(f"{now_s() - self.began_s:8.1f} s  {text}", flush=True)
        except (OSError, ValueError):
            pass

    def trouble(self, text: str) -> None:
        """Something went wrong, in one line."""
        text = " ".join(text.split())[:1000]
        if text not in self.troubles:
            self.troubles.append(text)
            self.say(f"TROUBLE: {text}")


def folders(root: str, depth: int = DEPTH):
    """Every folder from `root` down, the nearest first, with the set of the names in it. Links are followed; what
    cannot be read is passed over."""
    level = [root]
    for _ in range(depth):
        below = []
        for folder in level:
            try:
                with os.scandir(folder) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
                below += [entry.path for entry in found if entry.is_dir()]
            except OSError:
                continue
            yield folder, {entry.name for entry in found}
        level = below


def find_tests(root: str = INPUT) -> str | None:
    """The challenges to answer: of all files of that name the one in a competition's folder, else the nearest."""
    found = [os.path.join(folder, TEST) for folder, names in folders(root) if TEST in names]
    return min(found, key=lambda path: "arc-prize" not in path, default=None)


def read_tasks(path: str) -> tuple[dict, str]:
    """{task id: what stands there} and what is wrong with the file, "" where it is whole. Raises nothing: of a damaged
    file whatever can be read is taken."""
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            text = file.read()
    except OSError as error:
        return {}, f"{path}: cannot be read ({error.strerror})"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        tasks = salvage(text)
        return tasks, f"{path}: not whole JSON ({error}); {len(tasks)} task ids can be read"
    return (value, "") if isinstance(value, dict) else ({}, f"{path}: no tasks by id in it")


def salvage(text: str) -> dict:
    """{task id: its value, or None where it is damaged} of a challenges file that is not whole."""
    tasks, decoder = {}, json.JSONDecoder()
    for met in re.finditer(r'"([^"\\]{1,80})"\s*:\s*(?=\{\s*"(?:train|test)"|\Z)', text):
        try:
            tasks[met[1]] = decoder.raw_decode(text, met.end())[0]
        except (ValueError, RecursionError):
            tasks[met[1]] = None
    return {id: value for id, value in tasks.items() if id not in ("train", "test", "input", "output")}


def owed(tasks: dict) -> dict[str, int]:
    """{task id: test inputs}, as the kernel counts them: one where they cannot be counted."""
    def count(value: object) -> int:
        tests = value.get("test") if isinstance(value, dict) else value
        return len(tests) if isinstance(tests, list) and tests else 1
    return {id: count(value) for id, value in tasks.items()}


def is_grid(value: object) -> bool:
    """Whether it is a grid: 1 to 30 rows of the same 1 to 30 colours, which are plain integers from 0 to 9."""
    return (isinstance(value, list) and 1 <= len(value) <= 30
            and all(isinstance(row, list) and 1 <= len(row) <= 30 and len(row) == len(value[0]) for row in value)
            and all(type(cell) is int and 0 <= cell <= 9 for row in value for cell in row))


def is_answer(value: object, tests: int) -> bool:
    """Whether it is what a submission holds for a task of so many test inputs."""
    return (isinstance(value, list) and len(value) == tests
            and all(isinstance(entry, dict) and set(entry) == set(ATTEMPTS) and all(map(is_grid, entry.values()))
                    for entry in value))


def placeholder(tests: int) -> list[dict]:
    """The answer of a task of which nothing is known."""
    return [{attempt: [[0]] for attempt in ATTEMPTS} for _ in range(tests)]


def read_answers(path: str, wanted: dict[str, int]) -> dict | None:
    """The valid answers in a submission, by task; None where there is no such file or it is no submission at all."""
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return {id: value[id] for id, tests in wanted.items() if id in value and is_answer(value[id], tests)}


def write_submission(path: str, answers: dict) -> None:
    """Put it there in one step. Raises OSError, what was there untouched."""
    draft = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{os.getpid()}-first.tmp")
    try:
        with open(draft, "w", encoding="ascii") as file:
            json.dump(answers, file, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        try:
            os.unlink(draft)
        except OSError:
            pass
        raise


def complete(path: str, wanted: dict[str, int], log: Log) -> bool:
    """See that a whole, valid submission is at `path`: valid answers in it are kept, the rest are placeholders."""
    answers = read_answers(path, wanted)
    if answers is not None and len(answers) == len(wanted) and extra(path, wanted) == 0:
        return True
    try:
        write_submission(path, {id: (answers or {}).get(id) or placeholder(tests) for id, tests in wanted.items()})
    except OSError as error:
        log.trouble(f"{path}: cannot be written ({error.strerror})")
        return False
    return True


def extra(path: str, wanted: dict[str, int]) -> int:
    """How many ids of a submission that can be read are no task's."""
    with open(path, encoding="utf-8") as file:
        return len(json.load(file).keys() - wanted.keys())


def first_act(log: Log) -> tuple[str | None, dict, dict[str, int]]:
    """Write the placeholder. The challenges' path, the tasks in it, and what a submission owes."""
    path = find_tests()
    tasks, fault = read_tasks(path) if path else ({}, f"no {TEST} below {INPUT}: attach the competition")
    if fault:
        log.trouble(fault)
    if not tasks and path:
        tasks, fault = read_tasks(os.path.join(os.path.dirname(path), SAMPLE))
        log.trouble(f"the task ids are taken from {SAMPLE}" if tasks else f"{SAMPLE}: {fault or 'no task ids in it'}")
    wanted = owed(tasks)
    if complete(os.path.join(WORKING, "submission.json"), wanted, log):
        log.say(f"placeholder: {len(wanted)} tasks, {sum(wanted.values())} test inputs")
    return path, tasks, wanted


if __name__ == "__main__":
    LOG = Log(started_s())
    FOUND = first_act(LOG)

# What the rest needs is imported only now.
import base64  # noqa: E402
import ctypes  # noqa: E402
import dataclasses  # noqa: E402
import hashlib  # noqa: E402
import io  # noqa: E402
import shutil  # noqa: E402
import signal  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tarfile  # noqa: E402
import tempfile  # noqa: E402
import threading  # noqa: E402
import zipfile  # noqa: E402
from collections import deque  # noqa: E402
from pathlib import Path  # noqa: E402


@dataclasses.dataclass(frozen=True)
class Settings:
    """What may be changed for a trial, by a variable ARC_KIT_<NAME IN CAPITALS>."""

    limit_s: float = 12 * 3600           # the competition's, from the start of this process
    reserve_s: float = 600               # of it: the container's start before us, its commit after us
    leave_s: float = 20                  # from the run's end to ours
    least_s: float = 30                  # with less left than this no run is started
    proof_s: float = 1200                # the run when a version is saved; servers on slow storage take half of it
    proof_tasks: int = 12
    hang_s: float = 300                  # without a sign of life, the run hangs; its loop gives one every few seconds
    stop_s: float = 6                    # from SIGTERM to SIGKILL; the kernel promises to be gone in five
    install_s: float = 1800              # for one environment
    driver_s: float = 30                 # for nvidia-smi
    lives: int = 3                       # deaths in a row without progress, before the next way
    last_lives: int = 5                  # on the last way, if it ended by itself each time
    pause_s: float = 2                   # before the second life in a row without progress; doubles
    pause_max_s: float = 300
    line_s: float = 60                   # between two lines of the run's figures in our log
    room_mb: float = 2048                # beside what is installed: caches of the servers, temporary files

    @classmethod
    def of(cls, environ) -> "Settings":
        """Raises ValueError for a variable that is no number."""
        given = {field: environ.get(f"ARC_KIT_{field.name.upper()}") for field in dataclasses.fields(cls)}
        return cls(**{field.name: field.type(value) for field, value in given.items() if value})


@dataclasses.dataclass
class Story:
    """What is known at the end, whenever that comes."""

    rung: str = ""                       # the last way that was tried
    out: Path = Path(WORKING)            # where the run leaves its answers
    place: Path | None = None


class Terminated(BaseException):
    """SIGTERM or SIGINT has come; raised once, wherever the main thread is."""


def one_line(text: str, most: int = 300) -> str:
    return " ".join(text.split())[:most]


def sha256_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# 2 ---- inputs: what is attached -------------------------------------------------------------------------------------

WHEELS, MODEL = "arc-kit-wheels.json", "model.json"
AGAIN = "python3 build.py bundle --owner NAME, then python3 build.py push"


class Unusable(Exception):
    """A part cannot be used. One line: why, and what would put it right."""


@dataclasses.dataclass(frozen=True)
class Wheels:
    """The attached wheels. `paths`: true name -> where it lies; `faults`: true name -> what is wrong with it."""

    folder: Path
    manifest: dict
    paths: dict[str, Path]
    faults: dict[str, str]

    @property
    def device(self) -> str:
        return self.manifest["device"]

    def needs(self, environment: str) -> list[str]:
        """The names of the files that an environment is installed from. Raises Unusable."""
        described = self.manifest["environments"].get(environment)
        if described is None:
            raise Unusable(f"the wheels were made without it (target {self.manifest['target']})")
        return [described["requirements"], *described["wheels"], self.manifest["uv_wheel"]]

    def check(self, environment: str) -> None:
        """Raises Unusable where one of its files is missing or has another size."""
        faults = [self.faults.get(name, f"{name} is not listed") for name in self.needs(environment)
                  if name not in self.paths]
        if faults:
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            raise Unusable(f"{faults[0]}{more}; make and push the wheels again: {AGAIN}")


@dataclasses.dataclass(frozen=True)
class Model:
    """The attached model, whose files have the sizes that its manifest says."""

    folder: Path
    name: str
    files: dict[str, dict]               # name -> {"bytes": ..., "sha256": ...}


def choose(kind: str, found: list[Path], stamp: dict | None, describe) -> Path:
    """Of several manifests the one that this file was bundled with. Raises Unusable: nothing there, or a mixture.

    `stamp`: what BUNDLE says of this part, None where it was bundled without; an unstamped file takes the first.
    """
    if not found:
        raise Unusable(f"no {kind} attached" + (f"; attach {named(stamp)}" if stamp else ""))
    if not BUNDLE:
        return found[0]
    if stamp is None:
        raise Unusable(f"{kind} attached, but this file was bundled without any; {AGAIN}")
    for path in found:
        if sha256_of(path) == stamp["sha256"]:
            return path
    raise Unusable(f"a mixture: the {kind} attached ({describe(found[0])}) {older(found[0], stamp)} this file was "
                   f"bundled with ({named(stamp)}); attach the newest version of each part, or: {AGAIN}")


def older(path: Path, stamp: dict) -> str:
    """Which part of a mixture is old, as far as its manifest tells when it was made."""
    try:
        attached, bundled = json.loads(path.read_text("utf-8"))["made_utc"], stamp["made_utc"]
        return "are older than those that" if attached < bundled else "are newer than those that"
    except (OSError, ValueError, KeyError, TypeError):
        return "are not those that"


def named(stamp: dict) -> str:
    return " ".join(str(stamp[key]) for key in ("name", "target", "dataset", "source", "made_utc") if stamp.get(key))


def squeezed(name: str) -> str:
    """A wheel's name without all that an upload may change: `+` is dropped or becomes another sign."""
    return re.sub(r"%2b|[^a-z0-9]", "", name.lower())


def load_wheels(found: list[Path]) -> Wheels:
    """The wheels that belong to this file. Raises Unusable."""
    path = choose("wheels", found, BUNDLE.get("wheels"), described_wheels)
    try:
        manifest = json.loads(path.read_text("utf-8"))
        if manifest["format"] != 1:
            raise Unusable(f"{path}: format {manifest['format']}, this file reads format 1; {AGAIN}")
        running = f"{sys.version_info.major}.{sys.version_info.minor}"
        if manifest["python"] != running:
            raise Unusable(f"the wheels are for Python {manifest['python']}, and this image runs {running}: pin the "
                           f"image in kernel-metadata.json, or build.py bundle with a target for Python {running}")
        there = {entry.name: Path(entry.path) for entry in os.scandir(path.parent)}
        alike = {squeezed(name): file for name, file in there.items()}
        paths, faults = {}, {}
        for file in manifest["files"]:
            name, at = file["name"], there.get(file["name"]) or alike.get(squeezed(file["name"]))
            if at is None:
                faults[name] = f"{name} is missing among the wheels"
            elif (size := at.stat().st_size) != file["size"]:
                faults[name] = f"{name} has {size} bytes, {file['size']} are right"
            else:
                paths[name] = at
        return Wheels(path.parent, manifest, paths, faults)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{path}: cannot be used ({type(error).__name__}: {error}); {AGAIN}") from None


def described_wheels(path: Path) -> str:
    """What a stranger's manifest says of itself."""
    try:
        manifest = json.loads(path.read_text("utf-8"))
        return f"target {manifest['target']}, made {manifest['made_utc']}"
    except (OSError, ValueError, KeyError, TypeError):
        return str(path)


def load_model(found: list[Path]) -> Model:
    """The model that belongs to this file. Raises Unusable."""
    path = choose("model", found, BUNDLE.get("model"), lambda path: model_name(path.parent))
    try:
        files = json.loads(path.read_text("utf-8"))["files"]
        for name, file in files.items():
            at = path.parent / name
            if not at.is_file():
                raise Unusable(f"the model's {name} is missing; push it again: {AGAIN}")
            if (size := at.stat().st_size) != file["bytes"]:
                raise Unusable(f"the model's {name} has {size} bytes, {file['bytes']} are right; push it again: "
                               f"{AGAIN}")
        return Model(path.parent, model_name(path.parent), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"{path}: cannot be used ({type(error).__name__}: {error}); {AGAIN}") from None


def model_name(folder: Path) -> str:
    try:
        return str(json.loads((folder / MODEL).read_text("utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return str(folder)


def find_parts(root: str = INPUT) -> tuple[list[Path], list[Path]]:
    """The manifests of all wheels and of all models that are attached."""
    wheels, models = [], []
    for folder, names in folders(root):
        if WHEELS in names:
            wheels.append(Path(folder, WHEELS))
        if {MODEL, "manifest.json"} <= names:
            models.append(Path(folder, "manifest.json"))
    return wheels, models


def find_public(test_path: str) -> tuple[Path, Path | None]:
    """Challenges to prove the kit on, with their solutions where these are there too: public evaluation, else
    training, else the visible test tasks without solutions."""
    folder = Path(test_path).parent
    for part in ("evaluation", "training"):
        challenges, solutions = (folder / f"arc-agi_{part}_{kind}.json" for kind in ("challenges", "solutions"))
        if challenges.is_file():
            return challenges, solutions if solutions.is_file() else None
    return Path(test_path), None


@dataclasses.dataclass(frozen=True)
class Gpus:
    """What nvidia-smi lists. `driver`: its version, "" where there is none."""

    names: tuple[str, ...] = ()
    driver: str = ""


def find_gpus(patience_s: float) -> Gpus:
    program = shutil.which("nvidia-smi")
    if program is None:
        return Gpus()
    try:
        done = subprocess.run([program, "--query-gpu=driver_version,name,memory.total", "--format=csv,noheader"],
                              capture_output=True, text=True, timeout=patience_s, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return Gpus()
    rows = [[word.strip() for word in line.split(",")] for line in done.stdout.splitlines() if line.count(",") == 2]
    return Gpus(tuple(f"{name}, {memory}" for _, name, memory in rows), rows[0][0] if rows else "")


# 3 ---- weights, read ahead ------------------------------------------------------------------------------------------

PIECE_BYTES, READERS = 64 << 20, 8


class ReadAhead:
    """Reads a model's files into the page cache, in threads that end with the process; then checks what was read."""

    def __init__(self, model: Model, room_bytes: int, log: Log):
        self._model, self._log = model, log
        self._pieces: deque = deque()
        for name, file in sorted(model.files.items()):
            for start in range(0, file["bytes"], PIECE_BYTES):
                if room_bytes >= PIECE_BYTES:
                    self._pieces.append((model.folder / name, start))
                    room_bytes -= PIECE_BYTES
        self.thread = threading.Thread(target=self._work, name="read ahead", daemon=True)
        self.thread.start()

    def _work(self) -> None:
        began_s, total = now_s(), sum(file["bytes"] for file in self._model.files.values())
        readers = [threading.Thread(target=self._read, daemon=True) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        self._log.say(f"weights: {total / 1e9:.2f} GB read ahead in {now_s() - began_s:.1f} s")
        for name, file in self._model.files.items():
            try:
                if sha256_of(self._model.folder / name) != file["sha256"]:
                    self._log.trouble(f"the model's {name} is not the file that its manifest names; it is tried all "
                                      "the same, and its servers' canary judges it")
            except OSError as error:
                self._log.trouble(f"the model's {name}: {error.strerror}")

    def _read(self) -> None:
        buffer = memoryview(bytearray(4 << 20))
        while True:
            try:
                path, start = self._pieces.popleft()
            except IndexError:
                return
            try:
                with open(path, "rb", buffering=0) as file:
                    file.seek(start)
                    left = PIECE_BYTES
                    while left > 0 and (got := file.readinto(buffer)):
                        left -= got
            except OSError:
                pass                     # the check says so


def memory_room() -> int:
    """Bytes that may go to the page cache: most of what is free, since the run needs some too."""
    try:
        return int(re.search(r"MemAvailable:\s+(\d+)", Path("/proc/meminfo").read_text())[1]) * 1024 * 6 // 10
    except (OSError, TypeError):
        return 0


# 4 ---- environments, installed without a network --------------------------------------------------------------------

PLACES = ("/tmp", "/var/tmp", "/kaggle/temp", "/dev/shm")
KIT_ROOM_BYTES = 64 << 20                # for the kit's sources and a run's temporary files
FOREIGN = ("PYTHON", "PIP_", "UV_", "VIRTUAL_ENV", "CONDA")


@dataclasses.dataclass(frozen=True)
class Place:
    """A folder of ours where there is room: environments, caches, temporary files, a home."""

    folder: Path

    def environ(self) -> dict[str, str]:
        """What every child of ours runs with: nothing of the image's Python settings, and no folder outside ours, since
        the home may be another user's."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        ours = {"HOME": "home", "TMPDIR": "tmp", "XDG_CACHE_HOME": "home/.cache", "XDG_CONFIG_HOME": "home/.config"}
        for name, below in ours.items():
            (self.folder / below).mkdir(parents=True, exist_ok=True)
            kept[name] = str(self.folder / below)
        return kept | {"PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1"}


def make_place(need_bytes: int, places: tuple[str, ...] = PLACES) -> Place:
    """A new folder in the first place with so much room. Raises Unusable, with what each place lacks."""
    told = []
    for place in places:
        try:
            if place == "/kaggle/temp":
                os.makedirs(place, exist_ok=True)
            free = shutil.disk_usage(place).free
            if free < need_bytes:
                told.append(f"{place} has {free / 1e9:.1f} GB")
                continue
            folder = Path(tempfile.mkdtemp(prefix="arc-kit-", dir=place))
            folder.chmod(0o755)          # programs run as another user, and read the environment's packages
            return Place(folder)
        except OSError as error:
            told.append(f"{place}: {error.strerror}")
    raise Unusable(f"no room for {need_bytes / 1e9:.1f} GB: {', '.join(told)}")


def unpacked_bytes(wheels: Wheels, environment: str) -> int:
    """What an environment takes on the disk, from the wheels' own lists of files."""
    total = 0
    for name in wheels.needs(environment):
        path = wheels.paths[name]
        try:
            if name.endswith(".whl"):
                with zipfile.ZipFile(path) as wheel:
                    total += sum(entry.file_size for entry in wheel.infolist())
        except (OSError, zipfile.BadZipFile):
            total += 3 * path.stat().st_size             # damaged: the installer says so, with the hash
    return total


class Installer:
    """Installs environments of one set of wheels into one place, with uv from its wheel: `interpreter` by `install`."""

    def __init__(self, wheels: Wheels, place: Place, log: Log, patience_s: float):
        self._wheels, self._place, self._log, self._patience_s = wheels, place, log, patience_s
        self._uv: Path | None = None
        self._links = place.folder / "wheels"
        self._links.mkdir()
        for name, path in wheels.paths.items():          # under their true names
            if name.endswith(".whl"):
                (self._links / name).symlink_to(path)

    def install(self, environment: str) -> Path:
        """Make the environment; its interpreter. Raises Unusable: nothing of it is left then."""
        began_s = now_s()
        folder = self._place.folder / environment
        requirements = self._checked(self._wheels.manifest["environments"][environment]["requirements"])
        uv = self._uv = self._uv or self._unpack_uv()
        common = ["--offline", "--no-config", "--no-progress", "--cache-dir", str(self._place.folder / "cache")]
        try:
            self._run([uv, "venv", *common, "--no-python-downloads", "--python", sys.executable, folder])
            # Compiled here, once and on all cores: else each server does it for itself, at its start.
            self._run([uv, "pip", "install", *common, "--compile-bytecode", "--python", folder / "bin" / "python",
                       "--no-index", "--find-links", self._links, "--require-hashes", "--no-deps", "--only-binary",
                       ":all:", "--requirements", requirements])
        except Unusable:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._log.say(f"environment {environment}: {len(self._wheels.needs(environment)) - 2} wheels installed in "
                      f"{now_s() - began_s:.1f} s")
        return folder / "bin" / "python"

    def _checked(self, name: str) -> Path:
        """A file of ours that nobody else would check. Raises Unusable."""
        right = next(file["sha256"] for file in self._wheels.manifest["files"] if file["name"] == name)
        if sha256_of(self._wheels.paths[name]) != right:
            raise Unusable(f"{name} is damaged: its sha256 is not the manifest's; push the wheels again: {AGAIN}")
        return self._wheels.paths[name]

    def _unpack_uv(self) -> Path:
        name = self._wheels.manifest["uv_wheel"]
        with zipfile.ZipFile(self._checked(name)) as wheel:
            inside = next(entry for entry in wheel.namelist() if entry.endswith("/scripts/uv"))
            uv = self._place.folder / "uv"
            uv.write_bytes(wheel.read(inside))
        uv.chmod(0o755)
        return uv

    def _run(self, command: list) -> None:
        try:
            done = subprocess.run([str(word) for word in command], env=self._place.environ(), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=self._patience_s)
        except subprocess.TimeoutExpired:
            raise Unusable(f"uv took longer than {self._patience_s:.0f} s") from None
        if done.returncode:
            told = one_line(re.sub(r"[^\x20-\x7e\n]+", " ", done.stdout.decode(errors="replace")), 600)
            raise Unusable(f"uv failed with status {done.returncode}: {told}")


def unpack_kit(place: Place) -> Path:
    """The kit's own sources, as this file carries them: a folder for PYTHONPATH. Unstamped, the one that this file lies
    in. Raises Unusable."""
    if not KIT:
        home = Path(globals().get("__file__", "/nowhere")).resolve().parent.parent
        if not (home / "kernel" / "__main__.py").is_file():
            raise Unusable(f"this file was not stamped, and no kit lies around it; {AGAIN}")
        return home
    folder = place.folder / "kit"
    with tarfile.open(fileobj=io.BytesIO(base64.b64decode(KIT)), mode="r:xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


# 5 ---- ways to start the run ----------------------------------------------------------------------------------------

@dataclasses.dataclass(frozen=True)
class Way:
    """One way to start the run. `kit`: the folder of its sources, None where they are installed."""

    name: str
    python: Path
    kit: Path | None
    engines: tuple[str, ...]


def attempt(log: Log, what: str, act):
    """The result, or None, with why as a trouble: the boundary of one part, below which a lower rung begins."""
    try:
        return act()
    except Exception as error:
        said = str(error) if isinstance(error, Unusable) else f"{type(error).__name__}: {error}"
        log.trouble(f"{what}: {said}")
        return None


def load_parts(log: Log, settings: Settings) -> tuple[Wheels | None, Model | None]:
    """The wheels and the model to be used; a model only where its servers can run."""
    found_wheels, found_models = find_parts()
    wheels = attempt(log, "no environment", lambda: load_wheels(found_wheels))
    wanted = wheels is None or "serve" in wheels.manifest["environments"]
    if BUNDLE and BUNDLE.get("model") is None or not wanted:
        log.say("no model: this bundle is for the search engine alone")
        return wheels, None
    model = attempt(log, "no model", lambda: load_model(found_models))
    gpus = find_gpus(settings.driver_s)
    for at, name in enumerate(gpus.names):
        log.say(f"GPU {at}: {name}, driver {gpus.driver}")
    if wheels is not None and wheels.device == "cuda" and model is not None:
        if not gpus.names:
            log.trouble("no model: nvidia-smi lists no GPU, and the wheels are for CUDA; the accelerator is 4 x L4 "
                        '("machine_shape": "NvidiaL4")')
            return wheels, None
        if len(gpus.names) != 4:
            log.trouble(f"{len(gpus.names)} GPUs, 4 are usual")
    return wheels, model


def prepare(log: Log, settings: Settings) -> tuple[Place | None, list[Way]]:
    """Install what can be installed; the ways to start the run, best first."""
    wheels, model = load_parts(log, settings)
    kernel = serve = place = None
    if wheels is not None:
        wanted = [name for name in ("kernel", *(("serve",) if model else ()))
                  if attempt(log, f"no environment {name}", lambda: wheels.check(name) or True)]
        if model and "serve" in wanted:
            ReadAhead(model, memory_room(), log)
        while wanted and place is None:
            need = sum(unpacked_bytes(wheels, name) for name in wanted) + int(settings.room_mb * 1e6)
            place = attempt(log, f"no environment {wanted[-1]}", lambda: make_place(need))
            wanted = wanted if place else wanted[:-1]
        if wanted:
            log.say(f"installing {' and '.join(wanted)} below {place.folder}")
            installer = attempt(log, "no environment", lambda: Installer(wheels, place, log, settings.install_s))
            made = {name: attempt(log, f"no environment {name}", lambda: installer.install(name))
                    for name in wanted if installer}
            kernel, serve = made.get("kernel"), made.get("serve")
    place = place or attempt(log, "no run", lambda: make_place(KIT_ROOM_BYTES, (*PLACES, WORKING)))
    kit = attempt(log, "no run on the image's Python", lambda: unpack_kit(place)) if place else None
    return place, ways_of(kernel, serve, kit, model)


def ways_of(kernel: Path | None, serve: Path | None, kit: Path | None, model: Model | None) -> list[Way]:
    """The ways, best first. Where the run's own environment is missing, the servers' has what it needs as well."""
    homes = [(python, source) for python, source in ((kernel, None), (serve, kit), (Path(sys.executable), kit))
             if python and (source or python is kernel)]
    ways = []
    if serve and model and homes:
        with_model = ("--engine", "vllm", "--model", str(model.folder), "--serve-with", str(serve), "--engine",
                      "search")
        ways.append(Way(f"model {model.name} and search", *homes[0], with_model))
    for python, source in homes:
        on = "from the wheels" if python is kernel else "in the servers' environment" if python is serve else \
            "on the image's Python"
        ways.append(Way(f"search {on}", python, source, ("--engine", "search")))
    return ways


# 6 ---- the run, as a child that is watched --------------------------------------------------------------------------

PROPER = re.compile(r"exit status \d+: (every engine is through|the budget is spent)")
FIGURES = re.compile(r"^\s*\d+ s, .* tasks solved on train.*?(\d+) candidates")
PR_SET_CHILD_SUBREAPER = 36


@dataclasses.dataclass(frozen=True)
class End:
    """How one life of the run ended. `chosen`: by itself, not by a signal; `refused`: it would end so again."""

    over: bool
    why: str
    candidates: int
    chosen: bool = False
    refused: bool = False


class Course:
    """What follows the end of a life: again after a pause, the next way, or no more. Pure."""

    def __init__(self, ways: int, settings: Settings):
        self.way = 0
        self._ways, self._settings = ways, settings
        self._most = 0                   # candidates that any life has had
        self._in_a_row = 0               # lives without progress

    def after(self, end: End) -> float | None:
        """Seconds to wait before a life on `self.way`; None when there is nothing left to try.

        On the last way a run that ends by itself, again and again and without progress, is given up: the next one
        would too. One that is killed is started as long as there is time, with longer and longer pauses.
        """
        self._in_a_row = 0 if end.candidates > self._most else self._in_a_row + 1
        self._most = max(self._most, end.candidates)
        settings = self._settings
        if self.way + 1 < self._ways:
            if end.refused or self._in_a_row >= settings.lives:
                self.way, self._in_a_row = self.way + 1, 0
        elif end.refused or end.chosen and self._in_a_row >= settings.last_lives:
            return None
        return min(settings.pause_max_s, settings.pause_s * 2 ** max(0, min(30, self._in_a_row - 1)))


class Ears:
    """Reads what the run says: passes it on to the log, its figures once in a while, and remembers what matters."""

    def __init__(self, pipe, log: Log, line_s: float):
        self.heard_s = time.monotonic()
        self.candidates = 0
        self.last: deque[str] = deque(maxlen=40)
        self._pipe, self._log, self._line_s = pipe, log, line_s
        self._thread = threading.Thread(target=self._listen, name="ears", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        said_s = -self._line_s
        for raw in self._pipe:
            line = raw.decode(errors="replace").rstrip()
            self.heard_s = time.monotonic()
            if figures := FIGURES.match(line):
                self.candidates = max(self.candidates, int(figures[1]))
                if self.heard_s - said_s < self._line_s:
                    continue
                said_s = self.heard_s
            elif line.startswith("trouble: "):           # what the run itself has to say at its end
                self._log.trouble(f"the run: {line.removeprefix('trouble: ')}")
                continue
            elif line:
                self.last.append(line)
            self._log.say(f"run | {line}")

    def close(self) -> None:
        self._thread.join(2.0)           # all that the run has said is read; a grandchild may hold the pipe open


@dataclasses.dataclass(frozen=True)
class Run:
    """A run as it is to be done. `arguments`: without the engines, which are the way's."""

    module: str
    arguments: tuple[str, ...]
    out: Path
    until_s: float                       # by when it must be gone, on the clock


def live(run: Run, way: Way, environ: dict[str, str], log: Log, settings: Settings) -> End:
    """One life of the run, to its end. Nothing of it is left then."""
    environ = environ | ({"PYTHONPATH": str(way.kit)} if way.kit else {})
    command = [str(way.python), "-P", "-m", run.module, *run.arguments, *way.engines, "--out", str(run.out),
               "--leave-by", f"{run.until_s:.3f}"]
    told_before = log_size(run.out)
    process = subprocess.Popen(command, env=environ, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, start_new_session=True)
    ears = Ears(process.stdout, log, settings.line_s)
    log.say(f"run started: {way.name} (process {process.pid})")
    killed = ""
    try:
        seen, sign_s = None, time.monotonic()
        while process.poll() is None and not killed:
            time.sleep(0.1)
            if (now := signs(run.out)) != seen:
                seen, sign_s = now, time.monotonic()
            silent_s = time.monotonic() - max(sign_s, ears.heard_s)
            if silent_s > settings.hang_s:
                killed = f"it hung: no sign of life for {silent_s:.0f} s"
            elif now_s() > run.until_s + settings.leave_s / 4:
                killed = "it did not leave in time"
    finally:
        end_group(process, settings.stop_s)
        ears.close()
    return judge(process.returncode, killed, ears, tail(run.out, told_before))


def judge(status: int, killed: str, ears: Ears, told: str) -> End:
    """What a life came to, from its exit status and what it said. `told`: what it added to run.log."""
    if not killed and PROPER.search(told.rpartition("\n")[2]):
        return End(True, told.rpartition("\n")[2].partition("exit status")[2], ears.candidates)
    by = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
    how = killed or (f"killed by {by}" if status < 0 else f"exit status {status}")
    words = [line for line in (*ears.last, told.rpartition("\n")[2]) if line]
    telling = [line for line in words if re.search(r"Error|error:|python -m kernel|build.py|ended by", line)] or words
    return End(False, f"{how}{': ' if telling else ''}{one_line(telling[-1]) if telling else ''}", ears.candidates,
               chosen=not killed and status > 0, refused=not killed and status == 2)


def log_size(out: Path) -> int:
    try:
        return (out / "run.log").stat().st_size
    except OSError:
        return 0


def tail(out: Path, start: int) -> str:
    """What stands in run.log from there on, its last 4 kB."""
    try:
        with open(out / "run.log", "rb") as file:
            file.seek(max(start, log_size(out) - 4096))
            return file.read().decode(errors="replace").strip()
    except OSError:
        return ""


def signs(out: Path) -> tuple:
    """What changes while a run lives: its journal takes the time every second, and its log what happens."""
    found = []
    for name in ("run.log", "run.sqlite", "run.sqlite-wal", "submission.json"):
        try:
            status = (out / name).stat()
            found.append((status.st_size, status.st_mtime_ns))
        except OSError:
            found.append(None)
    return tuple(found)


def end_group(process: subprocess.Popen, patience_s: float) -> None:
    """End the child and all below it: it is asked first, and has a few seconds."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(patience_s)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            pass
    kill_below(process)


def kill_below(process: subprocess.Popen | None = None, patience_s: float = 5.0) -> None:
    """Kill whatever descends from this process, in whatever session: what a dying process orphans becomes our child.
    Servers hold a GPU's memory and the journal has a lock, so that the next life must begin alone."""
    until_s = time.monotonic() + patience_s
    while (living := below(os.getpid())) and time.monotonic() < until_s:
        for pid in living:
            try:
                os.kill(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass
        time.sleep(0.02)
        if process is not None:
            process.poll()
    if process is not None:
        process.poll()


def below(ancestor: int) -> set[int]:
    """The living processes below this one, from /proc."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                state, parent = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()[:2]
            except (OSError, ValueError):                # it has ended while we looked
                continue
            if state not in "ZX":
                children.setdefault(int(parent), []).append(int(name))
    found: set[int] = set()
    level = children.get(ancestor, [])
    while level:
        found.update(level)
        level = [child for pid in level for child in children.get(pid, ()) if child not in found]
    return found


def supervise(run: Run, ways: list[Way], environ: dict[str, str], log: Log, settings: Settings, story: Story) -> None:
    """Live as often as it takes, until the time is up. The story's rung is the last way that was tried."""
    course = Course(len(ways), settings)
    while (left_s := run.until_s - now_s()) >= settings.least_s:
        way = ways[course.way]
        story.rung = way.name
        end = live(run, way, environ, log, settings)
        if end.over:
            log.say(f"run over{end.why}")
            return
        log.trouble(f"the run ({way.name}) ended: {end.why}")
        pause_s = course.after(end)
        if pause_s is None:
            log.trouble("the run is given up: it ends so each time")
            return
        time.sleep(max(0.0, min(pause_s, run.until_s - now_s())))
    log.say(f"no run is started with {left_s:.0f} s left")


# 7 ---- the end ------------------------------------------------------------------------------------------------------

def settle(wanted: dict[str, int], out: Path, log: Log) -> int:
    """See that what lies at WORKING is valid, with the answers of the run wherever it put them; how many tasks have an
    answer that is no placeholder."""
    path = os.path.join(WORKING, "submission.json")
    if out != Path(WORKING):
        answers = read_answers(str(out / "submission.json"), wanted)
        if answers:
            attempt(log, "the answers cannot be put into their place", lambda: write_submission(
                path, {id: answers.get(id) or placeholder(tests) for id, tests in wanted.items()}))
    complete(path, wanted, log)
    answers = read_answers(path, wanted) or {}
    return sum(answer != placeholder(wanted[id]) for id, answer in answers.items())


def conclude(wanted: dict[str, int], rung: str, answered: int, log: Log) -> None:
    """The log's last lines."""
    path = os.path.join(WORKING, "submission.json")
    valid = len(read_answers(path, wanted) or {}) == len(wanted) and bool(wanted)
    log.say("---- in short ----")
    log.say(f"rung: {rung or 'placeholder'}")
    for trouble in log.troubles:
        log.say(f"went wrong: {trouble}")
    log.say("went wrong: nothing" if not log.troubles else f"{len(log.troubles)} things went wrong")
    log.say(f"submission.json: {'valid' if valid else 'NOT VALID'}, {len(wanted)} tasks, {sum(wanted.values())} test "
            f"inputs, {answered} tasks answered")


# 8 ---- all of it ----------------------------------------------------------------------------------------------------

def is_rerun(environ) -> bool:
    """Whether this is the scored run; Kaggle has said so with "1" and with "true"."""
    return environ.get("KAGGLE_IS_COMPETITION_RERUN", "").strip().lower() not in ("", "0", "false", "no", "none")


def plan(test_path: str, tasks: dict, place: Place, rerun: bool, settings: Settings, log: Log) -> Run:
    """What is to be run: the hidden tasks, or the proof."""
    end_s = log.began_s + settings.limit_s - settings.reserve_s - settings.leave_s
    if not rerun:
        challenges, solutions = find_public(test_path)
        scored = ("--solutions", str(solutions)) if solutions else ()
        until_s = min(end_s, now_s() + settings.proof_s)
        return Run("kernel.dryrun", ("--dataset", str(challenges), *scored, "--limit", str(settings.proof_tasks),
                                     "--lenient", "--budget", f"{max(1.0, until_s - now_s()):.0f}s"),
                   Path(WORKING, "proof"), until_s)
    out = Path(WORKING)
    if not writable(out):
        out = place.folder / "out"
        log.trouble(f"{WORKING} cannot be written; the run works in {out}, and its answers are brought over")
    if read_tasks(test_path)[1]:                         # the kernel takes whole files only
        test_path = str(place.folder / "tasks.json")
        Path(test_path).write_text(json.dumps(tasks))
    return Run("kernel", ("--dataset", test_path, "--lenient", "--budget", f"{max(1.0, end_s - now_s()):.0f}s"), out,
               end_s)


def writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
        return True
    except OSError:
        return False


def work(found: tuple[str | None, dict, dict[str, int]], log: Log, settings: Settings, story: Story) -> None:
    """Everything between the first act and the end."""
    test_path, tasks, wanted = found
    rerun = is_rerun(os.environ)
    log.say(f"{'scored rerun' if rerun else 'saved version: a proof on public tasks'}; Python "
            f"{sys.version.split()[0]}; kit {BUNDLE.get('kit', 'not stamped')}, made {BUNDLE.get('made_utc', '-')}")
    if not wanted:
        return
    place, ways = prepare(log, settings)
    if place is None or not ways:
        return
    story.place = place.folder
    run = plan(test_path, tasks, place, rerun, settings, log)
    log.say(f"prepared; ways: {'; '.join(way.name for way in ways)}; {run.until_s - now_s():.0f} s are left")
    if rerun:
        story.out = run.out
    supervise(run, ways, place.environ(), log, settings, story)
    if not rerun:
        tell_proof(run.out, log)


def tell_proof(out: Path, log: Log) -> None:
    """How the proof went."""
    try:
        score = json.loads((out / "score.json").read_text())
        log.say(f"proof: {score['candidates']} candidates, {score['tasks_solved']} of {score['tasks']} tasks solved; "
                "see proof/report.html and proof/score.json among the outputs")
    except (OSError, ValueError, KeyError):
        log.trouble("the proof has no score; see proof/run.log among the outputs")


def stop_on_signals() -> None:
    """Let the first SIGTERM or SIGINT end the work, wherever it is; the end itself is not interrupted."""
    def note(number: int, _frame: object) -> None:
        for other in (signal.SIGTERM, signal.SIGINT):
            signal.signal(other, signal.SIG_IGN)
        raise Terminated(signal.Signals(number).name)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)


def main(found: tuple[str | None, dict, dict[str, int]], log: Log) -> None:
    """Work, and whatever comes of that, leave a valid submission and say how it went. Raises nothing."""
    wanted, story, answered = found[2], Story(), 0
    try:
        stop_on_signals()
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        settings = attempt(log, "the usual settings are taken", lambda: Settings.of(os.environ)) or Settings()
        work(found, log, settings, story)
    except Terminated as signalled:
        log.trouble(f"ended by {signalled}")
    except Exception as error:                           # the last boundary: the placeholder stands
        log.trouble(f"{type(error).__name__}: {error}")
    try:
        kill_below()
        answered = settle(wanted, story.out, log)
        if story.place and story.place.is_relative_to(WORKING):          # it is no output
            shutil.rmtree(story.place, ignore_errors=True)
    except Exception as error:
        log.trouble(f"at the end: {type(error).__name__}: {error}")
    conclude(wanted, story.rung if answered or not is_rerun(os.environ) else "", answered, log)


if __name__ == "__main__":
    main(FOUND, LOG)
