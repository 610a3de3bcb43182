"""Rules: a small decision tree that paints the output cell by cell from the states on a canvas.

A rule splits the cells by what planes say there, and gives each class of cells an action: copy the cell of one state, or
one colour. "The input, but where a cell is enclosed, 4" is a rule with one split; "one state as it is" a rule with none.
Every rule found explains all cells of all train outputs; `near` ones explain most. A rule's cost prices its states, its
splits and its leaves, so that the simplest explanation comes first.

All rules over one split are judged at once by a matrix product: (classes x cells) times (cells x actions) counts on how
many of a class's cells an action is right; it explains the class when that is all of them.
"""
from dataclasses import dataclass

import numpy as np

from kernel.engines.search.kinds import Plane
from kernel.engines.search.states import Canvas, State


@dataclass(frozen=True)
class Limits:
    """How far to look, in numbers of things (never in seconds, so that a search can be repeated)."""

    states: int = 700                  # of a canvas, cheapest first
    actions: int = 160
    values: int = 11                   # a plane with more different values than this splits too finely to generalise
    beam: tuple[int, ...] = (24, 6)    # unfinished splits followed up, at each depth
    rules: int = 60                    # exact ones returned


@dataclass(frozen=True)
class Leaf:
    """Copy this state's cell, or paint one colour."""

    action: State | int


@dataclass(frozen=True)
class Split:
    """Cells by the value of a plane; cells with a value that the train pairs never showed go where most cells went."""

    plane: State
    branches: tuple[tuple[int, "Tree"], ...]
    otherwise: "Tree"


Tree = Leaf | Split


@dataclass(frozen=True)
class Rule:
    """A tree with its price and how many train cells it leaves unexplained (0: exact)."""

    tree: Tree
    cost: float
    unexplained: int


class Table:
    """A canvas as matrices: which cells each action explains, and which cells fall in each class of each plane."""

    def __init__(self, canvas: Canvas, outputs: list[np.ndarray], limits: Limits) -> None:
        self.limits = limits
        n_train = len(outputs)
        states = sorted(canvas.states, key=lambda s: s.cost)[:limits.states]
        target = np.concatenate([o.ravel() for o in outputs])
        cells = np.array([np.concatenate([v.ravel() for v in s.values[:n_train]]) for s in states])
        self.cells = len(target)
        self.actions: list[State | int] = []
        explained: list[np.ndarray] = []
        costs: list[float] = []
        for state, row in zip(states, cells):
            if state.kind is not Plane and len(self.actions) < limits.actions:
                self.actions.append(state)
                explained.append(row == target)
                costs.append(0.3 + state.cost)
        for colour in np.unique(target):
            self.actions.append(int(colour))
            explained.append(target == colour)
            costs.append(0.8)
        order = np.argsort(costs, kind="stable")
        self.actions = [self.actions[i] for i in order]
        self.action_costs = np.array(costs)[order]
        self.explains = np.array(explained, dtype=np.float32)[order]
        self._build_classes(states, cells)

    def _build_classes(self, states: list[State], cells: np.ndarray) -> None:
        planes, values, starts, rows = [], [], [], []
        for state, row in zip(states, cells):
            different = np.unique(row)
            if 2 <= len(different) <= self.limits.values:
                planes.append(state)
                starts.append(len(values))
                values.extend(different.tolist())
                rows.append(row[None, :] == different[:, None])
        self.planes = planes
        self.values = values
        self.starts = np.array(starts, dtype=int)
        self.classes = np.concatenate(rows).astype(np.float32) if rows else np.zeros((0, self.cells), np.float32)
        self.plane_costs = np.array([p.cost for p in planes])

    def best_leaf(self, inside: np.ndarray) -> tuple[int, int]:
        """The action right on most of these cells (cheapest of equals) and on how many it is wrong."""
        right = self.explains[:, inside].sum(1)
        best = int(np.argmax(right - 1e-3 * self.action_costs))
        return best, int(inside.sum() - right[best])


def find_rules(canvas: Canvas, outputs: list[np.ndarray], limits: Limits) -> list[Rule]:
    """Rules over a canvas, exact ones cheapest first, then at most three near misses (those with fewest cells wrong)."""
    table = Table(canvas, outputs, limits)
    everything = np.ones(table.cells, dtype=bool)
    trees = [(Leaf(action), 0) for action, right in zip(table.actions, table.explains)
             if right.all() and isinstance(action, State)]
    trees += grow(table, everything, 0)
    rules = [Rule(tree, price(tree), wrong) for tree, wrong in trees]
    exact = sorted((r for r in rules if r.unexplained == 0), key=lambda r: r.cost)
    near = sorted((r for r in rules if r.unexplained), key=lambda r: (r.unexplained, r.cost))
    return exact[:limits.rules] + near[:3]


