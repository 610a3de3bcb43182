"""The loop and the dry run around it: with scripted engines, with the real sandbox, and as a person types it."""
import gc
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from kernel import door, dryrun, run
from kernel.candidates import Candidate
from kernel.datasets import Challenges
from kernel.endings import phases
from kernel.engines import EngineError, Finished, Sampled
from kernel.journal import Identity, Journal, fingerprint
from kernel.progress import EngineLine, Progress, Snapshot, picture
from kernel.run import Ending, RunLoop, RunSettings, perform
from kernel.sandbox import Counts, Outcome, Output, Run
from kernel.submit import SubmissionFile, read
from kernel.tasks import Pair, Task

ROOT = Path(__file__).parents[1]
FLIP = "def transform(g):\n    return [row[::-1] for row in g]\n"
SAME = "def transform(g):\n    return g\n"
RAISES = "def transform(g):\n    return 1 / 0\n"


def task(id, colour):
    """A task that FLIP solves."""
    return Task(id, (Pair([[colour, 0]], [[0, colour]]), Pair([[colour, 5, 6]], [[6, 5, colour]])), ([[colour, 1, 2]],))


TASKS = tuple(task(f"t{colour}", colour) for colour in range(3, 8))
CHALLENGES = Challenges("scripted", TASKS, {one.id: 1 for one in TASKS})


class Scripted:
    """An engine that answers each request at once with the programs it has for the task."""

    slots, draws, tasks_at_once, doubted = 2, False, 2, True

    def __init__(self, programs, name="scripted", errors=(), cannot_start=False):
        self.name, self.programs, self.errors, self.cannot_start = name, programs, list(errors), cannot_start
        self.requests = []

    def start(self, events):
        if self.cannot_start:
            raise EngineError("no server")
        self.events = events

    def submit(self, request):
        self.requests.append(request)
        if self.errors:
            self.events.put(Finished(request, 0.0, error=self.errors.pop()))
            return
        for number, program in enumerate(self.programs):
            self.events.put(Sampled(request, Candidate(request.task.id, self.name, str(number), program, number)))
        self.events.put(Finished(request, 0.0, exhausted=True))

    def close(self):
        pass


class Inline:
    """Stands in for the sandbox: runs the test's own programs in this process; `outcome` may decide otherwise.

    `outcome(program)` is an Outcome, None to run it, or "never" for a job that does not come back.
    """

    counts, layers = Counts(), None

    def __init__(self, outcome=lambda program: None):
        self.outcome, self.ran = outcome, []

    def submit(self, key, program, inputs, soon=False):
        self.ran.append(key)
        future, outcome = Future(), self.outcome(program)
        if outcome == "never":
            return future
        if outcome is None:
            names = {}
            exec(program, names)
            outputs = tuple(Output(Outcome.OK, names["transform"](grid)) for grid in inputs)
        else:
            outputs = (Output(outcome),) * len(inputs)
        future.set_result(Run(key, outputs[0].outcome, outputs))
        return future


class Ticking:
    """A clock that goes on by `step_s` at each look."""

    def __init__(self, step_s=0.0):
        self.now_s, self.step_s = 0.0, step_s

    def __call__(self):
        self.now_s += self.step_s
        return self.now_s


def go(folder, engines, sandbox, *, budget_s=30.0, clock=time.monotonic, stop=lambda: 0, learn=None,
       challenges=CHALLENGES, classifier=None, **settings):
    """One run with parts of the test's own; (summary, submission)."""
    told = RunSettings(out_dir=folder, budget_s=budget_s, workers=1, **settings)
    identity = Identity(challenges.name, fingerprint(challenges.tasks), 0)
    with Journal.open(folder / "run.sqlite", identity) as journal, open(os.devnull, "w") as nowhere:
        submission = SubmissionFile(folder / "submission.json", challenges)
        loop = RunLoop(challenges, told, engines, sandbox, journal, submission, clock, Progress(Console(file=nowhere)),
                       classifier)
        if learn is not None:
            inner = loop._learn
            loop._learn = lambda evaluation: (learn(evaluation), inner(evaluation))
        summary = loop.go(stop)
    submission, findings = read(folder / "submission.json", challenges)
    assert findings == []
    return summary, submission


def test_from_programs_to_answers(tmp_path):
    summary, submission = go(tmp_path, [Scripted([SAME, FLIP])], Inline())
    assert (summary.ending, summary.candidates, summary.solved_on_train, summary.troubles) == (Ending.DONE, 10, 5, ())
    assert submission["t3"] == [{"attempt_1": [[2, 1, 3]], "attempt_2": [[3, 1, 2]]}]


