"""The journal: what is committed stays, once; what belongs elsewhere is refused."""
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation
from kernel.draws import Draws
from kernel.engines import Happening, Request, Sample, Sampled
from kernel.journal import Identity, Journal, JournalError, Spent, fingerprint
from kernel.tasks import Pair, Task
from tests.strategies import grids

ROOT = Path(__file__).parents[1]
TASK = Task("t", (Pair([[1]], [[2]]), Pair([[3]], [[4]])), ([[5, 6]],))
IDENTITY = Identity("some tasks", fingerprint([TASK]), 7)


def evaluation(key, outcome="OK", program="def transform(g): return g", test=([[1, 2]],), **parts):
    candidate = Candidate("t", "e", key, program, rank=3, found_s=0.25, parents=("e/t/0",))
    return Evaluation(candidate, outcome, (True, False), ([[2]], None), test, "said", 0.5, **parts)


def test_what_went_in_comes_out_after_reopening(tmp_path):
    path = tmp_path / "run.sqlite"
    written = [evaluation("a"), evaluation("b", "RAISED", test=(None,), p_transductive=0.125)]
    spent = [Spent("e", "t", 1.5), Spent("e", "t", 4.5, exhausted=True, took_s=4.25),
             Spent("f", "t", 1.0, error="no server")]
    with Journal.open(path, IDENTITY, settings={"budget_s": 5}) as journal:
        assert not journal.resumed
        journal.register([TASK], {"bad": (2, "why it was refused")})
        journal.append(written[:1], spent[:1], now_s=1.0)
        journal.append(written[1:], spent[1:], now_s=2.5)
    with Journal.open(path, IDENTITY, settings={"budget_s": 9}) as journal:
        assert journal.resumed and journal.spent_s == 2.5 and journal.meta["restarts"] == "1"
        assert journal.meta["settings"] == '{"budget_s": 9}'
        assert list(journal.evaluations()) == written == list(journal.evaluations("t"))
        assert [at_s for _, at_s in journal.timed()] == [1.0, 2.5]
        assert list(journal.requests()) == spent
        assert journal.challenges()["bad"] is None and journal.refused() == {"bad": "why it was refused"}
        assert journal.challenges()["t"]["test"] == [{"input": [[5, 6]]}]
    assert list(Journal.read(path).evaluations("no such task")) == []


def sampled(index, program=True):
    request = Request(1, TASK, 8, 1.0, 0, draft=evaluation("draft") if index % 3 == 0 else None)
    sample = Sample(index, 2 ** 62 + index, 900, 120 if program else None, "stop", index % 2 == 0, "gpu0", "fp8", 0.5)
    return Sampled(request, Candidate("t", "e", str(index), "p") if program else None, sample)


def test_what_a_server_says_is_kept_whatever_it_is(tmp_path):
    with Journal.open(tmp_path / "run.sqlite", IDENTITY) as journal:
        journal.append((), [Spent("e", "t", 1.0, error="half a \ud800 letter")], now_s=1.0)
        assert [spent.error for spent in journal.requests()] == [r"half a \ud800 letter"]


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 12))
def test_samples_are_journaled_once_with_their_candidates_and_never_numbered_again(programs, judged):
    """Whichever replies held a program, and however many of these were judged before the end."""
    with tempfile.TemporaryDirectory() as folder:
        draws = Draws()
        with Journal.open(Path(folder, "run.sqlite"), IDENTITY) as journal:
            for index, program in enumerate(programs):
                draws.add("e", sampled(index, program))
            keys = [str(index) for index, program in enumerate(programs) if program][:judged]
            for batch in (keys[::2], keys[1::2], []):
                evaluations = [evaluation(key) for key in batch]
                journal.append(evaluations, (), draws.due(evaluations), now_s=1.0)
        with Journal.open(Path(folder, "run.sqlite"), IDENTITY) as journal:
            there = list(journal.drawn())
            recalled = Draws()
            recalled.recall(there)
        expected = {index for index, program in enumerate(programs) if not program or str(index) in keys}
        assert {drawn.sample.index for drawn in there} == expected and len(there) == len(expected)
        assert {drawn.candidate_id for drawn in there} - {None} == {f"e/t/{key}" for key in keys}
        assert recalled.numbered("e", Request(1, TASK, 8, 1.0, 0)).drawn == max(expected, default=-1) + 1
        assert draws.numbered("e", Request(1, TASK, 8, 1.0, 0)).drawn == len(programs)
        assert recalled.numbered("f", Request(1, TASK, 8, 1.0, 0)).drawn == 0
        for drawn in there:
            assert drawn.sample == sampled(drawn.sample.index, programs[drawn.sample.index]).sample
            assert drawn.draft == ("e/t/draft" if drawn.sample.index % 3 == 0 else None)


