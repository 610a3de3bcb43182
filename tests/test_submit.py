"""The file that goes out: valid whoever looks and whenever, whatever is fed to it or happens to its writer."""
import copy
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.datasets import Challenges
from kernel.submit import (ATTEMPTS, SubmissionError, SubmissionFile, placeholder, placeholder_entries, read, validate,
                           write)
from tests.strategies import grids, json_values, mutated

ROOT = Path(__file__).parent.parent
CHALLENGES = Challenges(name="tasks.json", tasks=(), placeholders={"b": 2, "a": 1, "c": 1})
FULL_SIZE = Challenges(name="tasks.json", tasks=(), placeholders={f"{i:08x}": 1 + (i % 20 == 0) for i in range(400)})


def submissions():
    """Valid submissions for CHALLENGES."""
    entry = st.fixed_dictionaries({attempt: grids(3) for attempt in ATTEMPTS})
    return st.fixed_dictionaries({id: st.lists(entry, min_size=n, max_size=n)
                                  for id, n in CHALLENGES.placeholders.items()})


def uniform(challenges: Challenges, colour: int, side: int = 30) -> dict:
    """A valid submission whose grids are all of one colour."""
    grid = [[colour] * side] * side
    return {id: [{attempt: grid for attempt in ATTEMPTS} for _ in range(n)]
            for id, n in challenges.placeholders.items()}


def is_valid(submission) -> bool:
    """The competition's format said a second way: by the pattern of the JSON text."""
    row = r"\[\d(?:,\d){0,29}\]"
    entry = rf'\{{"attempt_1":\[{row}(?:,{row}){{0,29}}\],"attempt_2":\[{row}(?:,{row}){{0,29}}\]\}}'
    entries = ",".join(rf'"{id}":\[{",".join([entry] * n)}\]' for id, n in sorted(CHALLENGES.placeholders.items()))
    text = json.dumps(submission, sort_keys=True, separators=(",", ":"))
    if not re.fullmatch(rf"\{{{entries}\}}", text):
        return False
    return all(len({len(row) for row in grid}) == 1
               for task in submission.values() for entry in task for grid in entry.values())


def faulty(change) -> list[str]:
    """What `validate` says of a valid submission after `change` was done to it."""
    submission = copy.deepcopy(uniform(CHALLENGES, 3, side=2))
    change(submission)
    return validate(submission, CHALLENGES)


def littered(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name != "submission.json")


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 5), max_size=5))
def test_the_placeholder_is_valid_for_any_challenges(test_inputs):
    challenges = Challenges(name="any", tasks=(), placeholders=test_inputs)
    assert validate(placeholder(challenges), challenges) == []
    assert list(placeholder(challenges)) == list(test_inputs)


@settings(max_examples=300)
@given(submissions() | mutated(submissions()) | json_values())
def test_validate_never_raises_and_agrees_with_the_format(submission):
    findings = validate(submission, CHALLENGES)
    assert all(finding.isprintable() for finding in findings)
    assert (findings == []) == is_valid(submission)


@pytest.mark.parametrize("change, finding", [
    (lambda s: s.pop("a"), "task a: missing, every task needs an entry"),
    (lambda s: s.update(d=s["a"]), "task d: not a task of tasks.json"),
    (lambda s: s.update({"d\n": 1}), r"task d\n: not a task of tasks.json"),
    (lambda s: s["b"].pop(), "task b: 1 entries, one per test input (2) is right"),
    (lambda s: s["a"].extend(s["c"]), "task a: 2 entries, one per test input (1) is right"),
    (lambda s: s.update(a={}), "task a: a dict in the place of a list with one entry per test input (1)"),
    (lambda s: s["b"].__setitem__(1, [[0]]),
     'task b, test input 2: a list in the place of {"attempt_1": grid, "attempt_2": grid}'),
    (lambda s: s["a"][0].pop("attempt_2"), "task a, test input 1: no attempt_2, both attempts are needed"),
    (lambda s: s["a"][0].update(attempt_3=[[0]]),
     'task a, test input 1: "attempt_3" is neither attempt_1 nor attempt_2'),
    (lambda s: s["a"][0].update(attempt_1=None),
     "task a, test input 1, attempt_1: null in the place of a grid, a list of rows of colours (0 to 9)"),
    (lambda s: s["a"][0].update(attempt_1=[[3, 3], [3, True]]),
     "task a, test input 1, attempt_1, row 2, column 2: true is not a colour (0 to 9)"),
    (lambda s: s["a"][0].update(attempt_2=[[0]] * 31), "task a, test input 1, attempt_2: 31 rows, a grid has 1 to 30"),
])
def test_each_fault_is_named_where_it_is(change, finding):
    assert faulty(change) == [finding]


