"""How a program behaves off the train inputs: which inputs to try, and what its outputs there tell. Executes nothing.

`probes` names the inputs; somebody with a sandbox runs the program on them and hands back one grid, or None where it
gave none, for each; `react` turns these into figures. A program that computes reacts to its input, and mostly treats a
recoloured or mirrored input as it should; one that answers from memory fails, falls back, or repeats a train output.

Promises: the same task gives the same probes, in the same order; every probe is a well-formed grid of a size that the
train inputs have or nearly have. Leaves out: a probe's right answer, which nobody knows.
"""
from collections.abc import Sequence
from dataclasses import dataclass

Grid = list[list[int]]


@dataclass(frozen=True)
class Probe:
    """An input to try. `kind`: test, recoloured, mirrored, turned, noised or cut; `of`: the train pair (for
    kind test the test input) that it was made from."""

    kind: str
    of: int
    input: Grid


def probes(train: Sequence[tuple[Grid, Grid]], tests: Sequence[Grid] = ()) -> tuple[Probe, ...]:
    """The probes of a task, in a fixed order: at most two test inputs, then up to five for each of two train inputs."""
    listed = [Probe("test", at, grid) for at, grid in enumerate(tests[:2])]
    recolouring = _recolouring(train)
    order = sorted(range(len(train)), key=lambda at: (len(train[at][0]) * len(train[at][0][0]), at))
    for at in dict.fromkeys((order[0], order[-1])):
        given = train[at][0]
        listed += [Probe("recoloured", at, _recoloured(given, recolouring)),
                   Probe("mirrored", at, [row[::-1] for row in given]),
                   Probe("turned", at, [list(row) for row in zip(*given)]),
                   Probe("noised", at, _noised(given))]
        if len(given) > 2 and len(given[0]) > 2:
            listed.append(Probe("cut", at, [row[:-1] for row in given[1:]]))
    return tuple(listed)


def _recolouring(train: Sequence[tuple[Grid, Grid]]) -> dict[int, int]:
    """Colours of the inputs that no output brings anew, passed round among themselves and the unused; 0 stays."""
    inputs = set().union(*(_colours(given) for given, _ in train))
    brought = set().union(*(_colours(wanted) for _, wanted in train)) - inputs
    moving = [colour for colour in range(1, 10) if colour not in brought]
    return {colour: moving[(at + 1) % len(moving)] for at, colour in enumerate(moving)}


def _recoloured(grid: Grid, recolouring: dict[int, int]) -> Grid:
    return [[recolouring.get(cell, cell) for cell in row] for row in grid]


def _noised(grid: Grid) -> Grid:
    """One cell in about thirty, at fixed places, takes the colour of the cell opposite."""
    height, width = len(grid), len(grid[0])
    noised = [list(row) for row in grid]
    for at in range(height * width // 2, height * width, 29):
        noised[at // width][at % width] = grid[height - 1 - at // width][width - 1 - at % width]
    return noised


REACTIONS = ("failed", "tests_failed", "tests_from_memory", "tests_echoed", "probes_from_memory", "probes_echoed",
             "one_answer", "colours_follow", "mirror_follows", "turn_follows", "noise_ignored", "size_off",
             "new_colours", "distinct_share")


def react(train: Sequence[tuple[Grid, Grid]], tests: Sequence[Grid], runs: Sequence[Grid | None]) -> dict[str, float]:
    """Figures between 0 and 1; NaN where nothing can be said. `runs` has one entry per probe of `probes(train, tests)`.

    Raises ValueError when it has another length.
    """
    asked = probes(train, tests)
    if len(asked) != len(runs):
        raise ValueError(f"{len(runs)} runs for {len(asked)} probes: give one output, or None, per probe of "
                         "classifier.probes(train, tests), in that order")
    wanted = [pair[1] for pair in train]
    echoing = any(given == output for given, output in train)
    tried = [(probe, output) for probe, output in zip(asked, runs) if probe.kind == "test"]
    others = [(probe, output) for probe, output in zip(asked, runs)
              if probe.kind != "test" and not any(probe.input == pair[0] for pair in train)]
    answers = [output for _, output in tried + others if output is not None]
    one_size = len({(len(grid), len(grid[0])) for grid in wanted}) == 1
    kept = all((len(a), len(a[0])) == (len(b), len(b[0])) for a, b in train)
    palette = set().union(*map(_colours, wanted))
    recolouring = _recolouring(train)
    distinct = {repr(output) for output in answers}

    def share(cases: list[bool]) -> float:
        return sum(cases) / len(cases) if cases else float("nan")

    def follows(kind: str, how) -> float:
        return share([output == how(wanted[probe.of]) for probe, output in others
                      if probe.kind == kind and how(train[probe.of][0]) != train[probe.of][0]])

    def off(probe: Probe, grid: Grid) -> bool:
        size = (len(grid), len(grid[0]))
        return kept and size != (len(probe.input), len(probe.input[0])) or \
            one_size and not kept and size != (len(wanted[0]), len(wanted[0][0]))

    answered = [(probe, output) for probe, output in tried + others if output is not None]
    return {
        "failed": share([output is None for _, output in others]),
        "tests_failed": share([output is None for _, output in tried]),
        "tests_from_memory": share([output in wanted for _, output in tried]),
        "tests_echoed": float("nan") if echoing else share([output == probe.input for probe, output in tried]),
        "probes_from_memory": share([output in wanted for _, output in others]),
        "probes_echoed": float("nan") if echoing else share([output == probe.input for probe, output in others]),
        "one_answer": float(len(distinct) <= 1 and len(answers) > 1),
        "colours_follow": follows("recoloured", lambda grid: _recoloured(grid, recolouring)),
        "mirror_follows": follows("mirrored", lambda grid: [row[::-1] for row in grid]),
        "turn_follows": follows("turned", lambda grid: [list(row) for row in zip(*grid)]),
        "noise_ignored": share([output == wanted[probe.of] for probe, output in others if probe.kind == "noised"]),
        "size_off": share([off(probe, output) for probe, output in answered]),
        "new_colours": share([not _colours(output) <= palette | _colours(probe.input) for probe, output in answered]),
        "distinct_share": len(distinct) / len(asked),
    }


def _colours(grid: Grid) -> set[int]:
    return {cell for row in grid for cell in row}