def grow(table: Table, inside: np.ndarray, depth: int) -> list[tuple[Tree, int]]:
    """Trees with at least one split for these cells, each with the number of cells it gets wrong."""
    if not len(table.planes):
        return []
    classes = table.classes[:, inside]
    sizes = classes.sum(1)
    right = classes @ table.explains[:, inside].T
    valid = (right >= sizes[:, None] - 0.5) & (sizes[:, None] > 0)
    finished = valid.any(1) | (sizes == 0)
    cheapest = np.where(valid.any(1), valid.argmax(1), right.argmax(1))
    wrong = np.where(finished, 0, sizes - right.max(1))
    open_cells = np.where(finished, 0, sizes)
    present = (sizes > 0).astype(int)
    per_plane = np.add.reduceat(np.stack([wrong, open_cells, present, np.where(finished & (sizes > 0),
                                table.action_costs[cheapest], 1.0) * present]), table.starts, axis=1)
    splits = np.flatnonzero(per_plane[2] > 1)
    exact = splits[per_plane[1][splits] == 0]
    exact = exact[np.argsort(table.plane_costs[exact] + per_plane[3][exact], kind="stable")]
    trees = [(build(table, p, sizes, cheapest), 0) for p in exact[:table.limits.rules if depth == 0 else 4]]
    unfinished = splits[per_plane[1][splits] > 0]
    score = per_plane[1][unfinished] / inside.sum() + 0.06 * (table.plane_costs[unfinished] + per_plane[3][unfinished])
    unfinished = unfinished[np.argsort(score, kind="stable")]
    if depth < len(table.limits.beam):
        for p in unfinished[:table.limits.beam[depth]]:
            trees += refine(table, p, inside, sizes, cheapest, finished, depth)
    if depth == 0:
        near = splits[np.argsort(per_plane[0][splits], kind="stable")][:3]
        trees += [(build(table, p, sizes, cheapest), int(per_plane[0][p])) for p in near if per_plane[0][p] > 0]
    return trees


def class_range(table: Table, p: int) -> range:
    """The rows of a plane's classes."""
    end = table.starts[p + 1] if p + 1 < len(table.starts) else len(table.values)
    return range(table.starts[p], end)


def build(table: Table, p: int, sizes: np.ndarray, cheapest: np.ndarray,
          replaced: dict[int, Tree] | None = None) -> Split:
    """The split by plane p, each class with its cheapest action, or the tree that replaces it."""
    branches, largest = [], None
    for row in class_range(table, p):
        if sizes[row] > 0:
            tree = (replaced or {}).get(row) or Leaf(table.actions[cheapest[row]])
            branches.append((table.values[row], tree))
            if largest is None or sizes[row] > largest[0]:
                largest = (sizes[row], tree)
    return Split(table.planes[p], tuple(branches), largest[1])


def refine(table: Table, p: int, inside: np.ndarray, sizes: np.ndarray, cheapest: np.ndarray, finished: np.ndarray,
           depth: int) -> list[tuple[Tree, int]]:
    """The split by plane p with a further split in each class that no action explains."""
    replaced: dict[int, list[Tree]] = {}
    for row in class_range(table, p):
        if sizes[row] > 0 and not finished[row]:
            cells = inside.copy()
            cells[inside] = table.classes[row, inside] > 0
            exact = [tree for tree, wrong in grow(table, cells, depth + 1) if wrong == 0]
            if not exact:
                return []
            replaced[row] = sorted(exact, key=price)[:3]
    ways = max(len(trees) for trees in replaced.values())
    return [(build(table, p, sizes, cheapest, {row: trees[min(k, len(trees) - 1)] for row, trees in replaced.items()}), 0)
            for k in range(ways)]


def price(tree: Tree) -> float:
    """Each primitive application once, 0.3 a branch, 0.8 a colour, 0.3 a copy."""
    states: dict[int, State] = {}
    total = 0.0

    def visit(tree: Tree) -> None:
        nonlocal total
        if isinstance(tree, Leaf):
            if isinstance(tree.action, int):
                total += 0.8
            else:
                total += 0.3
                states.update((id(s), s) for s in tree.action.ingredients())
        else:
            total += 0.3 * len(tree.branches)
            states.update((id(s), s) for s in tree.plane.ingredients())
            for _, branch in tree.branches:
                visit(branch)

    visit(tree)
    return total + sum(own_price(s) for s in states.values())


def own_price(state: State) -> float:
    """What the last primitive of a state adds to the state's cost."""
    return state.cost - max((a.cost for a in state.arguments), default=0.0)


def paint(tree: Tree, index: int, shape: tuple[int, int]) -> tuple[np.ndarray, int]:
    """What the tree paints on input `index`, and on how many cells it met a value that no train pair showed."""
    if isinstance(tree, Leaf):
        if isinstance(tree.action, int):
            return np.full(shape, tree.action), 0
        return tree.action.values[index], 0
    plane = tree.plane.values[index]
    out, unseen = paint(tree.otherwise, index, shape)
    unseen = 0
    known = np.zeros(shape, dtype=bool)
    out = out.copy()
    for value, branch in tree.branches:
        where = plane == value
        if where.any():
            painted, missed = paint(branch, index, shape)
            out[where] = painted[where]
            unseen += missed
            known |= where
    return out, unseen + int((~known).sum())
