"""The backlog: every job once, each kind in its order, nobody passed over for ever, nothing after the end."""
import threading
from concurrent.futures import Future

from hypothesis import given
from hypothesis import strategies as st

from kernel.sandbox.backlog import LOOK, PASSED_MOST, Backlog, Pending
from kernel.sandbox.zygotes import Job

kinds = st.sampled_from(["bare", "numpy", "scipy"])


def pending(number: int, kind: str) -> Pending:
    return Pending(Job(number, kind, b"", 1), Future())


@given(st.lists(kinds | st.none(), max_size=120))
def test_every_job_once_and_each_kind_in_its_order(steps):
    """A step puts a job of a kind, or takes one."""
    backlog, put, taken, last = Backlog(), 0, [], ""
    for kind in [*steps, *[None] * len(steps)]:
        if kind is not None:
            backlog.put(pending(put, kind))
            put += 1
        elif job := backlog.take(last, wait=False):
            taken.append(job.job)
            last = job.job.kind
            assert job.passed <= PASSED_MOST
    assert sorted(job.key for job in taken) == list(range(put)) and backlog.take(last, wait=False) is None
    for kind in ("bare", "numpy", "scipy"):
        keys = [job.key for job in taken if job.kind == kind]
        assert keys == sorted(keys)


def test_a_worker_stays_with_its_kind_but_not_for_ever():
    backlog = Backlog()
    backlog.put(pending(0, "scipy"))
    for number in range(1, 4 * PASSED_MOST):
        backlog.put(pending(number, "bare"))
    order = [backlog.take("bare", wait=False).job.key for _ in range(PASSED_MOST + 1)]
    assert order == [*range(1, PASSED_MOST + 1), 0]


def test_it_does_not_look_far():
    backlog = Backlog()
    for number in range(LOOK):
        backlog.put(pending(number, "scipy"))
    backlog.put(pending(LOOK, "bare"))
    assert backlog.take("bare", wait=False).job.key == 0
    assert backlog.take("bare", wait=False).job.key == LOOK


def test_the_end_frees_whoever_waits_and_gives_back_what_waited():
    backlog, got = Backlog(), []
    threads = [threading.Thread(target=lambda: got.append(backlog.take("", wait=True))) for _ in range(4)]
    for thread in threads:
        thread.start()
    backlog.close()
    for thread in threads:
        thread.join(timeout=20)
    assert got == [None] * 4
    full = Backlog()
    full.put(pending(1, "bare"))
    assert [left.job.key for left in full.close()] == [1] and full.take("", wait=True) is None and full.close() == []


def test_what_is_soon_goes_before_all_that_wait_whatever_their_kind():
    backlog = Backlog()
    waiting = [pending(1, "bare"), pending(2, "bare")]
    hurried = Pending(Job(3, "numpy", b"", 1), Future(), soon=True)
    for one in (*waiting, hurried):
        backlog.put(one)
    assert [backlog.take("bare", wait=False) for _ in range(4)] == [hurried, *waiting, None]
