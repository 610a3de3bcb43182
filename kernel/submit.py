"""The file that goes out: submission.json, complete and valid from its first second to its last.

    {task id: [{"attempt_1": grid, "attempt_2": grid}, ...]}      one entry per test input, every task id, both attempts

Promises: whoever opens the path at any instant finds a whole, valid submission or none; nothing invalid is written; a
write that fails or is killed leaves the old file as it was. `validate` alone decides what is valid, for every writer
and every reader. Leaves out: which grids go in (`kernel.vote`) and when (`kernel.run`). Standard library only.
"""
import itertools
import json
import os
from contextlib import suppress
from pathlib import Path

from kernel.datasets import Challenges, read_json
from kernel.tasks import Grid, Repeating, TaskError, grid_fault, one_line, shown

ATTEMPTS = ("attempt_1", "attempt_2")
Entries = list[dict[str, Grid]]
"""What a submission holds for one task: per test input, in order, a grid for each of ATTEMPTS."""

_writes = itertools.count()  # tells the temporary files of one process's threads apart


class SubmissionError(ValueError):
    """A submission that cannot be written: invalid (then `findings` lists all that is wrong) or no place for it."""

    def __init__(self, message: str, findings: list[str] | None = None):
        super().__init__(one_line(message))
        self.findings = findings or []


def placeholder_entries(test_inputs: int) -> Entries:
    """The answer of a task of which nothing is known: one black cell, twice, per test input."""
    return [{attempt: [[0]] for attempt in ATTEMPTS} for _ in range(test_inputs)]


def placeholder(challenges: Challenges) -> dict[str, Entries]:
    """A valid submission that answers every task id with the placeholder, in the file's order."""
    return {id: placeholder_entries(test_inputs) for id, test_inputs in challenges.placeholders.items()}


def validate(submission: object, challenges: Challenges) -> list[str]:
    """Everything that is wrong with a submission, one printable line each; [] if it is valid.

    Takes any plain JSON value and raises nothing. A grid counts as one finding, that of its first fault.
    """
    if not isinstance(submission, dict):
        return [f"{shown(submission)} in the place of a dict with the task ids as keys"]
    findings = [f"task {id}: missing, every task needs an entry"
                for id in challenges.placeholders if id not in submission]
    for id, entries in submission.items():
        if id in challenges.placeholders:
            findings += validate_entries(id, entries, challenges.placeholders[id])
        else:
            findings.append(f"task {id}: not a task of {challenges.name}")
    if isinstance(submission, Repeating):
        findings += [f"task {id}: the id stands there more than once, once is right" for id in submission.repeated]
    return [one_line(finding) for finding in findings]


def validate_entries(id: str, entries: object, test_inputs: int) -> list[str]:
    """Everything that is wrong with what a submission holds for one task; see `validate`."""
    where = f"task {id}"
    if not isinstance(entries, list):
        return [f"{where}: {shown(entries)} in the place of a list with one entry per test input ({test_inputs})"]
    findings = []
    if len(entries) != test_inputs:
        findings.append(f"{where}: {len(entries)} entries, one per test input ({test_inputs}) is right")
    for i, entry in enumerate(entries, 1):
        findings += _entry_faults(entry, f"{where}, test input {i}")
    return findings


def write(path: str | os.PathLike, submission: object, challenges: Challenges) -> None:
    """Put the submission at `path` in one step, its tasks in the file's order.

    Raises SubmissionError, the path untouched, where it is invalid or the place cannot be written.
    """
    findings = validate(submission, challenges)
    if findings:
        raise _invalid(path, findings)
    _replace(path, _join({id: _encode(id, submission[id]) for id in challenges.placeholders}))


def read(path: str | os.PathLike, challenges: Challenges) -> tuple[dict[str, Entries] | None, list[str]]:
    """The submission at `path` and [], or None and what is wrong with it (a missing file too), one line each."""
    try:
        submission = read_json(path)
    except FileNotFoundError:
        return None, [one_line(f"{os.fspath(path)}: no such file")]
    except TaskError as error:
        return None, [str(error)]
    findings = [one_line(f"{os.fspath(path)}: {finding}") for finding in validate(submission, challenges)]
    return (None, findings) if findings else (submission, [])


