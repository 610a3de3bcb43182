"""The classifier in a run: who is doubted, on what evidence, and what becomes of the vote."""
import os
import shutil
import time
from concurrent.futures import Future

import pytest
from rich.console import Console

from classifier import TransductiveClassifier
from classifier.model import FILE, PACKED, RECORD
from kernel import door
from kernel.__main__ import main
from kernel.candidates import Candidate, Evaluation
from kernel.datasets import Challenges, load_challenges
from kernel.doubt import Doubt, Probed
from kernel.journal import Journal
from kernel.progress import Progress
from kernel.run import RunSettings, perform
from kernel.sandbox import Outcome, Run
from kernel.submit import read
from tests.test_run import Inline, Scripted
from tests.test_run import go as go_with

TASK = next(task for task in load_challenges("arc-agi-1-training").tasks if task.id == "67a3c6ac")
CHALLENGES = Challenges("one task", (TASK,), {TASK.id: len(TASK.tests)})
HONEST = "def transform(grid):\n    return [row[::-1] for row in grid]\n"
HARDCODED = "def transform(grid):\n" + "".join(
    f"    if grid == {pair.input}:\n        return {pair.output}\n" for pair in TASK.train) + "    return [[{}]]\n"
GREY = HONEST.replace("    return", "    if len(grid) == 40:\n        return [[1, 2, 3], [4, 5, 6]]\n    return")
PARTIAL = HARDCODED.replace(str(TASK.train[0].output), "[[9]]")


@pytest.fixture(scope="module")
def packed():
    return TransductiveClassifier.load()


def go(folder, programs, classifier):
    """A run with the real sandbox; its evaluations by the program's number."""
    with open(os.devnull, "w") as nowhere:
        perform(CHALLENGES, RunSettings(out_dir=folder, budget_s=60, workers=1), [Scripted(programs)],
                clock=time.monotonic, stop=lambda: 0, progress=Progress(Console(file=nowhere)), classifier=classifier)
    with Journal.read(folder / "run.sqlite") as journal:
        return {one.candidate.key: one for one in journal.evaluations(TASK.id)}


def test_hard_coders_that_agree_do_not_outvote_one_honest_program(tmp_path, packed):
    programs = [HARDCODED.format(f"{k}, 7") for k in range(3)] + [HONEST, "def transform(grid):\n    return 5\n"]
    found = go(tmp_path, programs, packed)
    assert all(found[key].p_transductive > 0.9 for key in "012") and found["3"].p_transductive < 0.1
    assert found["4"].p_transductive is None
    submission, _ = read(tmp_path / "submission.json", CHALLENGES)
    assert submission[TASK.id][0]["attempt_1"] == [row[::-1] for row in TASK.tests[0]]


def test_without_a_classifier_nobody_is_doubted(tmp_path):
    assert {one.p_transductive for one in go(tmp_path, [HARDCODED.format(0), HONEST], None).values()} == {None}


def test_partial_programs_are_judged_unrun_and_perfect_ones_run(packed):
    doubt = Doubt(packed, [TASK], ["test"])
    perfect, partial = evaluated(GREY, all_right=True), evaluated(PARTIAL, all_right=False)
    asked = doubt.asks(perfect)
    assert asked and doubt.asks(partial) is None and Doubt(None, [TASK], ["test"]).asks(perfect) is None
    assert Doubt(packed, [TASK], ["search"]).asks(perfect) is None
    tried = tuple(mirrored(grid) for grid in asked)
    unrun, run, part = doubt.judged([Probed(perfect), Probed(perfect, tried), Probed(partial)])
    pairs = [(pair.input, pair.output) for pair in TASK.train]
    assert unrun.p_transductive == pytest.approx(packed.probability(perfect.candidate.program, pairs, TASK.tests))
    assert run.p_transductive == pytest.approx(packed.probability(perfect.candidate.program, pairs, TASK.tests,
                                                                  tried))
    assert part.p_transductive > 0.5 and run.p_transductive != unrun.p_transductive
    assert Doubt(packed, [TASK], ["search"]).judged([Probed(perfect)])[0].p_transductive is None


def mirrored(grid):
    return [row[::-1] for row in grid]


def evaluated(program: str, all_right: bool) -> Evaluation:
    n = len(TASK.train)
    return Evaluation(Candidate(TASK.id, "test", "0", program), "OK", (all_right,) + (True,) * (n - 1),
                      tuple(pair.output for pair in TASK.train), (None,) * len(TASK.tests))


@pytest.mark.parametrize("ending", ["INFRA", "raises"])
def test_a_probe_that_the_kit_cannot_run_costs_no_verdict(tmp_path, packed, ending):
    class Unlucky(Inline):
        def submit(self, key, program, inputs, soon=False):
            if not soon:
                return super().submit(key, program, inputs)
            future = Future()
            if ending == "raises":
                future.set_exception(OSError("no memory"))
            else:
                future.set_result(Run(key, Outcome.INFRA, (), message="died twice"))
            return future

    go_with(tmp_path, [Scripted([HONEST])], Unlucky(), challenges=CHALLENGES, classifier=packed)
    with Journal.read(tmp_path / "run.sqlite") as journal:
        found = {one.candidate.key: one for one in journal.evaluations(TASK.id)}
    pairs = [(pair.input, pair.output) for pair in TASK.train]
    assert found["0"].outcome == "OK" and found["0"].perfect
    assert found["0"].p_transductive == pytest.approx(packed.probability(HONEST, pairs, TASK.tests))


def test_a_model_that_is_asked_for_must_be_there_and_the_packed_one_may_be_missing(tmp_path, monkeypatch, capsys):
    shutil.copy(PACKED / RECORD, tmp_path / RECORD)
    (tmp_path / FILE).write_bytes(b"swapped")
    arguments = ["--dataset", "arc-agi-1-training", "--limit", "1", "--budget", "1s", "--out", str(tmp_path / "run")]
    assert main([*arguments, "--classifier", str(tmp_path)]) == 2
    assert "sha256" in capsys.readouterr().err and not (tmp_path / "run").exists()
    assert door.load_classifier("none") == (None, ())
    monkeypatch.setattr("classifier.model.PACKED", tmp_path)
    classifier, troubles = door.load_classifier("packed")
    assert classifier is None and len(troubles) == 1 and "no program is doubted" in troubles[0]
    assert main(arguments) == 1
    assert "trouble: no program is doubted" in capsys.readouterr().err
    assert read(tmp_path / "run" / "submission.json", load_challenges("arc-agi-1-training").first(1))[1] == []