def test_an_evaluation_is_in_the_journal_before_anything_acts_on_it(tmp_path):
    def learn(evaluation):
        with sqlite3.connect(f"file:{tmp_path / 'run.sqlite'}?mode=ro", uri=True) as db:
            count = "SELECT COUNT(*) FROM candidates WHERE id = ?"
            found.append(db.execute(count, (evaluation.candidate.id,)).fetchone())

    found = []
    go(tmp_path, [Scripted([SAME, FLIP])], Inline(), learn=learn)
    assert found == [(1,)] * 10


def test_a_restart_runs_no_candidate_again_and_answers_the_same(tmp_path):
    first, before = go(tmp_path, [Scripted([SAME, FLIP])], Inline())
    sandbox, engine = Inline(), Scripted([SAME, FLIP])
    summary, after = go(tmp_path, [engine], sandbox)
    assert sandbox.ran == [] and engine.requests == [] and before == after
    assert summary.resumed and summary.candidates == 10 and summary.seconds > first.seconds
    # Another engine with the same programs and one more is asked, and what it has counts.
    summary, after = go(tmp_path, [Scripted([FLIP, SAME, RAISES], name="other")], Inline(
        lambda program: Outcome.RAISED if program == RAISES else None))
    assert summary.candidates == 25 and after == before


def test_a_candidate_that_comes_twice_is_run_once(tmp_path):
    sandbox = Inline()
    engine = Scripted([SAME])
    engine.submit = lambda request, submit=engine.submit: (submit_twice(engine, request))
    go(tmp_path, [engine], sandbox)
    assert len(sandbox.ran) == len(set(sandbox.ran)) == 5


def submit_twice(engine, request):
    for _ in range(2):
        engine.events.put(Sampled(request, Candidate(request.task.id, engine.name, "same", SAME)))
    engine.events.put(Finished(request, 0.0, exhausted=True))


def test_a_request_is_not_noted_as_ended_while_a_candidate_of_it_is_out(tmp_path):
    sandbox = Inline(lambda program: "never" if program == FLIP else None)
    summary, _ = go(tmp_path, [Scripted([SAME, FLIP])], sandbox, budget_s=1.0, clock=Ticking(0.008))
    assert summary.ending is Ending.BUDGET
    with Journal.read(tmp_path / "run.sqlite") as journal:
        assert list(journal.requests()) == [] and len(list(journal.evaluations())) == 5
    summary, submission = go(tmp_path, [Scripted([SAME, FLIP])], Inline())
    assert summary.solved_on_train == 5 and submission["t3"][0]["attempt_1"] == [[2, 1, 3]]


def test_when_the_sandbox_itself_fails_the_run_stops_and_says_so(tmp_path):
    engine = Scripted([f"# {i}\n{SAME}" for i in range(100)])
    summary, submission = go(tmp_path, [engine], Inline(lambda program: Outcome.INFRA))
    assert summary.ending is Ending.INFRA and "INFRA" in summary.troubles[0] and summary.candidates == 0
    assert set(submission) == set(CHALLENGES.placeholders)
    # What was not judged for our fault is judged after a restart.
    summary, _ = go(tmp_path, [Scripted([f"# {i}\n{SAME}" for i in range(100)])], Inline())
    assert summary.ending is Ending.DONE and summary.candidates == 500 and summary.troubles == ()


def test_a_few_failures_of_the_sandbox_are_no_reason_to_stop(tmp_path):
    summary, _ = go(tmp_path, [Scripted([f"# {i}\n{SAME}" for i in range(150)])],
                    Inline(lambda program: Outcome.INFRA if "# 149\n" in program else None))
    assert summary.ending is Ending.DONE and summary.candidates == 745


def test_what_the_sandbox_failed_on_is_run_after_a_restart_though_no_engine_gives_it_again(tmp_path):
    summary, _ = go(tmp_path, [Scripted([FLIP])], Inline(lambda program: Outcome.INFRA))
    assert summary.candidates == 0
    summary, submission = go(tmp_path, [Scripted([])], Inline())
    assert summary.candidates == summary.solved_on_train == 5 and submission["t3"][0]["attempt_1"] == [[2, 1, 3]]
    summary, _ = go(tmp_path, [Scripted([])], Inline())
    assert summary.candidates == 5                                  # once


def test_what_the_sandbox_fails_on_in_every_life_does_not_end_each_at_its_beginning(tmp_path):
    programs = [f"# {'bad' if number < 5 else number}{number}\n{SAME}" for number in range(200)]
    failing = Inline(lambda program: Outcome.INFRA if program.startswith("# bad") else None)
    for _ in range(3):
        summary, _ = go(tmp_path, [Scripted(programs)], failing)
        assert summary.ending is Ending.DONE and summary.candidates == 5 * 195
    summary, _ = go(tmp_path, [Scripted([])], Inline())
    assert summary.ending is Ending.DONE and summary.candidates == 5 * 200