class SubmissionFile:
    """The submission of a run in progress: changed task by task, written when the run says so.

    From the moment it is made there is a valid file at `path`: the one that an earlier run left for the same tasks,
    whose answers are kept until better ones come, or else the placeholder. Only what changes is validated and encoded
    again, so that a flush costs little more than writing the bytes. For one thread. Raises SubmissionError where the
    path cannot be written.
    """

    def __init__(self, path: str | os.PathLike, challenges: Challenges):
        self.path = Path(path)
        self.challenges = challenges
        earlier, _ = read(self.path, challenges)
        self.resumed = earlier is not None
        entries = earlier if earlier is not None else placeholder(challenges)
        self._encoded = {id: _encode(id, entries[id]) for id in challenges.placeholders}
        self._changed = not self.resumed
        self.flush()

    def update(self, id: str, entries: Entries) -> None:
        """Answer one task; reaches the file with the next `flush`. Raises SubmissionError for invalid entries."""
        if id not in self.challenges.placeholders:
            raise SubmissionError(f"task {id}: not a task of {self.challenges.name}")
        findings = validate_entries(id, entries, self.challenges.placeholders[id])
        if findings:
            raise _invalid(self.path, findings)
        encoded = _encode(id, entries)
        if encoded != self._encoded[id]:
            self._encoded[id] = encoded
            self._changed = True

    def flush(self) -> bool:
        """Write what has changed; whether there was anything to write. After a failure the next flush tries again."""
        if not self._changed:
            return False
        _replace(self.path, _join(self._encoded))
        self._changed = False
        return True


def _entry_faults(entry: object, where: str) -> list[str]:
    if not isinstance(entry, dict):
        return [f'{where}: {shown(entry)} in the place of {{"attempt_1": grid, "attempt_2": grid}}']
    findings = [f"{where}: no {attempt}, both attempts are needed" for attempt in ATTEMPTS if attempt not in entry]
    for key, grid in entry.items():
        if key not in ATTEMPTS:
            findings.append(f"{where}: {shown(key)} is neither attempt_1 nor attempt_2")
        elif (fault := grid_fault(grid)) is not None:
            findings.append(f"{where}, {key}{fault}")
    if isinstance(entry, Repeating):
        findings += [f"{where}: {shown(key)} stands there more than once, once is right" for key in entry.repeated]
    return findings


def _invalid(path: str | os.PathLike, findings: list[str]) -> SubmissionError:
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return SubmissionError(f"{os.fspath(path)}: not written, the submission is invalid: {findings[0]}{more}", findings)


def _encode(id: str, entries: Entries) -> bytes:
    """One task's line of the file."""
    plain = [{attempt: entry[attempt] for attempt in ATTEMPTS} for entry in entries]
    return f"{json.dumps(id)}:{json.dumps(plain, separators=(',', ':'))}".encode("ascii")


def _join(encoded: dict[str, bytes]) -> bytes:
    return b"{\n" + b",\n".join(encoded.values()) + b"\n}\n"


def _replace(path: str | os.PathLike, content: bytes) -> None:
    """Let `path` hold `content` in one step: temporary file beside it, fsync, rename, fsync of the folder."""
    path = Path(path)
    temporary = Path(path.parent, f".{path.name}.{os.getpid()}-{next(_writes)}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except (OSError, ValueError) as error:  # ValueError: a path with a null character in it
        raise SubmissionError(f"{path}: cannot be written ({getattr(error, 'strerror', None) or error})") from None
    finally:
        with suppress(OSError, ValueError):  # only there if the rename did not take place
            temporary.unlink(missing_ok=True)
    # From here on the new file stands. Some mounts cannot sync a folder or remove what a killed writer left: that costs
    # durability across a power cut or some tidiness, never the submission.
    with suppress(OSError):
        _sync_folder(path.parent)
        _sweep(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(path: Path) -> None:
    """Remove the temporary files of writers that were killed between creating and renaming theirs."""
    prefix = f".{path.name}."
    for name in os.listdir(path.parent):
        process = name.removeprefix(prefix).partition("-")[0]
        ours = name.startswith(prefix) and name.endswith(".tmp") and process.isdigit()
        if ours and not Path("/proc", process).exists():
            path.with_name(name).unlink(missing_ok=True)
