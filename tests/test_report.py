"""The report: the page itself in a real browser, and what every kind of run folder gets.

The runs are made here with the kit's own journal and submission from real ARC-AGI-1 training tasks and a handful of
programs that are run in this process, which is safe because they stand below.
"""
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.candidates import Candidate, Evaluation, pack
from kernel.datasets import Challenges, load_challenges
from kernel.journal import Identity, Journal, Spent, fingerprint
from kernel.report import ReportError, write
from kernel.report.page import embed
from kernel.report.story import tell
from kernel.score import load_solutions, score
from kernel.submit import placeholder
from kernel.submit import write as write_submission
from kernel.tasks import Task
from kernel.vote import vote

DATASET = "arc-agi-1-training"
SOLVED = ["67a3c6ac", "68b16354", "74dd1130", "3c9b0459", "6150a2bd", "ed36ccf7"]    # each by one of PROGRAMS
OTHERS = ["007bbfb7", "00d62c1b", "3428a4f5", "239be575", "27a28665", "44f52bb0"]
PROGRAMS = {
    "identity": "def transform(grid):\n    return grid\n",
    "mirror": "def transform(grid):\n    # left to right\n    return [row[::-1] for row in grid]\n",
    "flip": "def transform(grid):\n    return grid[::-1]\n",
    "transpose": "def transform(grid):\n    return [list(row) for row in zip(*grid)]\n",
    "half turn": "def transform(grid):\n    return [row[::-1] for row in grid[::-1]]\n",
    "quarter turn": "def transform(grid):\n    '''Left.'''\n    return [list(row) for row in zip(*grid)][::-1]\n",
    "black or one": "def transform(grid):\n    return [[1 if any(map(any, grid)) else 0]]\n",
    "late": "def transform(grid):\n    raise ValueError('no idea: ' + str(len(grid)))\n",
}


def evaluate(task: Task, candidate: Candidate) -> Evaluation:
    """What the sandbox would see, for a program of ours."""
    space: dict = {}
    grids, message = [], ""
    for grid in task.inputs:
        try:
            exec(candidate.program, space)
            grids.append(space["transform"]([row[:] for row in grid]))
        except Exception as error:
            grids.append(None)
            message = f"{type(error).__name__}: {error}"
    n = len(task.train)
    correct = tuple(grid == pair.output for grid, pair in zip(grids, task.train))
    outcome = "RAISED" if message else "OK"
    return Evaluation(candidate, outcome, correct, tuple(grids[:n]), tuple(grids[n:]), message, seconds=0.004)


def chosen(ids: Iterable[str]) -> Challenges:
    challenges = load_challenges(DATASET)
    tasks = {task.id: task for task in challenges.tasks}
    kept = tuple(tasks[id] for id in ids)
    return replace(challenges, tasks=kept, placeholders={task.id: len(task.tests) for task in kept})


def make_run(folder: Path, challenges: Challenges, programs: dict[str, str] = PROGRAMS, *, scored: bool = True) -> None:
    """A run's folder as the dry run leaves it: journal, submission and, if `scored`, score.json."""
    folder.mkdir(parents=True, exist_ok=True)
    submission = placeholder(challenges)
    identity = Identity(DATASET, fingerprint(challenges.tasks, challenges.refused), 7)
    with Journal.open(folder / "run.sqlite", identity) as journal:
        journal.register(challenges.tasks, {id: (1, why) for id, why in challenges.refused.items()})
        for at, task in enumerate(challenges.tasks):
            evaluations = [evaluate(task, Candidate(task.id, "search", key, program, rank, 0.1 * rank))
                           for rank, (key, program) in enumerate(programs.items())]
            journal.append(evaluations, [Spent("search", task.id, 2.0, took_s=1.5)], now_s=2.0 * (at + 1))
            submission[task.id] = [dict(zip(("attempt_1", "attempt_2"), tally.attempts(test)))
                                   for tally, test in zip(vote(evaluations, len(task.tests)), task.tests)]
    write_submission(folder / "submission.json", submission, challenges)
    if scored:
        result = score(challenges, submission, load_solutions(DATASET))
        per_task = {id: {"solved": one.solved, "engine": "search" if one.solved else None}
                    for id, one in result.tasks.items()}
        (folder / "score.json").write_text(json.dumps({"dataset": DATASET, "score": result.score, "per_task": per_task}))


def embedded(page: Path, id: str = "summary"):
    """The data of one of the page's JSON blocks, found as a browser finds it: up to the first end tag."""
    return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script', page.read_text(), re.S)[1])


@pytest.fixture(scope="module")
def scored_run(tmp_path_factory) -> Path:
    """The page of a scored run on twelve tasks, six of them solved."""
    folder = tmp_path_factory.mktemp("scored")
    make_run(folder, chosen(SOLVED + OTHERS))
    return write(folder)