def test_all_faults_are_found_at_once():
    def spoil(submission):
        del submission["c"]
        submission["a"] = None
        submission["b"][0]["attempt_1"] = submission["b"][1]["attempt_2"] = [[10]]
    assert len(faulty(spoil)) == 4


@given(submissions())
def test_what_is_written_is_read_back_in_the_order_of_the_file(tmp_path_factory, submission):
    path = tmp_path_factory.mktemp("out") / "submission.json"
    shuffled = dict(sorted(submission.items()))
    write(path, shuffled, CHALLENGES)
    assert read(path, CHALLENGES) == (submission, [])
    assert list(json.loads(path.read_text())) == ["b", "a", "c"]
    assert littered(path.parent) == []


@given(mutated(submissions()) | json_values())
def test_nothing_invalid_is_ever_written(tmp_path_factory, submission):
    path = tmp_path_factory.mktemp("out") / "submission.json"
    if validate(submission, CHALLENGES):
        path.write_text("old")
        with pytest.raises(SubmissionError) as caught:
            write(path, submission, CHALLENGES)
        assert str(caught.value).isprintable() and caught.value.findings == validate(submission, CHALLENGES)
        assert path.read_text() == "old" and littered(path.parent) == []
    else:
        write(path, submission, CHALLENGES)
        assert read(path, CHALLENGES) == (submission, [])


def test_read_says_what_is_wrong_with_a_file(tmp_path):
    path = tmp_path / "submission.json"
    assert read(path, CHALLENGES) == (None, [f"{path}: no such file"])
    path.write_text('{"a": ')
    assert read(path, CHALLENGES) == (None, [f"{path}, line 1, column 7: not JSON (Expecting value)"])
    path.write_text(json.dumps(placeholder(CHALLENGES))[:-1] + ', "a": [{"attempt_1": [[0]], "attempt_2": [[0]]}]}')
    assert read(path, CHALLENGES) == (None, [f"{path}: task a: the id stands there more than once, once is right"])
    path.write_text(json.dumps(placeholder(CHALLENGES)).replace('"attempt_2"', '"attempt_1": [[1]], "attempt_2"', 1))
    assert read(path, CHALLENGES) == (
        None, [f'{path}: task b, test input 1: "attempt_1" stands there more than once, once is right'])


@pytest.mark.parametrize("place", ["missing/submission.json", "file/submission.json", "folder", "nul\0", "x" * 300])
def test_a_place_that_cannot_be_written_is_one_line(place, tmp_path):
    (tmp_path / "file").write_text("here")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    for attempt in (lambda path: write(path, placeholder(CHALLENGES), CHALLENGES),
                    lambda path: SubmissionFile(path, CHALLENGES)):
        with pytest.raises(SubmissionError, match=": cannot be written ") as caught:
            attempt(tmp_path / place)
        assert str(caught.value).isprintable()
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"] and (tmp_path / "file").read_text() == "here"


def test_a_submission_file_is_there_before_anything_is_known(tmp_path):
    path = tmp_path / "submission.json"
    out = SubmissionFile(path, CHALLENGES)
    assert read(path, CHALLENGES) == (placeholder(CHALLENGES), [])
    assert not out.resumed and not out.flush()