def test_a_failing_request_is_asked_again_and_the_trouble_is_told(tmp_path):
    engine = Scripted([FLIP], errors=["lost"] * 2)
    summary, submission = go(tmp_path, [engine], Inline())
    assert summary.solved_on_train == 5 and len(engine.requests) == 7
    assert len(summary.troubles) == 1 and "lost" in summary.troubles[0]


def test_an_engine_that_always_fails_does_not_keep_the_run(tmp_path):
    engine = Scripted([FLIP], errors=["lost"] * 1000)
    summary, _ = go(tmp_path, [engine], Inline())
    assert summary.ending is Ending.DONE and len(engine.requests) == 3 * len(TASKS)


def test_engines_that_cannot_start(tmp_path):
    dead = Scripted([], name="dead", cannot_start=True)
    summary, _ = go(tmp_path, [dead, Scripted([FLIP])], Inline())
    assert summary.solved_on_train == 5 and "no server" in summary.troubles[0]
    with pytest.raises(EngineError, match="no server"):
        go(tmp_path, [dead], Inline())
    assert read(tmp_path / "submission.json", CHALLENGES)[1] == []


def test_engines_are_left_unasked_while_too_many_programs_wait(tmp_path):
    engine = Scripted([f"# {i}\n{SAME}" for i in range(50)])
    sandbox = Inline(lambda program: "never")
    go(tmp_path, [engine], sandbox, budget_s=1.0, clock=Ticking(0.008), waiting_max=20, jobs_per_worker=4)
    assert len(engine.requests) == 2 and len(sandbox.ran) == 4


def test_the_submission_is_there_before_an_engine_starts(tmp_path):
    engine = Scripted([FLIP])
    start = engine.start
    engine.start = lambda events: (start(events), seen.append(read(tmp_path / "submission.json", CHALLENGES)[1]))
    seen = []
    go(tmp_path, [engine], Inline())
    assert seen == [[]]


def test_the_budget_holds_over_restarts(tmp_path):
    sandbox = Inline(lambda program: "never")
    for _ in range(2):
        summary, _ = go(tmp_path, [Scripted([SAME])], sandbox, budget_s=1.0, clock=Ticking(0.008))
        assert summary.ending is Ending.BUDGET and phases(1.0).loop_s <= summary.seconds < 1.0


def test_a_task_without_good_tasks_still_has_a_submission(tmp_path):
    challenges = Challenges("all bad", (), {"bad": 2}, {"bad": "why"})
    summary, submission = go(tmp_path, [Scripted([SAME])], Inline(), challenges=challenges)
    assert summary.ending is Ending.DONE and len(submission["bad"]) == 2


def test_with_the_real_sandbox(tmp_path):
    settings = RunSettings(out_dir=tmp_path, budget_s=60, workers=1, program_wall_s=2)
    engine = Scripted([SAME, RAISES, FLIP, "syntax error (", SAME + "  # again\n"])
    with open(os.devnull, "w") as nowhere:
        summary = perform(CHALLENGES, settings, [engine], clock=time.monotonic, stop=lambda: 0,
                          progress=Progress(Console(file=nowhere)))
    assert (summary.ending, summary.candidates, summary.solved_on_train) == (Ending.DONE, 25, 5)
    assert summary.cached >= 5                       # at least the same program once more, for each task
    with Journal.read(tmp_path / "run.sqlite") as journal:
        outcomes = [one.outcome for one in journal.evaluations("t3")]
    assert sorted(outcomes) == ["OK", "OK", "OK", "RAISED", "RAISED"]


SNAPSHOT = Snapshot(now_s=70, this_process_s=10, budget_s=120, tasks=60, answered=40, solved_on_train=12,
                    candidates=400, judged=250, infra=1, waiting=3, engines=(EngineLine("search", 2, 60, 400, 30, 5),))


def test_what_is_no_terminal_gets_plain_lines_every_few_seconds():
    console = Console(file=io.StringIO(), width=40)
    with Progress(console) as progress:
        for now_s in range(70, 81):
            if progress.due(now_s):
                progress.show(replace(SNAPSHOT, now_s=now_s))
    lines = console.file.getvalue().splitlines()
    assert len(lines) == 3 and "\x1b" not in console.file.getvalue()
    for says in ("0:50 left", "12/60 tasks solved", "400 candidates", "25/s", "1 INFRA", "search: 5 errors"):
        assert says in lines[0]