COUNT_COLOURS = """
const [address, done] = arguments, picture = new Image();
picture.onload = () => {
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  done(new Set(new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer)).size);
};
picture.src = address;
"""


class Browser:
    """A headless Chromium that has opened a page and notes every request and every word on its console."""

    def __init__(self, chromium: tuple[str, str], profile: Path):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
        options = webdriver.ChromeOptions()
        options.binary_location = chromium[0]
        for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync",
                     "--force-prefers-reduced-motion", f"--user-data-dir={profile}", "--window-size=1280,1000"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(chromium[1]))
        self.console: list[dict] = []
        self.requests: list[str] = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, page: Path, address: str = "") -> None:
        self.driver.get(page.as_uri() + address)

    def begin(self) -> None:
        """Leave the browser's own start page, and forget what it asked for."""
        self.driver.get("about:blank")
        self.listen()
        self.console, self.requests = [], []

    def ask(self, script: str, *values):
        return self.driver.execute_script(f"return {script}", *values)

    def until(self, script: str):
        """Wait until the expression is true in the page; its value."""
        from selenium.webdriver.support.wait import WebDriverWait
        return WebDriverWait(self.driver, 20, poll_frequency=0.05).until(lambda _: self.ask(script))

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains
        ActionChains(self.driver).send_keys(*keys).perform()

    def colours(self) -> int:
        """Distinct colours in a screenshot of what is in view now, counted by the browser itself in another tab."""
        picture, here = self.driver.get_screenshot_as_base64(), self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        count = self.driver.execute_async_script(COUNT_COLOURS, f"data:image/png;base64,{picture}")
        self.driver.close()
        self.driver.switch_to.window(here)
        return count

    def listen(self) -> None:
        """Take in what the browser has logged since the last call."""
        self.console += self.driver.get_log("browser")
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])


@pytest.fixture
def browser(chromium, tmp_path):
    pytest.importorskip("selenium")
    with Browser(chromium, tmp_path / "profile") as browser:
        browser.begin()
        yield browser


GRIDS = "document.querySelectorAll('#task-body svg.grid').length"
TITLE = "document.getElementById('task').open && document.getElementById('task-title').textContent"


def test_the_page_asks_for_nothing_draws_its_tasks_and_opens_one(scored_run, browser):
    browser.open(scored_run)
    browser.until("document.querySelectorAll('#cards svg.grid').length >= 12")
    claimed = json.loads((scored_run.parent / "score.json").read_text())["score"]
    assert browser.ask("document.getElementById('figure').textContent") == f"{100 * claimed:.1f}"
    assert browser.colours() > 50
    browser.driver.find_element("css selector", ".card[href='#67a3c6ac']").click()
    assert browser.until(TITLE) == "67a3c6ac"
    assert browser.ask(GRIDS) >= 3 * 2 + 4                        # train pairs; test input, two attempts, truth
    body = browser.ask("document.getElementById('task-body').textContent")
    assert "✓ right" in body and "return [row[::-1] for row in grid]" in body and "search mirror" in body
    assert browser.colours() > 50
    browser.listen()
    assert [url for url in browser.requests if not url.startswith(("data:", "blob:"))] == [scored_run.as_uri()]
    assert browser.console == []


def test_keys_filters_and_search_find_their_way(scored_run, browser):
    from selenium.webdriver.common.keys import Keys
    browser.open(scored_run)
    cards = "document.querySelectorAll('#cards .card').length"
    browser.driver.find_element("css selector", "label.solved").click()
    assert browser.ask(cards) == len(SOLVED)
    browser.press("/", SOLVED[2], Keys.ENTER)
    assert browser.until(TITLE) == SOLVED[2]
    browser.press(Keys.ESCAPE)
    browser.until(f"location.hash === '' && document.activeElement.getAttribute('href') === '#{SOLVED[2]}'")
    assert not browser.ask("document.getElementById('task').open")
    browser.press("/", *[Keys.BACKSPACE] * 8, "no such task")
    browser.until("!document.getElementById('none').hidden")
    assert browser.ask(cards) == 0
    browser.open(scored_run, f"?#{SOLVED[0]}")                     # a link to a task opens it
    assert browser.until(TITLE) == SOLVED[0]
    browser.press(Keys.ARROW_RIGHT)
    browser.until(f"{TITLE} === '{SOLVED[1]}'")
    browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT)                # the first has none before it
    browser.until(f"{TITLE} === '{SOLVED[0]}'")
    browser.listen()
    assert browser.console == []