def test_only_what_changes_is_written(tmp_path):
    path = tmp_path / "submission.json"
    out = SubmissionFile(path, CHALLENGES)
    better = [{"attempt_1": [[1]], "attempt_2": [[2]]}]
    out.update("a", better)
    assert read(path, CHALLENGES)[0]["a"] == placeholder_entries(1)
    assert out.flush()
    first = path.stat().st_ino
    out.update("a", copy.deepcopy(better))
    assert not out.flush() and path.stat().st_ino == first
    assert read(path, CHALLENGES) == (placeholder(CHALLENGES) | {"a": better}, [])


def test_an_invalid_update_changes_nothing(tmp_path):
    out = SubmissionFile(tmp_path / "submission.json", CHALLENGES)
    for id, entries in [("a", placeholder_entries(2)), ("a", None), ("z", placeholder_entries(1)),
                        ("a", [{"attempt_1": [[1]], "attempt_2": [[None]]}])]:
        with pytest.raises(SubmissionError):
            out.update(id, entries)
    assert not out.flush()


def test_a_restart_keeps_the_answers_of_the_run_before(tmp_path):
    path = tmp_path / "submission.json"
    answers = uniform(CHALLENGES, 4, side=3)
    write(path, answers, CHALLENGES)
    out = SubmissionFile(path, CHALLENGES)
    assert out.resumed and not out.flush()
    out.update("a", placeholder_entries(1))
    out.flush()
    assert read(path, CHALLENGES) == (answers | {"a": placeholder_entries(1)}, [])


@pytest.mark.parametrize("content", ["", "[]", '{"d": []}', '{"a": []}'])
def test_what_is_no_submission_for_these_tasks_is_replaced(content, tmp_path):
    path = tmp_path / "submission.json"
    path.write_text(content)
    assert not SubmissionFile(path, CHALLENGES).resumed
    assert read(path, CHALLENGES) == (placeholder(CHALLENGES), [])