def test_a_terminal_shows_every_part_on_a_line_of_its_own():
    console = Console(file=io.StringIO(), width=100, force_terminal=True, no_color=True)
    console.print(picture(SNAPSHOT))
    bar, head, titles, engine = re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue()).rstrip("\n").split("\n")
    assert set(bar) <= set("━╸╺ ") and "12 of 60 tasks solved on train" in head and "0:50 left" in head
    assert titles.split()[0] == "engine" and engine.split() == ["search", "2", "60", "400", "30", "5"]


# As a person types it.

def files(folder):
    """A challenges file, its solutions and programs for them."""
    (folder / "challenges.json").write_text(json.dumps({one.id: {
        "train": [{"input": pair.input, "output": pair.output} for pair in one.train],
        "test": [{"input": grid} for grid in one.tests]} for one in TASKS}))
    (folder / "solutions.json").write_text(json.dumps({one.id: [[row[::-1] for row in one.tests[0]]] for one in TASKS}))
    (folder / "programs.jsonl").write_text("".join(
        json.dumps({"task_id": one.id, "program": program}) + "\n" for one in TASKS[:4] for program in (SAME, FLIP)))


def typed(folder, *arguments, module="kernel.dryrun"):
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)


USUAL = ["--dataset", "challenges.json", "--engine", "replay:programs.jsonl", "--budget", "60s", "--workers", "1"]


def test_a_dry_run_ends_with_a_score_and_goes_on_when_typed_again(tmp_path):
    files(tmp_path)
    done = typed(tmp_path, *USUAL, "--solutions", "solutions.json", "--out", "out")
    assert done.returncode == 0 and done.stderr == "" and "\x1b" not in done.stdout
    assert "80.00%" in done.stdout
    scored = json.loads((tmp_path / "out/score.json").read_text())
    assert (scored["dataset"], scored["tasks"], scored["test_outputs"]) == ("challenges.json", 5, 5)
    assert (scored["score"], scored["tasks_solved"], scored["candidates"]) == (0.8, 4, 8)
    assert scored["per_task"]["t3"] == {"solved": True, "outputs": [True], "engine": "replay:programs.jsonl"}
    assert scored["per_task"]["t7"] == {"solved": False, "outputs": [False], "engine": None}
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"submission.json", "score.json", "run.sqlite",
                                                                    "report.html", "run.log"}
    again = typed(tmp_path, *USUAL, "--solutions", "solutions.json", "--out", "out")
    assert again.returncode == 0 and "it goes on" in again.stdout and "80.00%" in again.stdout
    assert json.loads((tmp_path / "out/score.json").read_text())["candidates"] == 8


def test_without_solutions_there_is_no_score_and_that_is_said(tmp_path):
    files(tmp_path)
    done = typed(tmp_path, *USUAL, "--no-report")
    assert done.returncode == 0 and "no score" in done.stdout
    (out,) = (tmp_path / "runs").iterdir()
    assert out.name.startswith("challenges-") and not (out / "score.json").exists()
    assert not (out / "report.html").exists() and (out / "submission.json").exists()


