"""Which rule of the vote finds the right grids: all rules on recorded runs, on poisoned ones, and in a simulation.

    build.py bench vote [--runs DIR ...] [--json] [--fit] [--seconds S] [--limit N] [--share 0.2 ...]
                        [--simulated] [--classifier DIR | --beta]

A run is the folder of a dry run of a dataset known by name. Without --runs the search engine is recorded on the four
datasets, once, under runs/bench-vote (about half an hour on two cores), and read from there later. Scores
are shares of test outputs; intervals are 95 % by a bootstrap over tasks, those of a difference paired.

--fit fits the coefficients in `kernel.vote.evidence` on the training datasets among the runs, and prints them.
"""
import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from classifier import ModelError, TransductiveClassifier
from kernel.datasets import DATASETS
from kernel.journal import JournalError
from kernel.vote import RULES
from tests.bench.voting import compare, fit, poison, runs, simulated

SIMULATIONS = {
    "as published": simulated.Model(),
    "few samples": simulated.Model(samples=8),
    "weak model": simulated.Model(ability=(0.12, 3.0), fitting=0.08),
    "errors shared": simulated.Model(shared=0.85, ideas=4, fitting=0.1),
}


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0, or 2 with one line where a run or the classifier cannot be used."""
    parser = argparse.ArgumentParser(prog="build.py bench vote", description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=Path, nargs="+", metavar="DIR", help="folders of dry runs (default: see above)")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="S", help="CPU seconds a task to record")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N tasks of each run")
    parser.add_argument("--share", type=float, nargs="*", default=[0.2], metavar="P",
                        help="shares of poison to measure (default: 0.2; none: no poison)")
    parser.add_argument("--classifier", type=Path, metavar="DIR", help="a trained one (default: the packed one)")
    parser.add_argument("--beta", action="store_true", help="draw p_transductive instead of asking the classifier")
    parser.add_argument("--simulated", action="store_true", help="the simulation of a language model too")
    parser.add_argument("--fit", action="store_true", help="fit the coefficients instead of comparing rules")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    arguments = parser.parse_args(argv)
    try:
        return bench(arguments)
    except (JournalError, ModelError) as error:
        print(f"build.py bench vote: {error}", file=sys.stderr)
        return 2


def bench(arguments: argparse.Namespace) -> int:
    """As asked; raises for a folder without a run, a run without known solutions, a classifier that cannot be used."""
    folders = arguments.runs or runs.search_runs(DATASETS, arguments.seconds, arguments.limit, arguments.workers)
    if arguments.fit:
        read = [runs.recorded(folder, arguments.limit) for folder in folders]
        print(json.dumps(fit.fit(fit.for_fitting(read)), indent=1))
        return 0
    result = {"runs": [measure(folder, arguments) for folder in folders]}
    if arguments.simulated:
        result["simulated"] = simulate(arguments.seed)
    if arguments.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    return 0


def measure(folder: Path, arguments: argparse.Namespace) -> dict:
    """One run: the rules as they are, and poisoned."""
    dataset, tasks = runs.recorded(folder, arguments.limit, programs=bool(arguments.share))
    print(f"{dataset}: {len(tasks)} tasks", file=sys.stderr)
    result = {"dataset": dataset, "candidates": sum(task.candidates for task in tasks)}
    result |= compare.compared(tasks, arguments.seed) | {"calibration": compare.calibration(tasks)}
    if arguments.share:
        judge = poison.Doubt() if arguments.beta else TransductiveClassifier.load(arguments.classifier)
        result["poison"] = poison.measure(dataset, tasks, arguments.share, judge, arguments.workers, arguments.seed)
    return result


def simulate(seed: int) -> list[dict]:
    """Every rule in each simulation."""
    return [{"simulation": name} | compare.compared(simulated.tasks(model, poison.Doubt(), seed), seed)
            for name, model in SIMULATIONS.items()]


def show(result: dict) -> None:
    """The same for a person."""
    for run in result["runs"]:
        print(f"\n{run['dataset']}: {run['tasks']} tasks, {run['candidates']} candidates; the right grid is there for "
              f"{run['oracle']} of {run['outputs']} outputs")
        show_rules(run)
        print("  the default's first grid, told and right: "
              + ", ".join(f"{row['told']:.2f} {row['right']:.2f} ({row['grids']})" for row in run["calibration"]))
        if "poison" in run:
            show_poison(run["poison"])
    for run in result.get("simulated", ()):
        print(f"\nSIMULATED, {run['simulation']}: the right grid is there for {run['oracle']} of {run['outputs']}")
        show_rules(run)


def show_rules(run: dict) -> None:
    """A table with a line a rule."""
    print(f"  {'rule':12}{'right':>6}{'score':>8}  {'95 %':16}{'to default':>10}  {'95 %':18}{'better':>7}"
          f"{'worse':>7}")
    for name, row in run["rules"].items():
        line = f"  {name:12}{row['right']:6}{row['score']:8.2%}  {_span(row['interval']):16}"
        if "to_default" in row:
            line += (f"{row['to_default']:+10.2%}  {_span(row['to_default_interval']):18}{row['better']:7}"
                     f"{row['worse']:7}")
        print(line)


def show_poison(found: dict) -> None:
    """A table with a line a way of poisoning: what each rule keeps of its clean score."""
    honest, hard_coders = found["p_mean"].values()
    print(f"  poison: {found['hard_coders']} hard-coders, p from {found['p_from']} (mean: honest {honest:.3f}, "
          f"hard-coders {hard_coders:.3f}); kept of the clean score")
    print(f"  {'share':>6} {'of':11}{'as':9}" + "".join(f"{name:>22}" for name in RULES))
    for row in found["rows"]:
        cells = (f"{cell['clean']:5} ->{cell['poisoned']:4} {cell['kept']:7.1%}" for cell in row["rules"].values())
        print(f"  {row['share']:6.0%} {row['of']:11}{row['as']:9}" + "".join(f"{cell:>22}" for cell in cells))


def _span(interval: Sequence[float]) -> str:
    return f"{interval[0]:+.2%} {interval[1]:+.2%}" if interval[0] < 0 else f"{interval[0]:.2%} {interval[1]:.2%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
