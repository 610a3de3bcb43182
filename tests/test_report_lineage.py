"""Refinements in the report: counted beside fresh programs, and shown with the drafts that they came from."""
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation
from kernel.journal import Identity, Journal, fingerprint
from kernel.report import write
from kernel.report.summary import Tallying
from tests.test_report import DATASET, PROGRAMS, SOLVED, TITLE, Browser, chosen, embedded, evaluate, make_run

some = st.tuples(st.sampled_from("ab"), st.booleans(), st.integers(0, 2), st.integers(0, 9))


@given(st.lists(st.lists(some, max_size=8), max_size=4))
def test_every_program_is_of_one_kind_and_the_first_perfect_one_of_a_task_is_credited(tasks):
    sums, counts, first = Tallying(), Counter(), Counter()
    for at, programs in enumerate(tasks):
        timed = []
        for number, (engine, refined, right, at_s) in enumerate(programs):
            one = Candidate(f"t{at}", engine, str(number), "#", parents=("x",) if refined else ())
            timed.append((Evaluation(one, "OK", (right > 0, right > 1), ([[1]],) * 2, ([[1]],)), float(at_s)))
            counts.update([(engine, refined, "programs")] + [(engine, refined, "partial")] * (right > 0)
                          + [(engine, refined, "perfect")] * (right > 1))
        if perfect := [(at_s, number) for number, (_, _, right, at_s) in enumerate(programs) if right > 1]:
            first[programs[min(perfect)[1]][:2]] += 1
        sums.add(timed, None)
    kinds = sums.figures([], 10.0)["kinds"]
    refining = {engine for engine, refined, name in counts if refined}
    assert [(kind["engine"], kind["refined"]) for kind in kinds] == [
        (engine, refined) for engine in sorted(refining) for refined in (False, True)]
    for kind in kinds:
        for name in ("programs", "partial", "perfect"):
            assert kind[name] == counts[kind["engine"], kind["refined"], name] and type(kind[name]) is int
        assert kind["first"] == first[kind["engine"], kind["refined"]]


@pytest.fixture(scope="module")
def refined_run(tmp_path_factory):
    """The page of a run in which a draft was refined twice over, and then it was right."""
    folder, challenges = tmp_path_factory.mktemp("refined"), chosen(SOLVED[:1])
    task = challenges.tasks[0]
    keys = ["0-a", "1-b", "2-c"]
    programs = [PROGRAMS["identity"], PROGRAMS["flip"], PROGRAMS["mirror"]]
    with Journal.open(folder / "run.sqlite", Identity(DATASET, fingerprint(challenges.tasks), 7)) as journal:
        journal.register(challenges.tasks)
        for at, (key, program) in enumerate(zip(keys, programs)):
            parents = (f"vllm/{task.id}/{keys[at - 1]}",) if at else ()
            journal.append([evaluate(task, Candidate(task.id, "vllm", key, program, parents=parents))], now_s=at + 1.0)
    return write(folder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refined_program_is_shown_with_its_drafts(refined_run, chromium, tmp_path, scheme):
    pytest.importorskip("selenium")
    with Browser(chromium, tmp_path / "profile") as browser:
        browser.begin()
        preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
        browser.open(refined_run)
        table = browser.ask("document.getElementById('tables').innerText")
        assert "vllm, fresh" in table and "vllm, refined" in table and "50.0 %" in table
        browser.open(refined_run, f"?{scheme}#{SOLVED[0]}")
        assert browser.until(TITLE) == SOLVED[0]
        chain = browser.ask("[...document.querySelectorAll('#task-body details.program details.program')]"
                            ".map(one => one.textContent)")
        assert len(chain) == 2 and "vllm 1-b" in chain[0] and "refines the draft below" in chain[0]
        assert "vllm 0-a" in chain[1] and "refines" not in chain[1] and PROGRAMS["identity"].strip() in chain[1]
        assert "refined" in browser.ask("document.querySelector('#task-body .voter').textContent")
        browser.listen()
        assert browser.console == []


def test_a_run_without_refinements_says_nothing_of_them(tmp_path):
    make_run(tmp_path, chosen(SOLVED[:1]), scored=False)
    assert embedded(write(tmp_path))["kinds"] == []
