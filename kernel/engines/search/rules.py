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

    states: int = 1500                 # of a canvas, cheapest first
    actions: int = 160
    values: int = 11                   # a plane with more different values than this splits too finely to generalise
    planes: tuple[int, ...] = (700, 240, 120)      # asked about, at each depth of a tree
    choices: tuple[int, ...] = (170, 60, 40)       # actions tried, at each depth
    beam: tuple[int, ...] = (20, 4)    # unfinished splits followed up, at each depth
    lists: int = 3                     # first actions from which decision lists are sought
    list_length: int = 8               # classes that a decision list may name
    rules: int = 60                    # exact ones returned
    cells: int = 160                   # train cells looked at first, of those right and those wrong under one action
    looks: int = 4                     # how often cells that contradict are added
    enough: int = 12                   # exact rules after which no more cells are added


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


    def cases(self) -> list[tuple[list[int], "Tree"]]:
        """The branches, those that lead to the same tree together: (values, tree)."""
        found: dict[int, tuple[list[int], Tree]] = {}
        for value, branch in self.branches:
            found.setdefault(id(branch), ([], branch))[0].append(value)
        return list(found.values())


Tree = Leaf | Split


@dataclass(frozen=True)
class Rule:
    """A tree with its price and how many train cells it leaves unexplained (0: exact)."""

    tree: Tree
    cost: float
    unexplained: int


class Table:
    """A canvas as matrices over some of its train cells: which cells each action explains, and which cells fall in each
    class of each plane. `rows` holds every state's value on every train cell, `target` the outputs' cells."""

    def __init__(self, canvas: Canvas, outputs: list[np.ndarray], limits: Limits) -> None:
        self.limits = limits
        n_train = len(outputs)
        self.states = sorted(canvas.states, key=lambda s: s.cost)[:limits.states]
        self.target = np.concatenate([o.ravel() for o in outputs])
        self.rows = np.array([np.concatenate([v.ravel() for v in s.values[:n_train]]) for s in self.states])
        self.row_of = {id(state): k for k, state in enumerate(self.states)}
        self._find_actions()
        self._find_classes()

    def _find_actions(self) -> None:
        """The copies and colours that a leaf may use: of those right on the same cells the cheapest, and of all those the
        cheapest and the ones that are right most often where the most useful one is wrong."""
        right = self.rows == self.target
        copies: dict[bytes, int] = {}
        for k, state in enumerate(self.states):
            if state.kind is not Plane:
                copies.setdefault(right[k].tobytes(), k)
        self.exact = [self.states[k] for k, state in enumerate(self.states) if state.kind is not Plane and right[k].all()]
        kept = list(copies.values())
        if len(kept) > self.limits.actions:
            missed = ~right[kept[int(right[kept].sum(1).argmax())]]
            useful = sorted(kept, key=lambda k: -int((right[k] & missed).sum()))
            half = self.limits.actions // 2
            kept = sorted({*kept[:half], *useful[:half]})
        choices: list[tuple[float, int, State | int]] = [(0.3 + self.states[k].cost, k, self.states[k]) for k in kept]
        choices += [(0.8, -1, int(colour)) for colour in np.unique(self.target)]
        choices.sort(key=lambda c: c[0])
        self.actions = [action for _, _, action in choices]
        self.action_costs = np.array([cost for cost, _, _ in choices])
        self.all_explains = np.array([right[k] if k >= 0 else self.target == action for _, k, action in choices])

    def _find_classes(self) -> None:
        self.planes, self.values, starts, chosen = [], [], [], []
        partitions = set()
        for k, state in enumerate(self.states):
            different, classes = np.unique(self.rows[k], return_inverse=True)
            if 2 <= len(different) <= self.limits.values and len(self.planes) < self.limits.planes[0]:
                partition = np.unique(classes, return_index=True)[1][classes].tobytes()
                if partition in partitions:
                    continue           # a cheaper plane tells the same cells apart
                partitions.add(partition)
                self.planes.append(state)
                starts.append(len(self.values))
                self.values.extend(different.tolist())
                chosen.extend([k] * len(different))
        self.starts = np.array(starts, dtype=int)
        self.ends = np.array(starts[1:] + [len(self.values)], dtype=int)
        self.class_rows = np.array(chosen, dtype=int)
        self.plane_of = np.repeat(np.arange(len(self.planes)), self.ends - self.starts) if starts else self.class_rows
        self.plane_costs = np.array([p.cost for p in self.planes])

    def first_look(self) -> np.ndarray:
        """Indices of cells to begin with: some where the best action is wrong, some where it is right."""
        right = self.all_explains[self.all_explains.sum(1).argmax()]
        return np.concatenate([thin(np.flatnonzero(right), self.limits.cells),
                               thin(np.flatnonzero(~right), self.limits.cells)])

    def look_at(self, cells: np.ndarray) -> None:
        """Restrict the matrices to these cells."""
        self.explains = self.all_explains[:, cells].astype(np.float32)
        self.classes = (self.rows[self.class_rows][:, cells] == np.array(self.values)[:, None]).astype(np.float32)

    def wrong(self, tree: Tree) -> np.ndarray:
        """Indices of the train cells, all of them, that a tree paints wrongly."""
        return np.flatnonzero(self._painted(tree) != self.target)

    def _painted(self, tree: Tree) -> np.ndarray:
        if isinstance(tree, Leaf):
            if isinstance(tree.action, int):
                return np.full(len(self.target), tree.action)
            return self.rows[self.row_of[id(tree.action)]]
        plane = self.rows[self.row_of[id(tree.plane)]]
        out = self._painted(tree.otherwise)
        for values, branch in tree.cases():
            if branch is not tree.otherwise:
                out = np.where(is_any(plane, values), self._painted(branch), out)
        return out


