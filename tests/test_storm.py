"""The storm in small: the bench's own parts, with few jobs. Figures of time are the bench's to judge, not a test's."""
import pytest

from kernel.sandbox import Limits, Outcome, Output, Run
from tests.bench import storm
from tests.sandbox_watch import GRID

LIMITS = Limits(wall_s=1.5, memory_mb=128)   # little memory, so that bombs meet its limit before the clock's


@pytest.fixture(scope="module")
def work():
    return storm.Work.load(60)


def test_honest_and_hostile_jobs_in_random_order(work):
    result = storm.storm(work, 300, seed=3, workers=2, limits=LIMITS)
    assert result["wrong"] == []
    assert result["honest"] == {"OK": 240} and sum(result["hostile"].values()) == 60
    assert result["left"] == {"processes": 0, "files": 0, "descriptors": 0}


def test_the_same_while_zygotes_are_killed(work):
    result = storm.storm(work, 300, seed=4, workers=2, limits=LIMITS, kills=True)
    assert result["wrong"] == [] and result["zygotes_killed"] >= 4
    assert result["honest"] == {"OK": 240}


def test_thousands_of_jobs_in_flat_memory(work):
    result = storm.steady(work, 3000, workers=2, limits=Limits())
    assert result["wrong"] == [] and [row["jobs"] for row in result["tenths"]] == list(range(300, 3001, 300))


def test_limits_are_kept(work):
    result = storm.limits_kept(12, workers=2, limits=Limits(wall_s=0.3, memory_mb=128))
    assert result["wrong"] == []
    assert set(result["memory_share"]) == set(storm.BOMBS) and min(result["memory_share"].values()) > 0.5
    assert result["run_over_ms"]["p50"] >= 0


def test_the_storm_notices_what_is_wrong(work):
    """A run with a wrong grid, a wrong outcome or a way through is complained about."""
    case = next(case for case in work.hostile if case.name == "prints")
    right = Run("k", Outcome.OK, (Output(Outcome.OK, GRID),))
    assert case.wrong(right, [GRID]) == ""
    assert "got through" in case.wrong(Run("k", Outcome.OK, (Output(Outcome.OK, [[9]]),)), [GRID])
    assert "TIMEOUT, expected OK" in case.wrong(Run("k", Outcome.TIMEOUT, (Output(Outcome.TIMEOUT),)), [GRID])
    assert work.mistake("mirror", [GRID], right) == "mirror: a wrong grid"
    assert "INFRA" in work.mistake("mirror", [GRID], Run("k", Outcome.INFRA, (Output(Outcome.INFRA),)))
