"""Difficulty: how hard a task looks before anybody tried it.

A logistic regression of "the search engine solves it in a second" on what can be seen of a task, fitted on ARC-AGI-1
training by `build.py bench difficulty`, which prints the weights below and how well they order tasks that the fit has
not seen. Pure. It orders the first wave; how far it can be trusted for a language model's chances, the run learns
(`kernel.schedule.belief`).
"""
import math

from kernel.tasks import Task

Features = dict[str, float]

WEIGHTS: Features = {
    "prompt": 0.244, "input": 0.18, "output": 0.178, "pairs": -0.1, "colours": 0.066,
    "new colours": -0.908, "size changes": 0.304, "one output size": -0.196, "cells that change": 0.246}
"""Per feature: how much harder (in log-odds) one unit of it makes a task."""


def features(task: Task) -> Features:
    """What can be seen: sizes as logarithms to base 2, shares from 0 to 1, counts."""
    pairs = task.train
    cells_in = [_cells(pair.input) for pair in pairs]
    cells_out = [_cells(pair.output) for pair in pairs]
    same = [_shape(pair.input) == _shape(pair.output) for pair in pairs]
    changed = [_changed(pair.input, pair.output) for pair, alike in zip(pairs, same) if alike]
    colours_in, colours_out = (set().union(*map(_colours, grids)) for grids in
                               ([pair.input for pair in pairs], [pair.output for pair in pairs]))
    return {
        "prompt": math.log2(_prompt_cells(task)),
        "input": math.log2(sum(cells_in) / len(pairs)),
        "output": math.log2(sum(cells_out) / len(pairs)),
        "pairs": float(len(pairs)),
        "colours": float(len(colours_in | colours_out)),
        "new colours": float(bool(colours_out - colours_in)),
        "size changes": float(not all(same)),
        "one output size": float(len({_shape(pair.output) for pair in pairs}) == 1),
        "cells that change": sum(changed) / len(changed) if changed else 0.0,
    }


def difficulty(task: Task) -> float:
    """Higher is harder; what counts is the order."""
    return sum(WEIGHTS[name] * value for name, value in features(task).items())


def cost(task: Task) -> float:
    """What a sample of the task is expected to cost beside one of another, before any has come.

    The square root of its cells: between nothing more for a longer prompt, where reading it is shared by all samples,
    and in proportion to it, where every sequence reads its own cache. The chooser corrects it by what samples cost.
    """
    return math.sqrt(_prompt_cells(task))


def _prompt_cells(task: Task) -> int:
    return sum(_cells(pair.input) + _cells(pair.output) for pair in task.train) + sum(map(_cells, task.tests))


def _cells(grid) -> int:
    return len(grid) * len(grid[0])


def _shape(grid) -> tuple[int, int]:
    return len(grid), len(grid[0])


def _colours(grid) -> set[int]:
    return {cell for row in grid for cell in row}


def _changed(before, after) -> float:
    """The share of cells that differ between grids of one shape."""
    return sum(a != b for one, two in zip(before, after) for a, b in zip(one, two)) / _cells(before)