def test_the_page_fits_a_phone_and_follows_the_colour_scheme(scored_run, browser):
    phone = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    backgrounds = []
    for scheme in ("light", "dark"):
        preference = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", preference)
        browser.open(scored_run, f"?{scheme}#007bbfb7")
        assert browser.until(TITLE) == "007bbfb7"
        assert browser.ask("document.documentElement.scrollWidth") <= 400
        assert browser.ask("document.getElementById('task-body').scrollWidth") <= 400
        backgrounds.append(browser.ask("getComputedStyle(document.body).backgroundColor"))
    assert backgrounds[0] != backgrounds[1]


HOSTILE = """def transform(grid):
    # </script><script>window.harmed = 1</script> <!-- <script> <img src=x onerror="window.harmed = 2">
    # \u2028 &lt; &amp; ]]> </style>
    return [row[::-1] for row in grid]
"""


def test_a_program_and_an_id_full_of_markup_do_no_harm(browser, tmp_path):
    id = """<b onclick="harmed=3">'&%#</script>"""
    challenges = chosen(SOLVED[:1])
    task = replace(challenges.tasks[0], id=id)
    challenges = replace(challenges, tasks=(task,), placeholders={id: 1}, refused={})
    make_run(tmp_path, challenges, {"</script><!--": HOSTILE}, scored=False)
    page = write(tmp_path)
    assert embedded(page)["cards"][0]["id"] == id
    assert embedded(page, "task-0")["candidates"][0]["program"] == HOSTILE
    browser.open(page)
    browser.until("document.querySelectorAll('#cards svg.grid').length >= 2")
    browser.driver.find_element("css selector", ".card").click()
    assert browser.until(TITLE) == id
    assert browser.ask("document.querySelector('#task-body pre').textContent") == HOSTILE
    assert browser.ask("typeof window.harmed") == "undefined"
    browser.listen()
    assert browser.console == []
    assert [url for url in browser.requests if not url.startswith("data:")] == [page.as_uri()]


def test_the_policy_keeps_a_script_from_running_that_is_not_the_pages_own(scored_run, browser, tmp_path):
    page = tmp_path / "altered.html"
    added = "<script>window.harmed = 1</script><img src='http://127.0.0.1:9/x'>"
    page.write_text(scored_run.read_text().replace("</body>", added + "</body>"))
    browser.open(page)
    browser.until("document.querySelectorAll('#cards svg.grid').length >= 2")
    assert browser.ask("typeof window.harmed") == "undefined"
    browser.listen()
    assert any("Content Security Policy" in entry["message"] for entry in browser.console)


def test_a_run_that_found_nothing_has_a_page_too(browser, tmp_path):
    challenges = replace(chosen(OTHERS[:2]), refused={"bad": "tasks.json: task bad: no train pair"},
                         placeholders=dict.fromkeys([*OTHERS[:2], "bad"], 1))
    make_run(tmp_path, challenges, {}, scored=False)
    page = write(tmp_path)
    assert [card["status"] for card in embedded(page)["cards"]] == ["nothing"] * 3
    browser.open(page, "#bad")
    assert browser.until(TITLE) == "bad"
    assert "no train pair" in browser.ask("document.getElementById('task-body').textContent")
    browser.listen()
    assert browser.console == []


def test_every_task_has_the_status_its_score_gives_it(scored_run):
    cards = {card["id"]: card for card in embedded(scored_run)["cards"]}
    assert list(cards) == SOLVED + OTHERS
    assert {cards[id]["status"] for id in SOLVED} == {"solved"}
    assert not {cards[id]["status"] for id in OTHERS} & {"solved", "perfect"}
    summary = embedded(scored_run)
    assert summary["candidates"] == len(cards) * len(PROGRAMS)
    assert summary["engines"] == [{"name": "search", "candidates": summary["candidates"],
                                   "perfect": summary["perfect"], "solved": 6, "seconds": 18.0}]
    assert sum(summary["timeline"]["found"]) == summary["candidates"]
    assert summary["timeline"]["train"][-1] == summary["perfect"]


def test_a_page_of_a_run_without_score_holds_no_truth(tmp_path):
    challenges = chosen(SOLVED)
    make_run(tmp_path, challenges, {"identity": PROGRAMS["identity"]}, scored=False)
    page = write(tmp_path)
    truths = {pack(grid) for id in SOLVED for grid in load_solutions(DATASET)[id]}
    assert embedded(page)["score"] is None
    assert not [truth for truth in truths if truth in page.read_text()]


def test_the_tally_is_the_kits_vote_and_the_attempts_are_the_submissions(scored_run):
    with Journal.read(scored_run.parent / "run.sqlite") as journal:
        evaluations = list(journal.evaluations(OTHERS[2]))
    tally = vote(evaluations, 1)[0]
    shown = embedded(scored_run, f"task-{len(SOLVED) + 2}")
    names = [candidate["id"] for candidate in shown["candidates"]]
    assert [(ballot["grid"], [names[at] for at in ballot["voters"]]) for ballot in shown["tests"][0]["tally"]] \
        == [(pack(standing.grid), list(standing.voters)) for standing in tally.standings]
    told = [ballot["p"] for ballot in shown["tests"][0]["tally"]]
    assert told == [round(standing.probability, 4) for standing in tally.standings] and told[0] > 0
    submission = json.loads((scored_run.parent / "submission.json").read_text())[OTHERS[2]][0]
    assert shown["tests"][0]["attempts"] == [pack(submission["attempt_1"]), pack(submission["attempt_2"])]


