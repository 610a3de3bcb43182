"""The options of a run: what is let in, and the one line that everything else gets."""
import subprocess
import sys
from pathlib import Path

import pytest

from kernel.options import dryrun_parser, parse_duration, report_parser, run_parser, servers_needed

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("text, seconds", [("90s", 90), ("10m", 600), ("1h30m", 5400), ("45", 45), ("2.5h", 9000),
                                           ("1h 2m 3s", 3723), ("0.5", 0.5), ("2M", 120)])
def test_durations(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("arguments, says", [
    (["--budget", "0"], "more than zero"),
    (["--budget", "0m"], "more than zero"),
    (["--budget", "ten minutes"], "'ten minutes' is not a duration"),
    (["--budget=-5m"], "not a duration"),
    (["--budget", ""], "not a duration"),
    (["--budget", "nan"], "not a duration"),
    (["--budget", "5m10h"], "not a duration"),
    (["--leave-by", "12:00"], "'12:00' is not an instant; write seconds since the machine was started"),
    (["--leave-by=-1"], "is not an instant"),
    (["--engine", "vlm"], "unknown engine 'vlm'"),
    (["--engine", "replay:"], "needs a file"),
    (["--engine", "search:x"], "unknown engine"),
    (["--engine", "vllm:x"], "unknown engine"),
    (["--engine", "vllm"], "needs --model DIR"),
    (["--model", "m"], "--model is for the language model; add --engine vllm"),
    (["--endpoint", "http://a:1"], "add --engine vllm"),
    (["--engine", "search", "--gpus", "2"], "add --engine vllm"),
    (["--engine", "vllm", "--endpoint", "http://a:1", "--gpus", "2"], "--gpus is for servers of ours"),
    (["--engine", "vllm", "--endpoint", "a:1"], "not a server's address"),
    (["--engine", "vllm", "--endpoint", "http://a:99999"], "not a server's address"),
    (["--engine", "vllm", "--model", "m", "--gpus", "0"], "not a whole number of 1 or more"),
    (["--limit", "0"], "1 or more"),
    (["--workers", "two"], "1 or more"),
    (["--seed=-1"], "0 or more"),
    (["--nonsense"], "--nonsense"),
])
def test_a_bad_value_gets_one_line_and_status_2(arguments, says, capsys):
    with pytest.raises(SystemExit) as leaving:
        dryrun_parser().parse_args(arguments)
    printed = capsys.readouterr()
    assert leaving.value.code == 2
    assert printed.err.count("\n") == 1 and says in printed.err and not printed.out


def test_without_arguments_a_dry_run_is_two_minutes_of_arc_agi_1_training():
    arguments = dryrun_parser().parse_args([])
    assert arguments.dataset == "arc-agi-1-training" and arguments.budget == 120
    assert arguments.engine is None and arguments.out is None


def test_an_endpoint_is_a_base_url_and_starts_no_server():
    given = ["--engine", "vllm", "--endpoint", "http://a:8000", "--endpoint", "https://b/x/v1/"]
    arguments = dryrun_parser().parse_args(given)
    assert arguments.endpoint == ["http://a:8000/v1", "https://b/x/v1"] and not servers_needed(arguments)
    assert servers_needed(dryrun_parser().parse_args(["--engine", "vllm", "--model", "m"]))
    assert not servers_needed(dryrun_parser().parse_args([]))


def test_engines_and_tasks_may_be_given_more_than_once():
    arguments = dryrun_parser().parse_args("--engine search --engine replay:a:b.jsonl --task x --task y".split())
    assert arguments.engine == ["search", "replay:a:b.jsonl"] and arguments.task == ["x", "y"]


def test_a_run_needs_to_be_told_where_from_and_where_to(capsys):
    with pytest.raises(SystemExit) as leaving:
        run_parser().parse_args([])
    assert leaving.value.code == 2 and "--dataset" in capsys.readouterr().err
    assert run_parser().parse_args(["--dataset", "x.json", "--out", "d"]).solutions is None


def test_help_needs_nothing_but_the_standard_library():
    code = ("from kernel.options import dryrun_parser, run_parser, report_parser\n"
            "for make in (dryrun_parser, run_parser, report_parser): assert '--help' in make().format_help()")
    assert subprocess.run([sys.executable, "-S", "-E", "-c", code], cwd=ROOT).returncode == 0


def test_the_report_wants_one_folder():
    assert report_parser().parse_args(["runs/x"]).out_dir == Path("runs/x")
