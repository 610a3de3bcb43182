"""The options of a run, as argparse parsers and the few values they need checked.

For `build.py`, which shows help before any environment exists, as much as for the kernel: the standard library alone.
Promises: what a parser returns is well formed (durations in seconds, counts above zero, engines known by name); what is
not ends with one line that says what would be right, and exit status 2. Leaves out: whether a file can be read.
"""
import argparse
import re
import urllib.parse
from collections.abc import Callable
from pathlib import Path

from kernel.datasets import DATASETS

ENGINES = "search, vllm (a language model; needs --model or --endpoint), or replay:FILE (parquet or JSONL)"


class _Parser(argparse.ArgumentParser):
    """argparse, with an error of one line instead of the usage and a line, and a look at what belongs together."""

    together: Callable[[argparse.Namespace], str | None] = staticmethod(lambda arguments: None)

    def error(self, message: str) -> None:
        self.exit(2, f"{self.prog}: {message}\n")

    def parse_known_args(self, args=None, namespace=None):
        arguments, rest = super().parse_known_args(args, namespace)
        if (message := self.together(arguments)) is not None:
            self.error(message)
        return arguments, rest


def parse_duration(text: str) -> float:
    """Seconds of `"90s"`, `"10m"`, `"1h30m"`, `"2.5h"` or plain seconds `"45"`.

    Raises argparse.ArgumentTypeError, with one line, for zero, less, or anything else.
    """
    compact = text.strip().lower().replace(" ", "")
    parts = re.fullmatch(r"(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s?)?", compact)
    if not compact or parts is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a duration; write 90s, 10m, 1h30m, or a number of seconds")
    hours, minutes, seconds = (float(part or 0) for part in parts.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if not 0 < total < 1e7:
        raise argparse.ArgumentTypeError(f"{text!r} is no time to work in; write more than zero, such as 90s or 10m")
    return total


def parse_instant(text: str) -> float:
    """Seconds since the machine was started. Raises argparse.ArgumentTypeError."""
    if not re.fullmatch(r"\d{1,12}(\.\d{1,9})?", text.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not an instant; write seconds since the machine was started, "
                                         "such as 86400.5")
    return float(text)


def parse_engine(text: str) -> str:
    """An engine as it was named, checked: `search`, `vllm` or `replay:FILE`. Raises argparse.ArgumentTypeError."""
    name, colon, argument = text.partition(":")
    if (name in ("search", "vllm") and not colon) or (name == "replay" and argument):
        return text
    if name == "replay":
        raise argparse.ArgumentTypeError(f"{text!r} needs a file; write replay:FILE.parquet or replay:FILE.jsonl")
    raise argparse.ArgumentTypeError(f"unknown engine {text!r}; choose {ENGINES}")


def parse_endpoint(text: str) -> str:
    """The base url of an OpenAI-compatible server, ending in /v1. Raises argparse.ArgumentTypeError."""
    try:
        parts = urllib.parse.urlsplit(text.strip())
        fine = parts.scheme in ("http", "https") and parts.hostname and not parts.query and (parts.port or 1)
    except ValueError:
        fine = False
    if not fine:
        raise argparse.ArgumentTypeError(f"{text!r} is not a server's address; write http://HOST:PORT/v1")
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/v1') else path + '/v1'}"


def servers_needed(arguments: argparse.Namespace) -> bool:
    """Whether a run with these options starts model servers of its own."""
    return "vllm" in (arguments.engine or ()) and not arguments.endpoint


def _model_options_fit(arguments: argparse.Namespace) -> str | None:
    """What is wrong with how the language model's options go together."""
    if "vllm" in (arguments.engine or ()):
        if arguments.model is None and not arguments.endpoint:
            return "--engine vllm needs --model DIR (made by build.py model) or --endpoint URL"
        if arguments.gpus and arguments.endpoint:
            return "--gpus is for servers of ours; with --endpoint none is started"
        return None
    given = [name for name in ("model", "gpus", "endpoint") if getattr(arguments, name)]
    return f"--{given[0]} is for the language model; add --engine vllm" if given else None


def _at_least(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"[+-]?\d{1,18}", text.strip()) or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of {least} or more")
        return int(text)
    return parse


def dryrun_parser(prog: str = "build.py dryrun") -> argparse.ArgumentParser:
    """The parser of `build.py dryrun`: dataset, solutions, limit, task, engine, budget, out, seed, workers, lenient,
    seconds_per_task, no_report."""
    parser = _Parser(prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter, description="""\
Run the whole pipeline on real ARC tasks and score it: engines write programs, the sandbox runs them, the vote
chooses two grids per test input. Into the --out folder go submission.json (valid from the first second),
run.sqlite (every program that was run), score.json, report.html and run.log.

Without options: ARC-AGI-1 training with program search, about two minutes.
The same command on the same --out folder goes on where it stopped.""", epilog="""\
examples:
  build.py dryrun
  build.py dryrun --dataset arc-agi-2-evaluation --limit 20 --budget 2m
  build.py dryrun --dataset my-challenges.json --solutions my-solutions.json --engine search --engine replay:old.parquet
  build.py dryrun --engine vllm --model models/built/tiny --limit 40 --budget 6m --gpus 2
  build.py dryrun --engine vllm --model models/built/soar-14b --engine search --budget 12h
  build.py dryrun --engine vllm --endpoint http://node1:8000/v1 --endpoint http://node2:8000/v1

exit status: 0 done; 1 done, but something is wrong (said on the last lines); 2 the input is at fault, nothing was
written; 130 or 143 interrupted, the submission is valid and the same command goes on.""")
    _add_challenges(parser, default=next(iter(DATASETS)))
    parser.add_argument("--solutions", metavar="FILE", type=Path,
                        help="solutions of a challenges file, to score it (for a dataset by name they are known)")
    _add_run(parser, budget="2m", out_help="where everything goes (default: runs/DATASET-DIGEST; DIGEST stands for the "
                                           "tasks, engines and seed, so that the same command finds its run again and "
                                           "no other does; a folder with a run on other tasks is refused)")
    parser.add_argument("--no-report", action="store_true", help="do not write report.html")
    return parser


def run_parser(prog: str = "python -m kernel") -> argparse.ArgumentParser:
    """The parser of `python -m kernel`: as the dry run's, without solutions and report, and with --out required."""
    parser = _Parser(prog=prog, description="One run: challenges in, submission out. Knows no solutions.")
    _add_challenges(parser, default=None)
    _add_run(parser, budget="11h", out_help="where submission.json, run.sqlite and run.log go")
    parser.set_defaults(solutions=None, no_report=True)
    for action in parser._actions:                       # argparse has no public way to require an option afterwards
        if action.dest in ("dataset", "out"):
            action.required = True
    return parser


def report_parser(prog: str = "build.py report") -> argparse.ArgumentParser:
    """The parser of `build.py report DIR`: out_dir."""
    parser = _Parser(prog=prog, description="Make report.html of a run again, from its journal, submission and score.")
    parser.add_argument("out_dir", metavar="DIR", type=Path, help="the --out folder of a run")
    return parser


def classifier_parser(prog: str = "build.py classifier") -> argparse.ArgumentParser:
    """The parser of `build.py classifier`: programs (list of Path), out (Path, None for the packed model), work,
    recorded, force, limit_rows, seed, json, no_corpus."""
    parser = _Parser(prog=prog, formatter_class=argparse.RawDescriptionHelpFormatter, description="""\
Train the classifier of transductive programs: those that hard-code their outputs. Without options: on the kit's own
corpus, made and run here, about ten minutes on two cores. Prints how every family and baseline does on tasks and styles
that were held out; writes transductive.joblib, transductive.json, metrics.json, MODEL_CARD.md and two plots.""",
                     epilog="""\
A parquet file needs the columns task_id, code (or program), and label (or is_transductive), or correct_train_input and
correct_test_input (lists of bool); model, where there is one, says who wrote a program. Of a file of any size at most
100,000 rows are drawn, evenly over tasks and labels; programs are run in the sandbox.

examples:
  build.py classifier --out runs/mine
  build.py classifier --programs mine.parquet --programs others.parquet --limit-rows 20000

exit status: 0 the model is in its place; 1 the one there does better on the same programs and stays; 2 the input is at
fault, nothing was written; 130 interrupted, the same command goes on.""")
    parser.add_argument("--programs", metavar="FILE", type=Path, action="append", default=[],
                        help="a parquet file with programs of yours; may be given more than once")
    parser.add_argument("--no-corpus", action="store_true", help="learn from --programs alone")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where the model goes (default: classifier/ itself)")
    parser.add_argument("--force", action="store_true", help="replace the model there even if it does better")
    parser.add_argument("--limit-rows", metavar="N", type=_at_least(1),
                        help="at most N programs of each file, and N of the corpus")
    parser.add_argument("--recorded", metavar="FILE", type=Path,
                        help="take honest programs from a dry run's run.sqlite, instead of searching anew")
    parser.add_argument("--work", metavar="DIR", type=Path, default=Path("runs/classifier"),
                        help="what was searched and run is kept here (default: runs/classifier)")
    parser.add_argument("--seed", metavar="N", type=_at_least(0), default=0, help="for whatever is random (default: 0)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON instead of tables")
    return parser


def _add_challenges(parser: argparse.ArgumentParser, default: str | None) -> None:
    group = parser.add_argument_group("tasks")
    group.add_argument("--dataset", metavar="NAME|FILE", default=default,
                       help=f"{', '.join(DATASETS)}, or a challenges file as Kaggle's"
                            + (f" (default: {default})" if default else ""))
    group.add_argument("--limit", metavar="N", type=_at_least(1), help="only the first N tasks")
    group.add_argument("--task", metavar="ID", action="append", help="only this task; may be given more than once")
    group.add_argument("--lenient", action="store_true",
                       help="report a malformed task and answer it with a placeholder, instead of refusing the file")


def _add_run(parser: argparse.ArgumentParser, budget: str, out_help: str) -> None:
    group = parser.add_argument_group("run")
    group.add_argument("--engine", metavar="ENGINE", action="append", type=parse_engine,
                       help=f"who writes programs: {ENGINES}; may be given more than once (default: search)")
    group.add_argument("--budget", metavar="TIME", type=parse_duration, default=budget,
                       help=f"run time in all, over all restarts: 90s, 10m, 1h30m (default: {budget})")
    group.add_argument("--leave-by", metavar="S", type=parse_instant,
                       help="be gone by then, whatever is left of the budget: seconds since the machine was started "
                            "(CLOCK_BOOTTIME). For who restarts runs: with this, restarts do not lengthen the whole")
    group.add_argument("--seconds-per-task", metavar="S", type=parse_duration,
                       help="for measurements: one round of exactly S seconds of search a task")
    group.add_argument("--out", metavar="DIR", type=Path, help=out_help)
    group.add_argument("--seed", metavar="N", type=_at_least(0), default=0, help="for whatever is random (default: 0)")
    group.add_argument("--classifier", metavar="DIR", default="packed",
                       help="who says which programs hard-code their outputs: the folder of a model made by build.py "
                            "classifier, or none (default: the packed model)")
    parser.together = _model_options_fit
    model = parser.add_argument_group("language model (--engine vllm)")
    model.add_argument("--model", metavar="DIR", type=Path,
                       help="the model's folder, as build.py model made it: weights, prompts, sampling. Beside "
                            "--endpoint only prompts and sampling are taken from it (without: the kit's own prompts)")
    model.add_argument("--gpus", metavar="N", type=_at_least(1),
                       help="servers, one per GPU (default: all GPUs there are). On a machine without a GPU: servers "
                            "on the CPU (default: 1)")
    model.add_argument("--endpoint", metavar="URL", action="append", type=parse_endpoint, default=[],
                       help="ask this OpenAI-compatible server instead of starting any; may be given more than once. "
                            "Its key, if it wants one, is taken from the variable OPENAI_API_KEY")
    model.add_argument("--serve-with", metavar="PYTHON", type=Path,
                       help="start the servers with this interpreter, which must have vLLM (default: that of an "
                            "environment that build.py makes: vLLM for CUDA, or for the CPU where there is no GPU)")
    group.add_argument("--workers", metavar="N", type=_at_least(1),
                       help="processes for the search, and as many for the sandbox (default: one per CPU)")