def test_a_story_names_forebears_and_stays_small_however_many_candidates():
    task = chosen(SOLVED[:1]).tasks[0]
    program = PROGRAMS["mirror"]
    first, second = (Candidate(task.id, "search", key, program + f"# {key}\n", rank,
                               parents=(f"search/{task.id}/{parent}", "search/x/lost"))
                     for rank, (key, parent) in enumerate([("a", "b"), ("b", "a")]))     # a ring, which must not hang
    story = tell(task, [evaluate(task, one) for one in (first, second)], None, None, None, None)
    assert [one.get("program") for one in story.detail["candidates"]] == [first.program, second.program]
    cell = "(c * {i} + r * ({i} // 10) + {i} // 100) % 10"
    wide = [Candidate(task.id, "search", f"wide{i}", "def transform(grid):\n    return [["
                      + cell.format(i=i) + " for c in range(30)] for r in range(30)]\n", i) for i in range(400)]
    seen = [evaluate(task, one) for one in wide]
    assert len({pack(evaluation.test_grids[0]) for evaluation in seen}) == 400
    sizes = [len(json.dumps(tell(task, seen[:n], None, None, None, None).detail)) for n in (100, 400)]
    assert sizes[1] < sizes[0] * 1.5 and sizes[1] < 60_000


def test_what_lies_beside_the_journal_may_be_missing_or_broken(tmp_path):
    make_run(tmp_path, chosen(SOLVED[:2]))
    whole = embedded(write(tmp_path), "task-0")["tests"]
    (tmp_path / "submission.json").write_text("{")
    assert "submission.json" in embedded(write(tmp_path))["notes"][0]
    assert embedded(write(tmp_path), "task-0")["tests"] == whole
    (tmp_path / "submission.json").unlink()
    (tmp_path / "score.json").write_text('{"dataset": "arc-agi-1-training", "score": true}')
    assert len(embedded(write(tmp_path))["notes"]) == 2
    (tmp_path / "score.json").write_text('{"dataset": "x", "solutions": "gone.json", "score": 0.25}')
    summary = embedded(write(tmp_path))
    assert summary["claimed"] == 0.25 and summary["score"] is None and "gone.json" in summary["notes"][1]


KILLED = """
import os, signal, sys
from pathlib import Path
from kernel.journal import Identity, Journal, fingerprint
from tests.test_report import DATASET, PROGRAMS, SOLVED, Candidate, chosen, evaluate
tasks = chosen(SOLVED).tasks
journal = Journal.open(Path(sys.argv[1]), Identity(DATASET, fingerprint(tasks), 7))
journal.register(tasks)
journal.append([evaluate(tasks[0], Candidate(tasks[0].id, "search", "mirror", PROGRAMS["mirror"]))], now_s=1.0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_killed_in_its_middle_has_a_page(tmp_path):
    root = Path(__file__).parents[1]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "run.sqlite")], cwd=root, timeout=60)
    assert killed.returncode == -9
    cards = embedded(write(tmp_path))["cards"]
    assert [card["status"] for card in cards] == ["perfect"] + ["nothing"] * (len(SOLVED) - 1)


def refused(folder: Path) -> str:
    """What `python -m kernel.report` says to a folder it cannot report on: one line, status 2."""
    done = subprocess.run([sys.executable, "-m", "kernel.report", str(folder)], cwd=Path(__file__).parents[1],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr
    return done.stderr


def test_a_folder_without_a_readable_journal_is_refused_in_one_line(tmp_path):
    assert "no journal here" in refused(tmp_path / "nowhere")
    (tmp_path / "run.sqlite").write_bytes(b"no database at all" * 100)
    assert "run.sqlite" in refused(tmp_path)


def test_a_page_that_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path):
    make_run(tmp_path, chosen(SOLVED[:1]))
    (tmp_path / "report.html").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ReportError, match="report.html: cannot be written"):
        write(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_the_same_folder_gives_the_same_page(scored_run):
    before = scored_run.read_bytes()
    assert write(scored_run.parent).read_bytes() == before


@given(st.recursive(st.text() | st.integers() | st.none(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_embedded_data_means_the_same_and_cannot_end_its_block(value):
    text = embed(value)
    assert json.loads(text) == value
    assert text.isascii() and not set(text) & set("<>&")
