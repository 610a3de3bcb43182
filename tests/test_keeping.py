"""A journal that cannot be written, for a while or at all: nothing is raised, and what has room is not lost."""
import sqlite3

import pytest

from kernel import keeping
from kernel.candidates import Candidate, Evaluation
from kernel.draws import Drawn
from kernel.engines import Happening, Sample
from kernel.journal import Identity, Journal, Spent
from kernel.keeping import PAUSE_S, ROOM_BYTES, Keeping


@pytest.fixture
def journal(tmp_path):
    with Journal.open(tmp_path / "run.sqlite", Identity("made", "0", 0)) as journal:
        yield journal


def evaluation(number: int, task: str = "t") -> Evaluation:
    candidate = Candidate(task, "e", str(number), f"N = {number}")
    return Evaluation(candidate, "OK", (True,), ([[1]],), ([[2]],), "", 0.1, None)


def put(keeping: Keeping, number: int, now_s: float, last: bool = False, task: str = "t") -> None:
    keeping.append([evaluation(number, task)], [Spent("e", task, float(number))],
                   [], [Happening("read", "gpu0", str(number))], now_s=now_s, last=last)


def kept(journal: Journal) -> tuple[list[str], list[float]]:
    """What a restart would know: keys of candidates, seconds of requests."""
    return [one.candidate.key for one in journal.evaluations()], [spent.seconds for spent in journal.requests()]


def test_what_a_lock_held_back_is_written_whole_and_in_order_when_it_is_gone(journal):
    keeper = Keeping(journal)
    put(keeper, 0, 0.0)
    with sqlite3.connect(journal.path, isolation_level=None) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        put(keeper, 1, 1.0)
        put(keeper, 2, 1.5)
        assert "2 candidates" in keeper.troubles[0] and "locked" in keeper.troubles[0]
        stranger.execute("ROLLBACK")
    stranger.close()
    put(keeper, 3, 1.0 + PAUSE_S - 0.1)                  # it is not tried at every turn: a lock costs a second
    assert kept(journal) == (["0"], [0.0])
    put(keeper, 4, 1.0 + PAUSE_S)
    assert kept(journal) == (["0", "1", "2", "3", "4"], [0.0, 1.0, 2.0, 3.0, 4.0]) and keeper.troubles == []


def test_a_full_journal_can_be_written_again_when_there_is_room(journal):
    keeper = Keeping(journal)
    (pages,) = journal._db.execute("PRAGMA page_count").fetchone()
    journal._db.execute(f"PRAGMA max_page_count={pages}").fetchone()
    for number in range(200):
        put(keeper, number, 0.0)
    assert "full" in keeper.troubles[0] and len(kept(journal)[0]) < 200
    journal._db.execute("PRAGMA max_page_count=1000000").fetchone()
    put(keeper, 200, 0.1, last=True)
    assert kept(journal) == ([str(number) for number in range(201)], [float(number) for number in range(201)])


def test_what_sqlite_cannot_hold_costs_its_batch_alone(journal):
    keeper = Keeping(journal)
    sample = Sample(0, 2 ** 70, 1, 1, "stop", False, "gpu0", "fp8", 0.5)
    keeper.append([evaluation(0)], [], [Drawn("e", "t", "e/t/0", sample)], [], now_s=0.0)
    assert "1 candidates are not in it" in keeper.troubles[0] and "large" in keeper.troubles[0]
    put(keeper, 1, 0.0, last=True, task="other")
    assert kept(journal) == (["1"], [1.0]) and "1 candidates are not in it" in keeper.troubles[0]


def test_neither_does_what_is_no_number_nor_are_samples_without_programs_lost_in_silence(journal):
    keeper = Keeping(journal)
    sample = Sample(0, {"tokens": 1}, 1, 1, "stop", False, "gpu0", "fp8", 0.5)
    keeper.append([], [], [Drawn("e", "t", None, sample)] * 2, [], now_s=0.0)
    put(keeper, 1, PAUSE_S)
    assert kept(journal) == (["1"], [1.0]) and "2 candidates are not in it" in keeper.troubles[0]


def test_the_last_of_a_disk_is_left_to_the_submission(journal):
    free = [ROOM_BYTES - 1]
    keeper = Keeping(journal, lambda: free[0])
    put(keeper, 0, 0.0)
    assert kept(journal) == ([], []) and "32 MB" in keeper.troubles[0]
    free[0] = ROOM_BYTES
    put(keeper, 1, PAUSE_S)
    assert kept(journal) == (["0", "1"], [0.0, 1.0]) and keeper.troubles == []


def test_memory_is_bounded_and_what_was_let_go_of_is_told(journal, monkeypatch):
    monkeypatch.setattr(keeping, "HELD_MAX", 10)
    keeper = Keeping(journal, lambda: 0)
    for number in range(15):
        put(keeper, number, 0.0)
    assert "15 candidates are not in it" in keeper.troubles[0]
    keeper._free_bytes = lambda: ROOM_BYTES
    put(keeper, 15, 100.0)
    put(keeper, 16, 101.0, task="other")
    assert kept(journal) == (["11", "12", "13", "14", "15", "16"], [16.0])     # of task t, a restart asks again
    assert [told.text for told, _ in journal.happenings()] == [str(number) for number in range(17)]
    assert "11 candidates are not in it" in keeper.troubles[0]