def test_what_befell_an_engine_is_kept_in_order(tmp_path):
    told = [Happening("died", "gpu1", "signal 9"), Happening("ready", "gpu1", "again, in 31 s")]
    with Journal.open(tmp_path / "run.sqlite", IDENTITY) as journal:
        journal.append(happenings=told[:1], now_s=3.0)
        journal.append(happenings=told[1:], now_s=34.0)
    assert list(Journal.read(tmp_path / "run.sqlite").happenings()) == list(zip(told, (3.0, 34.0)))


@given(st.text(), st.lists(st.none() | grids(), min_size=1, max_size=3), st.text())
def test_any_program_and_any_grids_survive(program, tests, message):
    # Lone surrogates have no UTF-8; they are kept as escapes, so that the batch they are in is not lost.
    with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder, "run.sqlite"), IDENTITY) as journal:
        one = Evaluation(Candidate("t", "e", "k", program), "OK", (True,), tuple(tests), tuple(tests), message)
        journal.append([one], now_s=0)
        (back,) = journal.evaluations()
        assert back.test_grids == one.test_grids
        assert back.candidate.program == program.encode("utf-8", "backslashreplace").decode()


def test_a_candidate_is_in_it_once_and_only_infra_is_replaced(tmp_path):
    with Journal.open(tmp_path / "run.sqlite", IDENTITY) as journal:
        journal.append([evaluation("a", "INFRA", test=(None,))], now_s=1)
        journal.append([evaluation("a")], now_s=2)
        journal.append([evaluation("a", "TIMEOUT", test=(None,))], now_s=3)
        assert [(one.outcome, at_s) for one, at_s in journal.timed()] == [("OK", 2)]


def test_a_batch_is_committed_whole_or_not_at_all(tmp_path):
    bad = evaluation("b", test=([[300]],))
    with Journal.open(tmp_path / "run.sqlite", IDENTITY) as journal:
        with pytest.raises(ValueError):
            journal.append([evaluation("a"), bad], now_s=1)
        assert list(journal.evaluations()) == [] and journal.spent_s == 0
        journal.append([evaluation("a")], now_s=1)
        assert len(list(journal.evaluations())) == 1


@pytest.mark.parametrize("other, says", [
    (Identity("other tasks", fingerprint([]), 7), "other tasks"),
    (Identity("some tasks", fingerprint([TASK]), 8), "--seed 7"),
])
def test_another_run_is_refused_and_left_as_it_was(tmp_path, other, says):
    path = tmp_path / "run.sqlite"
    with Journal.open(path, IDENTITY) as journal:
        journal.append([evaluation("a")], now_s=1)
    with pytest.raises(JournalError) as refusal:
        Journal.open(path, other)
    assert says in str(refusal.value) and "\n" not in str(refusal.value)
    with Journal.open(path, IDENTITY) as journal:
        assert len(list(journal.evaluations())) == 1 and journal.meta["restarts"] == "1"


@pytest.mark.parametrize("content", [b"not a database at all, " * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_journal_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "run.sqlite"
    path.write_bytes(content)
    for attempt in (lambda: Journal.open(path, IDENTITY), lambda: Journal.read(path)):
        with pytest.raises(JournalError) as refusal:
            attempt()
        assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "run.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE candidates (x)")
    with pytest.raises(JournalError, match="not a journal"):
        Journal.open(path, IDENTITY)
    with pytest.raises(JournalError, match="not a journal"):
        Journal.read(path)


def test_no_journal_to_read(tmp_path):
    with pytest.raises(JournalError, match="no journal here"):
        Journal.read(tmp_path / "run.sqlite")
    assert not (tmp_path / "run.sqlite").exists()


WRITER = """
import sys
from pathlib import Path
from tests.test_journal import IDENTITY, Journal, evaluation
journal = Journal.open(Path(sys.argv[1]), IDENTITY)
for number in range(10**6):
    journal.append([evaluation(f"{number}-{i}") for i in range(3)], now_s=number)
    print(number, flush=True)
"""


def test_what_append_returned_from_outlives_kill_9_and_readers_are_welcome_meanwhile(tmp_path):
    path = tmp_path / "run.sqlite"
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        while int(writer.stdout.readline()) < 40:
            pass
        with pytest.raises(JournalError, match="another run is writing"):
            Journal.open(path, IDENTITY)
        with Journal.read(path) as reader:
            assert len(list(reader.evaluations())) >= 3 * 41
        os.kill(writer.pid, signal.SIGKILL)
        said = [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    last = said[-1] if said else 40
    with Journal.open(path, IDENTITY) as journal:
        ids = [one.candidate.id for one in journal.evaluations()]
    assert len(ids) == len(set(ids)) and len(ids) % 3 == 0 and len(ids) >= 3 * (last + 1)
