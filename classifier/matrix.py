"""Labelled programs -> the table that is learned from: features, baselines' counts, names; on all cores.

Promises: rows in the order of the programs; a program that does not parse is left out and counted; the same programs
give the same table on any number of workers. Leaves out: runs, which come with the examples.
"""
import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from joblib import Parallel, delayed

from classifier import features, splits
from classifier.baselines import COUNTS, literal_match, thirteen_counts
from classifier.corpus.example import Example, TaskGrids
from classifier.train import Table

AT_ONCE = 50                   # programs a job: about a tenth of a second


def build(examples: Sequence[Example], right: Sequence[bool], tasks: Mapping[str, TaskGrids], *, workers: int,
          done: Callable[[int], None] = lambda rows: None) -> tuple[Table, int]:
    """The table of the examples, and how many did not parse. `right`: known to be right on every train and test pair;
    `done` is told how many programs have been passed."""
    jobs = (delayed(_describe)(examples[at:at + AT_ONCE], {one.task_id: tasks[one.task_id]
                                                           for one in examples[at:at + AT_ONCE]})
            for at in range(0, len(examples), AT_ONCE))
    blocks = []
    for block in Parallel(n_jobs=workers, return_as="generator", pre_dispatch="4*n_jobs")(jobs):
        blocks.append(block)
        done(len(block))
    width = 1 + len(COUNTS)
    both = np.concatenate(blocks) if blocks else np.zeros((0, width + len(features.NAMES)))
    parsed = ~np.isnan(both[:, width:]).all(axis=1)
    kept = [one for one, good in zip(examples, parsed) if good]
    names = splits.Names(*(np.array([getattr(one, name) for one in kept], dtype=str)
                           for name in ("task_id", "style", "manner")))
    rises = np.array([getattr(features, "MONOTONIC", {}).get(name, 0) for name in features.NAMES])
    table = Table(names, np.array([one.label for one in kept], dtype=int), both[parsed][:, width:].astype(np.float32),
                  both[parsed][:, 0], both[parsed][:, 1:width], np.array(right, dtype=bool)[parsed], rises)
    return table, int((~parsed).sum())


def _describe(examples: Sequence[Example], tasks: Mapping[str, TaskGrids]) -> np.ndarray:
    """Per program: the literal match, the 13 counts, the features; float64."""
    rows = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")                  # about sources such as "\d", which are not ours to mend
        for one in examples:
            train, tests = tasks[one.task_id]
            rows.append(np.concatenate([[literal_match(one.program, train)], thirteen_counts(one.program),
                                        features.features(one.program, train, tests, one.runs)]))
    return np.stack(rows)
