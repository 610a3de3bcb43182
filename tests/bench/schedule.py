"""Which policy of sampling solves most in twelve hours: fixed attempts, rounds, the kit's, a clairvoyant's.

    build.py bench schedule [--json] [--quick] [--seeds N] [--tasks N ...] [--gpus N ...] [--share F ...]
                            [--population NAME ...] [--policy NAME ...] [--part NAME ...] [--save]

A SIMULATION, as a language model on four GPUs is not at hand: `tests.bench.scheduling` says what it assumes. Parts:
`fit` (populations fitted to the published curves, with what the fit says to each published point), `plain` (the plain
model, without anything to learn from), `table` (policies by size, GPUs and budget; populations after the first one at
240 tasks only), `ablation` (difficulty, partial fits and unequal costs, each off and on), `speed` (of a decision and of
a simulated run); only where asked for, `recorded` (the search engine's candidates for ARC-AGI-1 training, replayed as
if they were samples; recorded once, about seven minutes of CPU time, under runs/bench-vote). Intervals are 95 % over
seeds, paired where two are compared. --save writes what was asked for into tests/bench/results/schedule.json, beside
the cells that were not, and schedule.svg.
200 seeds of everything take hours on two cores; --quick, a minute.
"""
import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from kernel.datasets import load_challenges
from kernel.tasks import Task
from tests.bench.scheduling import compare, figures, fit, recorded, speed
from tests.bench.scheduling.gpu import Machine
from tests.bench.scheduling.policies import POLICIES
from tests.bench.scheduling.world import STRONG, WEAK, World
from tests.bench.voting import runs

RESULTS = Path(__file__).resolve().parent / "results"
PARTS = ("fit", "plain", "table", "ablation", "speed", "recorded")
DEFAULT = PARTS[:-1]
RECORDED = "arc-agi-1-training"
RECORD_S = 1.0                         # of CPU time a task
POPULATIONS = ("arc1", "wide", "training2", "evaluation2")
SHARES = (1.0, 0.5, 0.25, 0.1)
PLAIN = ("fixed 64", "uniform rounds", "stop at first fit", "kit", "bayes", "clairvoyant")
ABLATION = ("stop at first fit", "rules of thumb", "kit", "bayes", "clairvoyant")


