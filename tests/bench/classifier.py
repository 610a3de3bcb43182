"""What the classifier costs: features a second, one answer's latency, and the memory that a million-row parquet takes.

    build.py bench classifier [--json] [--rows 1000000] [--programs 300]

Features are taken on one core, of programs written by hand for ARC training tasks, with what the sandbox gave on
their probes: from the source alone, with the task, with behaviour; beside them the 13 counts of the public baseline,
over the same programs. Each is timed in rounds, in each of which every source is a new one, and the median round is
shown. Latency is what a caller of `probability` waits on the packed model, the features included, and the part of it
that the fitted model has.

The table is a synthetic parquet of so many rows with real programs in it, made by one process and read by another,
whose peak memory is shown: what `build.py classifier --programs` does with a file before it runs anything, once with
small row groups and once with large ones.
"""
import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from classifier import ModelError, TransductiveClassifier, features, table
from classifier.baselines import thirteen_counts
from classifier.corpus.maker import read_written
from classifier.model import depth_of
from kernel.proving import prove
from kernel.sandbox import Sandbox
from kernel.teach import LIMITS, WRITTEN, Ground

ROUNDS = 5
ROW_GROUPS = (20_000, 250_000)


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0."""
    parser = argparse.ArgumentParser(prog="build.py bench classifier", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--rows", type=int, default=1_000_000, metavar="N",
                        help="rows of the parquet (default: 1000000)")
    parser.add_argument("--programs", type=int, default=300, metavar="N", help="programs for the speeds (default: 300)")
    parser.add_argument("--part", choices=["make", "read"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--group", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.part == "make":
        make_parquet(arguments.file, arguments.rows, arguments.group)
        return 0
    if arguments.part == "read":
        print(json.dumps(read_parquet(arguments.file)))
        return 0
    result = speeds(arguments.programs) | {"parquet": [measure_table(arguments.rows, group) for group in ROW_GROUPS]}
    print(json.dumps(result, indent=1)) if arguments.json else show(result)
    return 0


def speeds(programs: int) -> dict:
    """Programs a second on one core by what is known, and latencies in ms."""
    ground = Ground.load()
    examples = read_written(WRITTEN, ground.grids)[:programs]
    with Sandbox(workers=1, limits=LIMITS) as sandbox, tempfile.TemporaryDirectory() as folder:
        proofs = list(prove([(one.task_id, one.program) for one in examples], ground.grids, sandbox, Path(folder)))
    known = [(one.program, *ground.grids[one.task_id], proof.runs) for one, proof in zip(examples, proofs) if proof]
    result = {"programs": len(known), "per_second": {
        "13 counts": rate(lambda program, *_: thirteen_counts(program), known),
        "source": rate(lambda program, *_: features.features(program), known),
        "source and task": rate(lambda program, train, tests, _: features.features(program, train, tests), known),
        "and behaviour": rate(lambda *one: features.features(*one), known)}}
    try:
        clf = TransductiveClassifier.load()
    except ModelError as error:
        return result | {"latency": str(error)}
    return result | {"latency": latencies(clf, known)}


def rate(work: Callable, known: Sequence[tuple]) -> float:
    """Programs a second: the median of some rounds over all of them, by CPU time."""
    def one_round(number: int) -> float:
        fresh = [(f"{program}\n# {number}", *others) for program, *others in known]      # else a cache would answer
        began = time.process_time()
        for one in fresh:
            work(*one)
        return len(fresh) / (time.process_time() - began)

    return round(statistics.median(one_round(number) for number in range(ROUNDS)), 1)


def latencies(clf: TransductiveClassifier, known: Sequence[tuple]) -> dict:
    """Per depth in ms: the median and the 95th of 100 of `probability`, and the median of the model's own part."""
    found = {}
    for given in (known, [(program, train, tests, None) for program, train, tests, _ in known],
                  [(program, (), (), None) for program, *_ in known]):
        whole, own = [], []
        for program, *others in given:
            one = (f"{program}\n# {depth_of(others[0], others[2])}", *others)
            began = time.perf_counter()
            clf.probability(*one)
            whole.append(1000 * (time.perf_counter() - began))
            vector = features.features(*one)[None, :]
            began = time.perf_counter()
            clf.fitted[depth_of(one[1], one[3])].probabilities(vector)
            own.append(1000 * (time.perf_counter() - began))
        found[depth_of(given[0][1], given[0][3])] = {
            "median_ms": round(statistics.median(whole), 3), "p95_ms": round(statistics.quantiles(whole, n=20)[-1], 3),
            "model_ms": round(statistics.median(own), 3)}
    return found


def measure_table(rows: int, group: int) -> dict:
    """Make a parquet in one process, read it in another; that one's seconds and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "synthetic.parquet")
        part = [sys.executable, "-m", "tests.bench.classifier", "--rows", str(rows), "--group", str(group),
                "--file", file]
        subprocess.run([*part, "--part", "make"], check=True)
        read = subprocess.run([*part, "--part", "read"], check=True, stdout=subprocess.PIPE, text=True).stdout
        return {"row_group": group, "file_mb": round(file.stat().st_size / 2**20, 1)} | json.loads(read)


def make_parquet(file: Path, rows: int, group: int) -> None:
    """Real programs over and over, each with a comment of its own, right or wrong on test by turns."""
    ground = Ground.load()
    base = pl.DataFrame([(one.task_id, one.program) for one in read_written(WRITTEN, ground.grids)],
                        schema=["task_id", "program"], orient="row").with_row_index("which")
    number = pl.int_range(rows, dtype=pl.UInt32).alias("row")
    (pl.LazyFrame().select(number).with_columns((pl.col("row") % len(base)).alias("which"))
     .join(base.lazy(), on="which", how="left").select(
        "task_id", (pl.col("program") + "\n# " + pl.col("row").hash(0).cast(pl.String)).alias("code"),
        pl.concat_list(pl.lit(True), pl.lit(True)).alias("correct_train_input"),
        pl.concat_list(pl.col("row") % 7 != 0).alias("correct_test_input"), pl.lit("synthetic").alias("model"))
     .sink_parquet(file, row_group_size=group))


def read_parquet(file: Path) -> dict:
    """Read it as the training does; how long, how much memory at the most, and what this process had before."""
    known = Ground.load().grids
    before_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = time.perf_counter()
    rows, counts = table.read([file], known)
    seconds = time.perf_counter() - began
    return {"rows": counts.rows, "drawn": len(rows), "seconds": round(seconds, 1),
            "rows_per_second": round(counts.rows / seconds), "before_mb": round(before_mb),
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def show(result: dict) -> None:
    """The same for a person."""
    console = Console()
    lines = Table("known", "features/s a core", "probability: median ms", "95 %", "model's own", box=None)
    depth_of_name = {"source": "source", "source and task": "task", "and behaviour": "behaviour"}
    for name, per_second in result["per_second"].items():
        latency = result["latency"].get(depth_of_name.get(name), {}) if isinstance(result["latency"], dict) else {}
        lines.add_row(name, f"{per_second:.0f}", *(str(latency.get(key, "-")) for key in
                                                   ("median_ms", "p95_ms", "model_ms")))
    console.print(lines)
    for one in result["parquet"]:
        console.print(f"{one['rows']:,} rows ({one['file_mb']:.0f} MB, groups of {one['row_group']:,}): "
                      f"{one['seconds']} s, {one['drawn']:,} drawn, peak {one['peak_mb']:,} MB "
                      f"({one['before_mb']:,} before)", highlight=False, soft_wrap=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