def is_any(plane: np.ndarray, values: list[int]) -> np.ndarray:
    """Where a plane has one of the values."""
    return plane == values[0] if len(values) == 1 else np.isin(plane, values)


def thin(indices: np.ndarray, most: int) -> np.ndarray:
    """At most so many of them, evenly spread."""
    return indices if len(indices) <= most else indices[np.linspace(0, len(indices) - 1, most).astype(int)]


def find_rules(canvas: Canvas, outputs: list[np.ndarray], limits: Limits) -> list[Rule]:
    """Rules over a canvas, exact ones cheapest first, then at most three near misses (those with fewest cells wrong).

    Looks at some cells first; where a rule for those is wrong on others, these join, a few times over.
    """
    table = Table(canvas, outputs, limits)
    found, near = [Rule(Leaf(state), price(Leaf(state)), 0) for state in table.exact], []
    cells = table.first_look()
    for _ in range(limits.looks):
        if not table.planes:
            break
        table.look_at(cells)
        mistakes = []
        for tree in grow(table, np.ones(len(cells), dtype=bool), 0) + cover(table):
            wrong = table.wrong(tree)
            if len(wrong):
                mistakes.append(wrong)
                near.append((len(wrong), tree))
            else:
                found.append(Rule(tree, price(tree), 0))
        if len(found) >= limits.enough or not mistakes or len(cells) == len(table.target):
            break
        counts = np.bincount(np.concatenate(mistakes), minlength=len(table.target))
        counts[cells] = 0
        cells = np.concatenate([cells, np.argsort(-counts, kind="stable")[:limits.cells // 2]])
    near = [Rule(tree, price(tree), wrong) for wrong, tree in sorted(near, key=lambda n: n[0])[:3]]
    return sorted(found, key=lambda r: r.cost)[:limits.rules] + near


def grow(table: Table, inside: np.ndarray, depth: int) -> list[Tree]:
    """Trees with at least one split for these cells: exact ones, cheapest first, and at the root some that are not."""
    planes = min(len(table.planes), table.limits.planes[depth])
    starts, explains = table.starts[:planes], table.explains[:table.limits.choices[depth], inside]
    classes = table.classes[:table.ends[planes - 1], inside]
    sizes = classes.sum(1)
    right = classes @ explains.T
    valid = (right >= sizes[:, None] - 0.5) & (sizes[:, None] > 0)
    solved = valid.any(1)
    finished = solved | (sizes == 0)
    cheapest = np.where(solved, valid.argmax(1), right.argmax(1))
    totals = np.add.reduceat(np.stack([
        np.where(finished, 0, sizes - right.max(1)), np.where(finished, 0, sizes), sizes > 0,
        np.where(solved, table.action_costs[cheapest], 1.0) * (sizes > 0)]), starts, axis=1)
    wrong, open_cells, branches, leaf_costs = totals
    costs = table.plane_costs[:planes] + leaf_costs
    splits = np.flatnonzero(branches > 1)
    exact = splits[open_cells[splits] == 0]
    exact = exact[np.argsort(costs[exact], kind="stable")]
    trees: list[Tree] = [build(table, p, sizes, cheapest, {}) for p in exact[:table.limits.rules if depth == 0 else 4]]
    unfinished = splits[open_cells[splits] > 0]
    if depth < len(table.limits.beam):
        score = open_cells[unfinished] / inside.sum() + 0.06 * costs[unfinished]
        for p in unfinished[np.argsort(score, kind="stable")][:table.limits.beam[depth]]:
            trees += refine(table, p, inside, sizes, cheapest, finished, depth)
    if depth == 0:
        near = unfinished[np.argsort(wrong[unfinished], kind="stable")][:3]
        trees += [build(table, p, sizes, cheapest, {}) for p in near]
    return trees


def build(table: Table, p: int, sizes: np.ndarray, cheapest: np.ndarray, replaced: dict[int, Tree]) -> Split:
    """The split by plane p, each class with its cheapest action, or the tree that replaces it."""
    branches, largest = [], None
    for row in range(table.starts[p], table.ends[p]):
        if sizes[row] > 0:
            tree = replaced.get(row) or Leaf(table.actions[cheapest[row]])
            branches.append((table.values[row], tree))
            if largest is None or sizes[row] > largest[0]:
                largest = (sizes[row], tree)
    return Split(table.planes[p], tuple(branches), largest[1])


def refine(table: Table, p: int, inside: np.ndarray, sizes: np.ndarray, cheapest: np.ndarray, finished: np.ndarray,
           depth: int) -> list[Tree]:
    """The split by plane p with a further split in each class that no action explains; nothing if some class has none."""
    replaced: dict[int, list[Tree]] = {}
    for row in sorted(range(table.starts[p], table.ends[p]), key=lambda row: -sizes[row]):
        if not finished[row]:
            cells = inside.copy()
            cells[inside] = table.classes[row, inside] > 0
            replaced[row] = sorted(grow(table, cells, depth + 1), key=price)[:3]
            if not replaced[row]:
                return []
    ways = max(len(trees) for trees in replaced.values())
    return [build(table, p, sizes, cheapest, {row: trees[min(k, len(trees) - 1)] for row, trees in replaced.items()})
            for k in range(ways)]


def cover(table: Table) -> list[Tree]:
    """Decision lists: one action for most cells, then class after class that another action explains wholly, each time
    the class that settles most of the cells still wrong; for each of the best few first actions, if it comes out exact."""
    by_right = np.argsort(-table.explains.sum(1), kind="stable")[:table.limits.lists]
    return [tree for first in by_right if (tree := cover_from(table, int(first))) is not None]


def cover_from(table: Table, first: int) -> Tree | None:
    """The decision list whose last word is this action; None when it would take too many classes."""
    inside = np.ones(table.explains.shape[1], dtype=bool)
    chosen: list[tuple[int, int]] = []
    while (wrong := inside & (table.explains[first] == 0)).any():
        if len(chosen) == table.limits.list_length:
            return None
        sizes = table.classes[:, inside].sum(1)
        right = table.classes[:, inside] @ table.explains[:, inside].T
        valid = right >= np.maximum(sizes, 1)[:, None] - 0.5
        settled = np.where(valid.any(1), table.classes[:, wrong].sum(1), 0)
        gain = settled / wrong.sum() - 0.05 * (table.plane_costs[table.plane_of] + table.action_costs[valid.argmax(1)])
        row = int(np.where(settled > 0, gain, -9).argmax())
        if settled[row] == 0:
            return None
        chosen.append((row, int(valid[row].argmax())))
        inside &= table.classes[row] == 0
    if not chosen:
        return None                    # no list: the action alone
    tree: Tree = Leaf(table.actions[first])
    for row, action in reversed(chosen):
        p, leaf = table.plane_of[row], Leaf(table.actions[action])
        branches = tuple((table.values[k], leaf if k == row else tree) for k in range(table.starts[p], table.ends[p]))
        tree = Split(table.planes[p], branches, tree)
    return tree


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
            cases = tree.cases()
            total += 0.3 * len(cases)
            states.update((id(s), s) for s in tree.plane.ingredients())
            for _, branch in cases:
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
    out, _ = paint(tree.otherwise, index, shape)
    out, unseen, known = out.copy(), 0, np.zeros(shape, dtype=bool)
    for values, branch in tree.cases():
        where = is_any(plane, values)
        if where.any():
            painted, missed = paint(branch, index, shape)
            out[where] = painted[where]
            unseen += missed
            known |= where
    return out, unseen + int((~known).sum())


def thin_support(tree: Tree, n_train: int, n_inputs: int) -> int:
    """How many leaves that paint some test cell rest on a single train pair: what one pair shows may be a coincidence."""

    def count(tree: Tree, inside: list) -> int:
        if isinstance(tree, Leaf):
            return int(sum(map(np.any, inside[:n_train])) == 1 and any(map(np.any, inside[n_train:])))
        planes = tree.plane.values
        return sum(count(branch, [m & is_any(p, values) for m, p in zip(inside, planes)])
                   for values, branch in tree.cases())

    return count(tree, [np.True_] * n_inputs) if n_train > 1 else 0