def main(argv: Sequence[str]) -> int:
    """Simulate and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench schedule", description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20, metavar="N", help="draws of the tasks (default: 20)")
    parser.add_argument("--quick", action="store_true", help="4 seeds of 60 and 240 tasks at 10 and 25 %%")
    parser.add_argument("--tasks", type=int, nargs="+", default=[60, 120, 240, 1000], metavar="N")
    parser.add_argument("--gpus", type=int, nargs="+", default=[4, 16], metavar="N")
    parser.add_argument("--share", type=float, nargs="+", default=list(SHARES), metavar="F", help="of 11.5 hours")
    parser.add_argument("--population", nargs="+", default=list(POPULATIONS), choices=POPULATIONS)
    parser.add_argument("--policy", nargs="+", default=list(POLICIES), choices=tuple(POLICIES), metavar="NAME")
    parser.add_argument("--part", nargs="+", default=list(DEFAULT), choices=PARTS, metavar="NAME")
    parser.add_argument("--limit", type=int, metavar="N", help="of the recorded tasks, only the first N")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)), metavar="N")
    parser.add_argument("--save", action="store_true", help="keep the figures and the plot in tests/bench/results")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    arguments = parser.parse_args(argv)
    if arguments.quick:
        arguments.seeds, arguments.tasks, arguments.share, arguments.gpus = 4, [60, 240], [0.25, 0.1], [4]
    result = bench(arguments)
    if arguments.save:
        save(result)
    if arguments.json:
        print(json.dumps(result, indent=1))
    else:
        show(result)
    return 0


def bench(arguments: argparse.Namespace) -> dict:
    """The parts that were asked for."""
    populations = fit.fitted()
    result: dict = {}
    if "fit" in arguments.part:
        result["fit"] = fit.summary(populations)
    for part, cells in cells_of(arguments, populations).items():
        def tell(number: int, cell: compare.Cell, row: dict, part: str = part, of: int = len(cells)) -> None:
            print(f"{part} {number + 1}/{of}: {cell.tasks} tasks, {cell.share:.0%}", file=sys.stderr, flush=True)

        result[part] = compare.measure(cells, arguments.seeds, arguments.workers, tell)
    if "speed" in arguments.part:
        result["speed"] = speed.measure(World(populations["arc1"]), max(arguments.tasks),
                                        max(arguments.share) * compare.RUN_S)
    if "recorded" in arguments.part:
        result["recorded"] = replay(World(populations["arc1"]), arguments)
    for row in result.get("ablation", ()):
        row["closed"] = compare.closed(row)
    return result


def cells_of(arguments: argparse.Namespace, populations: dict[str, fit.Population]) -> dict[str, list[compare.Cell]]:
    """What is simulated, by part."""
    cells = {
        "plain": [compare.Cell(compare.plain(World(populations["plain"])), 240, share, compare.STEADY, PLAIN)
                  for share in arguments.share],
        "table": [compare.Cell(World(populations[name]), tasks, share, Machine(gpus=gpus), tuple(arguments.policy),
                               (("population", name),))
                  for number, name in enumerate(arguments.population)
                  for gpus in (arguments.gpus if number == 0 else arguments.gpus[:1])
                  for tasks in (arguments.tasks if number == 0 else [240]) for share in arguments.share],
        "ablation": list(ablation(World(populations["arc1"]), arguments.share)),
    }
    return {part: chosen for part, chosen in cells.items() if part in arguments.part}


def ablation(world: World, shares: Sequence[float]):
    """240 tasks at the second smallest budget, with each of three things to learn from off and on."""
    share = sorted(shares)[min(1, len(shares) - 1)]
    for name, correlation in (("weak", WEAK), ("strong", STRONG)):
        for on in range(8):
            difficulty, partials, costs = bool(on & 1), bool(on & 2), bool(on & 4)
            if not difficulty and name == "strong":
                continue                               # the same as at a weak one
            yield compare.Cell(replace(world, correlation=correlation).without(
                difficulty=difficulty, partials=partials, costs=costs), 240, share, policies=ABLATION, labels=(
                    ("difficulty", name if difficulty else "off"), ("partials", "on" if partials else "off"),
                    ("costs", "on" if costs else "off")))


def replay(world: World, arguments: argparse.Namespace) -> list[dict]:
    """A row a budget, on recorded candidates; nobody can be handed the truth about them, so without `bayes`."""
    folder, = runs.search_runs([RECORDED], RECORD_S, arguments.limit, arguments.workers)
    _, found = runs.recorded(folder, arguments.limit)
    known = load_challenges(RECORDED).tasks
    names = tuple(name for name in arguments.policy if name != "bayes")
    rows = []
    with ProcessPoolExecutor(arguments.workers) as pool:
        for share in arguments.share:
            cell = compare.Cell(world, len(found), share, policies=names, labels=(("dataset", RECORDED),))
            solves = pool.map(partial(replay_once, cell, found, known), range(arguments.seeds), chunksize=5)
            rows.append(compare.row(cell, np.array(list(solves))))
            print(f"recorded: {share:.0%}", file=sys.stderr, flush=True)
    return rows


def replay_once(cell: compare.Cell, found: Sequence[runs.Recorded], known: Sequence[Task], seed: int) -> list[float]:
    """Tasks solved by each policy of the cell, of one draw from what was recorded."""
    return compare.solves(cell, recorded.replayed(found, known, cell.world, seed))


def save(result: dict) -> None:
    """Figures and plot; parts and cells that were not asked for stay, so that hours can be had in pieces."""
    path = RESULTS / "schedule.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    kept |= {part: merged(kept.get(part, []), found) if isinstance(found, list) else found
             for part, found in result.items()}
    path.write_text(lines(kept))
    if rows := [row for row in kept.get("table", [])
                if (row["population"], row["gpus"]) == ("arc1", 4) and "clairvoyant" in row["policies"]]:
        (RESULTS / "schedule.svg").write_text(figures.plot(rows))


def merged(kept: Sequence[dict], found: Sequence[dict]) -> list[dict]:
    """Rows, those of the same cell replaced."""
    def cell(row: dict) -> tuple:
        return tuple((key, value) for key, value in row.items()
                     if key not in ("policies", "closed", "seeds", "samples_a_task"))
    return list(({cell(row): row for row in kept} | {cell(row): row for row in found}).values())


def lines(result: dict) -> str:
    """JSON with a row a line."""
    parts = []
    for key, value in result.items():
        rows = (",\n  ".join(json.dumps(row) for row in value) if isinstance(value, list) else None)
        parts.append(f" {json.dumps(key)}: " + (json.dumps(value) if rows is None else f"[\n  {rows}\n ]"))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def show(result: dict) -> None:
    """The same for a person."""
    for name, one in result.get("fit", {}).get("populations", {}).items():
        points = ", ".join(f"{n}: {said:.3f} ({published:.3f})" for n, (published, said) in one["points"].items())
        print(f"{name}: log10 p {one['mean']:.2f} +- {one['spread']:.2f}, hopeless {one['hopeless']:.2f}; at samples a "
              f"task, fitted (published): {points}")
    if "speed" in result:
        print(", ".join(f"{key} {value}" for key, value in result["speed"].items()))
    for part in ("plain", "table", "ablation", "recorded"):
        for row in result.get(part, ()):
            labels = ", ".join(f"{key} {value}" for key, value in row.items() if key not in ("policies", "closed"))
            print(f"\n{part}: {labels}")
            show_row(row)


def show_row(row: dict) -> None:
    """A line a policy."""
    print(f"  {'policy':18}{'solved':>9}{'+-':>7}{'kit more':>10}{'+-':>7}{'of bayes':>10}{'+-':>7}"
          f"{'of clairvoyant':>16}{'+-':>7}{'gap closed':>12}")
    for name, one in row["policies"].items():
        line = f"  {name:18}{one['solved']:9.2f}{one['within']:7.2f}"
        for key, width, form in (("kit_more", 10, ".2f"), ("of_bayes", 10, ".3f"), ("of_clairvoyant", 16, ".3f")):
            line += (f"{format(one[key], form):>{width}}{format(one[key + '_within'], form):>7}" if key in one
                     else " " * (width + 7))
        if "closed" in row:
            line += f"{row['closed'][name]:12.2f}"
        print(line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