def test_a_failed_flush_is_made_up_for_by_the_next(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    out = SubmissionFile(folder / "submission.json", CHALLENGES)
    out.update("a", [{"attempt_1": [[1]], "attempt_2": [[2]]}])
    folder.rename(tmp_path / "away")
    with pytest.raises(SubmissionError):
        out.flush()
    (tmp_path / "away").rename(folder)
    assert out.flush()
    assert read(folder / "submission.json", CHALLENGES)[0]["a"][0]["attempt_1"] == [[1]]


def test_the_file_is_as_readable_as_any_other(tmp_path):
    mask = os.umask(0o022)
    try:
        write(tmp_path / "submission.json", placeholder(CHALLENGES), CHALLENGES)
    finally:
        os.umask(mask)
    assert (tmp_path / "submission.json").stat().st_mode & 0o777 == 0o644


def test_a_flush_of_400_full_grids_takes_less_than_30_ms_of_processor(tmp_path):
    out = SubmissionFile(tmp_path / "submission.json", FULL_SIZE)
    for id, entries in uniform(FULL_SIZE, 7).items():
        out.update(id, entries)
    spent = []
    for i in range(10):
        before = time.process_time()
        out.update("00000001", uniform(FULL_SIZE, i % 7)["00000001"])
        assert out.flush()
        spent.append(time.process_time() - before)
    assert min(spent) < 0.030


def child(code: str, *arguments: object) -> subprocess.Popen:
    """Python code in a process of its own, with this module's names at hand; it talks through stdin and stdout."""
    prelude = "import json, os, sys\nfrom tests.test_submit import *\n"
    return subprocess.Popen([sys.executable, "-c", prelude + code, *map(str, arguments)], cwd=ROOT, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE)


READER = """
import select
seen, bad, reads = set(), [], 0
while not (reads and select.select([sys.stdin], [], [], 0)[0]):
    submission, findings = read(sys.argv[1], FULL_SIZE)
    bad += findings
    if submission:
        seen.add(submission["00000001"][0]["attempt_1"][0][0])
        if len({grid[0][0] for task in submission.values() for entry in task for grid in entry.values()}) != 1:
            bad.append("two writes mixed in one file")
    reads += 1
    if reads == 1:
        print("reading", flush=True)
print(json.dumps([reads, sorted(seen), bad[:3]]))
"""


def test_a_reader_never_sees_an_invalid_file(tmp_path):
    path = tmp_path / "submission.json"
    out = SubmissionFile(path, FULL_SIZE)
    reader = child(READER, path)
    assert reader.stdout.readline() == "reading\n"
    versions = [uniform(FULL_SIZE, colour, side=5) for colour in range(10)]
    for i in range(200):
        for id, entries in versions[i % 10].items():
            out.update(id, entries)
        out.flush()
    reads, seen, bad = json.loads(reader.communicate("enough")[0])
    assert bad == []
    assert reads > 10 and len(seen) > 2  # it did look while the file changed
    assert littered(tmp_path) == []


KILLED_WRITER = """
def wait_for_death(*arguments):
    print("there", flush=True)
    sys.stdin.read()

setattr(os, sys.argv[2], wait_for_death)
write(sys.argv[1], uniform(FULL_SIZE, 9), FULL_SIZE)
"""


@pytest.mark.parametrize("moment", ["fsync", "replace"])
def test_a_killed_writer_leaves_the_old_file_whole_and_its_litter_to_the_next(moment, tmp_path):
    path = tmp_path / "submission.json"
    write(path, uniform(FULL_SIZE, 1), FULL_SIZE)
    writer = child(KILLED_WRITER, path, moment)
    assert writer.stdout.readline() == "there\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert read(path, FULL_SIZE) == (uniform(FULL_SIZE, 1), [])
    assert len(littered(tmp_path)) == 1
    write(path, uniform(FULL_SIZE, 2), FULL_SIZE)
    assert read(path, FULL_SIZE) == (uniform(FULL_SIZE, 2), [])
    assert littered(tmp_path) == []


def test_a_live_writers_temporary_file_is_left_alone(tmp_path):
    path = tmp_path / "submission.json"
    writer = child(KILLED_WRITER, path, "replace")
    assert writer.stdout.readline() == "there\n"
    write(path, placeholder(FULL_SIZE), FULL_SIZE)
    assert len(littered(tmp_path)) == 1
    writer.kill()
    writer.communicate()


RESTLESS_WRITER = """
out = SubmissionFile(sys.argv[1], FULL_SIZE)
versions = [uniform(FULL_SIZE, colour, side=10) for colour in range(10)]
print("there", flush=True)
for i in range(10**9):
    for id, entries in versions[i % 10].items():
        out.update(id, entries)
    out.flush()
"""


def test_killed_at_any_instant_the_file_is_valid(tmp_path):
    path = tmp_path / "submission.json"
    for _ in range(5):
        writer = child(RESTLESS_WRITER, path)
        writer.stdout.readline()
        before = path.stat().st_ino
        spin_until(lambda: path.stat().st_ino != before)  # it is at work, in the midst of some write or other
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        assert read(path, FULL_SIZE)[1] == []


def spin_until(condition, limit_s: float = 60.0) -> None:
    """Look again and again, without sleeping, until the condition holds."""
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it never came to pass"


FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(sys.argv[1], uniform(FULL_SIZE, 9), FULL_SIZE)
except SubmissionError as error:
    print(error)
"""


def test_a_write_that_does_not_fit_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "submission.json"
    write(path, uniform(FULL_SIZE, 1), FULL_SIZE)
    said = child(FULL_DISK, path).communicate()[0]
    assert said == f"{path}: cannot be written (File too large)\n"
    assert read(path, FULL_SIZE) == (uniform(FULL_SIZE, 1), []) and littered(tmp_path) == []


def test_it_needs_nothing_but_the_standard_library():
    code = "import kernel.submit, kernel.score; print('ok')"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("ok\n", "")
