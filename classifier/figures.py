"""What is measured of a classifier: figures of labels and scores, at a stated base rate.

Pure functions of arrays. Promises: every figure that depends on how many programs are transductive (precision, average
precision, Brier score, calibration) is of a mixture with `base_rate` of them, whatever the rows at hand hold, so that
figures of different tables compare. Leaves out: which rows are compared (`classifier.splits`).
"""
import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
"""Edges of the calibration table: finer where most programs are."""


def weights(label: np.ndarray, base_rate: float) -> np.ndarray:
    """A weight a row, mean 1, so that the rows with label 1 have `base_rate` of the sum. Both labels must be there."""
    ones = label == 1
    share = ones.mean()
    if not 0 < share < 1:
        raise ValueError(f"both labels are needed, and {int(ones.sum())} of {len(label)} rows have label 1")
    return np.where(ones, base_rate / share, (1 - base_rate) / (1 - share))


def threshold_at(label: np.ndarray, p: np.ndarray, fpr: float) -> float:
    """The least threshold at which at most `fpr` of the rows with label 0 have p >= threshold."""
    honest = np.sort(p[label == 0])[::-1]
    allowed = int(np.floor(fpr * len(honest)))
    return float(np.nextafter(honest[allowed], np.inf)) if allowed < len(honest) else 0.0


def recall_at(label: np.ndarray, p: np.ndarray, fpr: float) -> float:
    """Share of label 1 found by the threshold that flags at most `fpr` of label 0."""
    return float(np.mean(p[label == 1] >= threshold_at(label, p, fpr)))


def average_precision(label: np.ndarray, p: np.ndarray, base_rate: float) -> float:
    """Area under precision over recall at the base rate."""
    return float(average_precision_score(label, p, sample_weight=weights(label, base_rate)))


def calibration(label: np.ndarray, p: np.ndarray, base_rate: float) -> list[dict]:
    """Per bin of p that has rows: its edges, rows, mean p and share of label 1, both at the base rate."""
    weight, table = weights(label, base_rate), []
    place = np.clip(np.searchsorted(BINS, p, side="right") - 1, 0, len(BINS) - 2)
    for number in np.unique(place):
        inside = place == number
        table.append({"from": BINS[number], "to": BINS[number + 1], "rows": int(inside.sum()),
                      "mean_p": _rounded(np.average(p[inside], weights=weight[inside])),
                      "share": _rounded(np.average(label[inside], weights=weight[inside]))})
    return table


def measure(label: np.ndarray, p: np.ndarray, flagged: np.ndarray, style: np.ndarray, base_rate: float) -> dict:
    """All figures of one slice. `flagged`: p at or over the threshold; `style`: by whose name flags are counted too.

    With one label only, those that need both are None.
    """
    ones = label == 1
    both = bool(ones.any() and not ones.all())
    recall = float(flagged[ones].mean()) if ones.any() else None
    fpr = float(flagged[~ones].mean()) if not ones.all() else None
    found = {"rows": len(label), "transductive": int(ones.sum()), "roc_auc": None, "average_precision": None,
             "recall_at_fpr_0.02": None, "precision": None, "recall": _rounded(recall), "fpr": _rounded(fpr),
             "brier": None, "calibration": []}
    if both:
        hit, miss = base_rate * recall, (1 - base_rate) * fpr
        found |= {"roc_auc": _rounded(roc_auc_score(label, p)),
                  "average_precision": _rounded(average_precision(label, p, base_rate)),
                  "recall_at_fpr_0.02": _rounded(recall_at(label, p, 0.02)),
                  "precision": _rounded(hit / (hit + miss)) if hit + miss else None,
                  "brier": _rounded(np.average((p - label) ** 2, weights=weights(label, base_rate))),
                  "calibration": calibration(label, p, base_rate)}
    return found | {"by_style": by_style(label, p, flagged, style)}


def by_style(label: np.ndarray, p: np.ndarray, flagged: np.ndarray, style: np.ndarray) -> dict[str, dict]:
    """Per style and label its rows, the share flagged and the median p; named `style` or, with both, `style (1)`."""
    table = {}
    for name in np.unique(style):
        for value in (0, 1):
            inside = (style == name) & (label == value)
            if inside.any():
                both = (label[style == name] != value).any()
                table[f"{name} ({value})" if both else str(name)] = {
                    "label": value, "rows": int(inside.sum()), "flagged": _rounded(flagged[inside].mean()),
                    "median_p": _rounded(np.median(p[inside]))}
    return table


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
