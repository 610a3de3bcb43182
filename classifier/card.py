"""What stands beside a model: its card for a reader, two plots, and the figures as one table of lines.

Promises: plain functions of the figures; the same figures give the same text and the same SVG. Leaves out: measuring.
Needs matplotlib for the plots alone, which the environment `classifier` has.
"""
import io
from collections.abc import Iterator, Mapping, Sequence

SLICES = {"task": "tasks held out", "style": "styles and tasks held out",
          "hard-coders": "the same, without over-fitted rules",
          "hand": "learned from generated, tested by hand", "hand only": "written by hand only, tasks held out"}
COLUMNS = (("ROC AUC", "roc_auc"), ("avg prec", "average_precision"), ("recall at 2 % FPR", "recall_at_fpr_0.02"),
           ("in a fold", "recall_at_fpr_0.02_in_a_fold"), ("precision", "precision"), ("recall", "recall"),
           ("FPR", "fpr"), ("Brier", "brier"))


def lines(figures: Mapping[str, Mapping[str, Mapping[str, dict]]]) -> Iterator[tuple[str, str, str, list[str]]]:
    """(slice, depth, family or baseline, a text per column of COLUMNS), in order of slices, depths, families."""
    for slice_, by_depth in figures.items():
        for depth, by_name in by_depth.items():
            for name, figure in by_name.items():
                yield slice_, depth, name, ["-" if figure[key] is None else f"{figure[key]:.3f}" for _, key in COLUMNS]


def calibration_plot(tables: Mapping[str, Sequence[Mapping]]) -> bytes:
    """SVG: stated probability against observed share, a line a depth; `tables` as figures.calibration gives them."""
    pyplot = _pyplot()
    figure, axes = pyplot.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="#999999", linestyle="--", linewidth=1, label="as stated")
    for depth, table in tables.items():
        stated, observed = ([row[name] for row in table] for name in ("mean_p", "share"))
        axes.plot(stated, observed, marker="o", markersize=4, label=depth)
    axes.set(xlabel="stated probability of being transductive", ylabel="share that is", xlim=(0, 1), ylim=(0, 1),
             title="Calibration on held-out programs")
    axes.legend(loc="upper left")
    return _svg(figure)


def importance_plot(importances: Mapping[str, float], most: int = 25) -> bytes:
    """SVG: the features whose shuffling costs most average precision, a bar each."""
    pyplot = _pyplot()
    shown = list(importances.items())[:most][::-1]
    figure, axes = pyplot.subplots(figsize=(7, 0.26 * len(shown) + 1.2))
    axes.barh([name for name, _ in shown], [lost for _, lost in shown], color="#4477aa")
    axes.set(xlabel="average precision lost when shuffled", title="Importance of the features")
    return _svg(figure)


def text(record: Mapping, metrics: Mapping) -> str:
    """MODEL_CARD.md. `record`: transductive.json; `metrics`: metrics.json, see kernel.teach."""
    data, figures = metrics["data"], metrics["figures"]
    style = figures[metrics["basis"]]["behaviour"][record["family"]]
    parts = [_HEAD.format(base=f"{record['base_rate']:.0%}", unparsable=record["unparsable"]),
             _data(data), "## Figures\n", _reading(record), _table(figures),
             f"Family: **{record['family']}**. {metrics['reason']}.\n",
             f"On held-out {metrics['basis']}s with everything known, of the programs that are right on train and test "
             f"{_percent(style['fpr_right_on_train_and_test'])} are flagged at the threshold.\n",
             "![calibration](calibration.svg)\n", "![importances](importances.svg)\n",
             _weakest(style["by_style"]), _TAIL.format(sklearn=record["scikit_learn"], seed=record["seed"],
                                                       when=record["trained_utc"])]
    return "\n".join(parts)


def _data(data: Mapping) -> str:
    rows = "\n".join(f"| {name} | {label} | {count} |" for name, label, count in data["styles"])
    dropped = ", ".join(f"{count} {name}" for name, count in data["dropped"].items()) or "none"
    files = "".join(f"\n- {name}: {told}" for name, told in data["files"].items())
    return (f"## Data\n\n{data['rows']} programs for {data['tasks']} tasks, {data['transductive']} of them "
            f"transductive. Dropped because they were not what they claimed when run: {dropped}. Unparsable: "
            f"{data['unparsable']}.{files}\n\n| source | label | programs |\n|---|---|---|\n{rows}\n")