BAD = {
    "unknown dataset": (["--dataset", "arc-agi-3"], "arc-agi-3"),
    "unknown engine": ([*USUAL, "--engine", "oracle"], "unknown engine"),
    "no programs": ([*USUAL, "--engine", "replay:none.jsonl"], "none.jsonl: no such file"),
    "two engines of one name": ([*USUAL, "--engine", "replay:./programs.jsonl"], "two engines would be called"),
    "no such task": ([*USUAL, "--task", "nope"], "nope"),
    "budget of nothing": ([*USUAL, "--budget", "0"], "more than zero"),
    "other solutions": ([*USUAL, "--solutions", "others.json"], "no solution of task t3"),
    "no solutions file": ([*USUAL, "--solutions", "none.json"], "none.json"),
    "out is a file": ([*USUAL, "--out", "challenges.json"], "challenges.json: cannot be written"),
    "out below a file": ([*USUAL, "--out", "challenges.json/x"], "cannot be written"),
    "another run's folder": ([*USUAL, "--out", "taken"], "holds a run on other tasks"),
    "another seed's folder": ([*USUAL, "--out", "seeded"], "--seed 5"),
    "a damaged journal": ([*USUAL, "--out", "damaged"], "not a journal"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_line_and_status_2_and_overwrites_nothing(tmp_path, monkeypatch, capsys, case):
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "others.json").write_text('{"other": [[[1]]]}')
    for name in ("taken", "seeded", "damaged"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "submission.json").write_text("precious")
    Journal.open(Path("taken/run.sqlite"), Identity("others", "0" * 64, 0)).close()
    Journal.open(Path("seeded/run.sqlite"), Identity("challenges.json", fingerprint(TASKS), 5)).close()
    Path("damaged/run.sqlite").write_bytes(b"half a file" * 100)
    arguments, says = BAD[case]
    before = contents(tmp_path)
    try:
        status = dryrun.main(arguments)
    except SystemExit as leaving:
        status = leaving.code
    error = capsys.readouterr().err
    assert status == 2 and says in error and error.count("\n") == 1, error
    assert contents(tmp_path) == before and not (tmp_path / "runs").exists()


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*.json*")}


def test_lenient_goes_on_without_the_bad_task(tmp_path):
    files(tmp_path)
    content = json.loads((tmp_path / "challenges.json").read_text())
    content["t4"]["train"][0]["input"] = [[10]]
    (tmp_path / "challenges.json").write_text(json.dumps(content))
    assert typed(tmp_path, *USUAL, "--out", "out").returncode == 2 and not (tmp_path / "out").exists()
    done = typed(tmp_path, *USUAL, "--out", "out", "--lenient", module="kernel")
    assert done.returncode == 0 and "t4" in done.stderr
    submission = json.loads((tmp_path / "out/submission.json").read_text())
    assert submission["t4"] == [{"attempt_1": [[0]], "attempt_2": [[0]]}]
    assert submission["t3"][0]["attempt_1"] == [[2, 1, 3]]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_run_within_five_seconds_and_it_can_go_on(tmp_path, number):
    files(tmp_path)
    slow = "import time\ndef transform(g):\n    time.sleep(3)\n    return g\n"
    with open(tmp_path / "programs.jsonl", "a") as programs:
        programs.writelines(json.dumps({"task_id": "t7", "program": f"A = {i}\n{slow}"}) + "\n" for i in range(40))
    command = [sys.executable, "-m", "kernel", *USUAL, "--out", "out", "--budget", "10m"]
    with subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE,
                          text=True) as process:
        while not _solved(tmp_path / "out/submission.json"):
            assert process.poll() is None
        sent = time.monotonic()
        process.send_signal(number)
        error = process.communicate(timeout=20)[1]
        assert time.monotonic() - sent < 5
    assert process.returncode == 128 + number and "goes on" in error and "Traceback" not in error
    (tmp_path / "programs.jsonl").write_text(json.dumps({"task_id": "t3", "program": SAME}) + "\n")
    done = typed(tmp_path, *USUAL, "--out", "out", module="kernel")
    assert done.returncode == 0 and _solved(tmp_path / "out/submission.json")


def _solved(path):
    try:
        return json.loads(path.read_text())["t3"][0]["attempt_1"] == [[2, 1, 3]]
    except FileNotFoundError:
        return False


def test_solutions_are_out_of_reach_while_a_run_is_on(tmp_path, monkeypatch):
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    secret = [[8, 8, 7, 3, 1, 4, 1, 5, 9, 2, 6, 5]]
    solutions = json.loads(Path("solutions.json").read_text())
    solutions["t3"] = [secret]
    Path("solutions.json").write_text(json.dumps(solutions))
    del solutions["t3"]
    found = []

    def look():
        gc.collect()
        found.append(sum(1 for thing in gc.get_objects() if type(thing) is list and thing is not secret
                         and len(thing) == 1 and thing == secret))

    engine = Scripted([FLIP])
    submit = engine.submit
    engine.submit = lambda request: (look(), submit(request))
    monkeypatch.setattr(door, "make_engine", lambda spec, workers: engine)
    status = dryrun.main([*USUAL, "--solutions", "solutions.json", "--out", "out", "--no-report"])
    assert status == 0 and found == [0] * 5
    assert json.loads(Path("out/score.json").read_text())["score"] == 0.8


def test_a_failing_report_does_not_lose_the_run(tmp_path, monkeypatch, capsys):
    files(tmp_path)
    monkeypatch.chdir(tmp_path)
    import kernel.report
    monkeypatch.setattr(kernel.report, "write", lambda out_dir: 1 / 0)
    monkeypatch.setattr(run, "Sandbox", lambda **_: Closing())
    status = dryrun.main([*USUAL, "--solutions", "solutions.json", "--out", "out"])
    assert status == 1 and "ZeroDivisionError" in capsys.readouterr().err
    assert json.loads(Path("out/score.json").read_text())["score"] == 0.8


class Closing(Inline):
    """An Inline that can be closed."""

    def close(self):
        pass