def _reading(record: Mapping) -> str:
    thresholds = ", ".join(f"{depth} {value:.3f}" for depth, value in record["threshold"].items())
    return ("Precision, average precision, Brier score and calibration are for a stream with "
            f"{record['base_rate']:.0%} transductive programs. Precision, recall and FPR (false-positive rate) are at "
            "a threshold that was set on other folds for a FPR of 1 %. The packed model's thresholds by depth: "
            f"{thresholds}.\n\nRecall at 2 % FPR is of all folds' probabilities together; *in a fold* is the mean over "
            "the folds, each ranked by itself, as a single model is used.\n")


def _table(figures: Mapping) -> str:
    head = "| slice | known | classifier | " + " | ".join(name for name, _ in COLUMNS) + " |\n|---|---|---|"
    body = [f"| {SLICES[slice_]} | {depth} | {name} | {' | '.join(cells)} |"
            for slice_, depth, name, cells in lines(figures)]
    return head + "---|" * len(COLUMNS) + "\n" + "\n".join(body) + "\n"


def _weakest(by_style: Mapping[str, Mapping], most: int = 8) -> str:
    missed = sorted((row["flagged"], name, row["rows"]) for name, row in by_style.items() if row["label"] == 1)[:most]
    blamed = sorted(((row["flagged"], name, row["rows"]) for name, row in by_style.items() if row["label"] == 0),
                    reverse=True)[:most]
    return ("## Where it is weakest\n\nHeld-out programs, share flagged at the threshold.\n\n"
            "Found least often: "
            + ", ".join(f"{name} {flagged:.0%} of {rows}" for flagged, name, rows in missed)
            + ".\n\nFlagged wrongly most often: "
            + ", ".join(f"{name} {flagged:.0%} of {rows}" for flagged, name, rows in blamed) + ".\n")


def _percent(value: float | None) -> str:
    return "(none known)" if value is None else f"{value:.1%}"


def _pyplot():
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "classifier"   # else the names inside are drawn anew each time
    from matplotlib import pyplot
    return pyplot


def _svg(figure) -> bytes:
    buffer = io.BytesIO()
    figure.tight_layout()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    _pyplot().close(figure)
    return buffer.getvalue()


_HEAD = """# The classifier of transductive programs

Says how probable it is that an ARC program is *transductive*: that it hard-codes outputs, or is fitted to the train
pairs alone, where it should compute. The vote weighs programs by it.

**For**: programs in Python that define `transform(grid)`, written by a language model or a search, right on their train
pairs. Three depths: from the source alone; with the task's pairs; with what the program gave on probes (perturbed
inputs).

**Not for**: discarding programs (some transductive ones are right), code in other languages, judging people's code, or
programs that fail their train pairs, which it has not learned from. It is no safeguard against a program that hides.

Probabilities assume that {base} of the programs are transductive. A program that does not parse has the probability
{unparsable}: nothing is known of it.

`transductive.joblib` is **code**: loading a joblib file can run anything that its author wants. The loader checks the
sha256 that `transductive.json` records, which finds damage and mix-ups; who can change one file can change both. Load
models of people whom you trust.
"""

_TAIL = """## Known weaknesses

- Labels of users' tables are weak: right on train and wrong on test counts as transductive, though an honest rule that
  is merely wrong looks the same.
- Rules fitted too closely, without any memory of outputs, show in behaviour more than in source; from the source alone
  they are the hardest.
- The generated part of the corpus has the manners that its maker knows. The row "learned from generated, tested by
  hand" says what is lost on programs that it did not make.
- Honest programs with large legitimate tables (templates, glyphs) are its likeliest false alarms.

## Retrain

    python3 build.py classifier                                   the kit's own corpus
    python3 build.py classifier --programs mine.parquet           and your programs

A model that does worse than the packed one on the same held-out tasks is not put in its place, unless told `--force`.
Made with scikit-learn {sklearn}, seed {seed}, {when}.
"""
