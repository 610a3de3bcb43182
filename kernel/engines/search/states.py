"""The pool of states: every value that compositions of primitives reach on a task, cheapest first, alike ones merged.

A state holds a composition's value on all inputs of a task at once, train inputs first, then test inputs. Two
compositions that agree on all of them are one state (the cheaper is kept): they would answer alike. States whose shape is
that of the train outputs gather on canvases (one canvas per tuple of shapes), where `rules` looks for a program.
"""
import heapq
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from kernel.engines.search.kinds import Colour, Grid, Numbers, Objects, Parts, Plane, Primitive, Size, View
from kernel.engines.search.library import REGISTRY

LARGEST_SIDE = 30
MOST_CELLS = 40_000_000
"""Cells that a pool may hold (8 bytes each): past that it takes no more states in, and the search ends with what it has."""

DEEPEST = 6
SETTING_COST = 0.1
"""Cost of a choice between two settings of a primitive's parameters; of n settings, log2(n) times that."""
RANK = {Plane: 0, View: 1, Grid: 2}


@dataclass(frozen=True, eq=False)
class State:
    """One composition and its value on each input. `cost` is the price of the whole composition."""

    kind: type
    values: tuple
    primitive: str | None              # None for the input itself
    arguments: tuple["State", ...]
    settings: tuple
    cost: float
    depth: int

    def ingredients(self) -> list["State"]:
        """Every state that this one is made from and the state itself, each once, makers before users."""
        found: dict[int, State] = {}

        def visit(state: State) -> None:
            if id(state) not in found:
                for argument in state.arguments:
                    visit(argument)
                found[id(state)] = state

        visit(self)
        return list(found.values())


@dataclass(eq=False)
class Canvas:
    """States with the same shapes on all inputs, equal to the output shapes on the train pairs."""

    shapes: tuple[tuple[int, int], ...]
    states: list[State] = field(default_factory=list)
    solved_at: int = 0                 # how many states there were when rules were last sought


@dataclass(frozen=True, eq=False)
class Batch:
    """Primitives with their settings that are applied to a state together, since they cost the same. `on_canvas`: they
    are of use only to states of the output's shape."""

    price: float
    on_canvas: bool
    applications: tuple[tuple[Primitive, tuple], ...]


class Pool:
    """The states of one task under one view of its colours."""

    def __init__(self, inputs: list[np.ndarray], outputs: list[np.ndarray], seed: int = 0) -> None:
        self.n_train = len(outputs)
        self.output_shapes = tuple(o.shape for o in outputs)
        self.canvases: dict[tuple, Canvas] = {}
        self.expanded = 0
        self._inputs = inputs
        self._seen: dict[int, int] = {}
        self._frontier: list[tuple[float, int, State, Batch]] = []
        self._counter = self._cells = 0
        self._random = random.Random(seed)
        self._colours: list[State] = []
        self._batches = self._plan(inputs, outputs)
        self._keeps_shape = all(i.shape == o.shape for i, o in zip(inputs, outputs))
        self._cuts = all(i.shape > o.shape and i.shape[1] >= o.shape[1] for i, o in zip(inputs, outputs))
        self._add(State(Grid, tuple(inputs), None, (), (), 0.0, 0))

    def _plan(self, inputs: list[np.ndarray], outputs: list[np.ndarray]) -> dict[type, list[Batch]]:
        """For each kind, every primitive that takes it first with each setting of its parameters for this task, in
        batches by price: choosing one of many settings costs extra."""
        palette = sorted(set.intersection(*(set(np.unique(g).tolist()) for g in inputs)))
        size = self.output_shapes[0] if len(set(self.output_shapes)) == 1 else None
        ratio = output_ratio(inputs, outputs)
        batches: dict[tuple[type, bool, float], list[tuple[Primitive, tuple]]] = {}
        for primitive in REGISTRY.values():
            choices = primitive.settings(palette, ratio, size)
            price = round(primitive.cost + SETTING_COST * math.log2(max(len(choices), 1)), 1)
            key = primitive.takes[0], stays_on_canvas(primitive), price
            batches.setdefault(key, []).extend((primitive, settings) for settings in choices)
        plan: dict[type, list[Batch]] = {}
        for (kind, canvas, price), applications in sorted(batches.items(), key=lambda item: item[0][2]):
            if applications:
                plan.setdefault(kind, []).append(Batch(price, canvas, tuple(applications)))
        return plan

    def expand(self) -> Iterator[State]:
        """Apply the cheapest batch of primitives that is waiting for its state; yields the new states.

        Nothing when the frontier is empty; `expanded` counts the calls that did work.
        """
        if not self._frontier:
            return
        _, _, state, batch = heapq.heappop(self._frontier)
        self.expanded += 1
        for primitive, settings in batch.applications:
            for arguments in self._partners(state, primitive):
                new = self._apply(primitive, arguments, settings, batch.price)
                if new is not None:
                    yield new

    @property
    def exhausted(self) -> bool:
        return not self._frontier

    def _partners(self, state: State, primitive: Primitive) -> list[tuple[State, ...]]:
        """The arguments for a primitive whose first argument's kind is the state's."""
        if primitive.takes == (state.kind,):
            return [(state,)]
        if primitive.takes == (Numbers, Objects):
            return [(state, state.arguments[0])]
        if primitive.takes == (Objects, Colour) and state.depth <= 2:
            return [(state, colour) for colour in self._colours]
        return []

    def _apply(self, primitive: Primitive, arguments: tuple[State, ...], settings: tuple, price: float) -> State | None:
        values = []
        try:
            for inputs in zip(*(a.values for a in arguments)):
                value = primitive.function(*inputs, *settings)
                if not sound(primitive.gives, value):
                    return None
                values.append(value)
        except (ValueError, IndexError, TypeError, KeyError, ZeroDivisionError, AttributeError):
            return None                # the primitive does not apply to this input: no state
        cost = price + max(a.cost for a in arguments)
        depth = 1 + max(a.depth for a in arguments)
        return self._add(State(primitive.gives, tuple(values), primitive.name, arguments, settings, cost, depth))

    def _add(self, state: State) -> State | None:
        if self._cells > MOST_CELLS:
            self._frontier.clear()
            return None
        key, rank = fingerprint(state), RANK.get(state.kind, 0)
        if self._seen.get(key, -1) >= rank:
            return None
        if state.kind is Numbers and all(len(set(v.tolist())) == 1 for v in state.values):
            return None                # tells no object from another on any input
        self._seen[key] = rank
        self._cells += sum(v.size for v in state.values) if state.kind in RANK else 0
        if state.kind is Colour and len(self._colours) < 6:
            self._colours.append(state)
        fits = state.kind in RANK and tuple(v.shape for v in state.values[:self.n_train]) == self.output_shapes
        if fits:
            shapes = tuple(v.shape for v in state.values)
            self.canvases.setdefault(shapes, Canvas(shapes)).states.append(state)
        if state.depth < DEEPEST:
            for batch in self._batches.get(state.kind, ()):
                if not batch.on_canvas or self._shape_fits(state):
                    self._counter += 1
                    priority = self._priority(state, fits) + batch.price
                    heapq.heappush(self._frontier, (priority, self._counter, state, batch))
        return state

    def _shape_fits(self, state: State) -> bool:
        """Whether what keeps this state's shape will have the output's."""
        if state.kind is Numbers:
            return self._shape_fits(state.arguments[0])
        grids = state.values if state.kind is Grid else [v[1] for v in state.values] if state.kind is Objects else ()
        return not grids or tuple(g.shape for g in grids[:self.n_train]) == self.output_shapes

    def _priority(self, state: State, fits: bool) -> float:
        """When a state's turn comes: by cost, with what helps tasks of this kind first, and chance among equals."""
        price = state.cost + 0.01 * self._random.random()
        if self._keeps_shape:          # what has lost the shape has to find back to it
            return price + (0.8 if state.kind in (Grid, Parts) and not fits else 0.0)
        if fits:
            return price - 0.4
        if self._cuts and state.kind in (Objects, Numbers, Parts):
            return price - 0.3
        return price


def stays_on_canvas(primitive: Primitive) -> bool:
    """Whether a primitive gives something to paint or ask about, of the shape of what it takes: of use on a canvas only."""
    return (primitive.gives in (Plane, View) and primitive.takes[0] in (Grid, Objects, Numbers)
            and Size not in primitive.parameters)


def fingerprint(state: State) -> int:
    """A number that two states of the same kind share when they have the same value on every input."""
    pieces: list[object] = []
    if state.kind in RANK:
        pieces = [(v.shape, v.astype(np.int8).tobytes()) for v in state.values]
    elif state.kind is Objects:
        pieces = ["objects", *((v[0].tobytes(), v[1].shape, v[1].tobytes()) for v in state.values)]
    elif state.kind is Numbers:
        pieces = ["numbers", fingerprint(state.arguments[0]), *(v.tobytes() for v in state.values)]
    elif state.kind is Parts:
        pieces = ["parts", *(tuple((p.shape, p.tobytes()) for p in v) for v in state.values)]
    else:
        pieces = [state.kind.__name__, *state.values]
    return hash(tuple(pieces))


def sound(kind: type, value: object) -> bool:
    """Whether a value is one of its kind within the bounds of a grid (parts: at most 60 grids)."""
    if kind in RANK:
        return value.ndim == 2 and 0 < value.shape[0] <= LARGEST_SIDE and 0 < value.shape[1] <= LARGEST_SIDE
    if kind is Parts:
        return 0 < len(value) <= 60 and all(sound(Grid, v) for v in value)
    return True


def output_ratio(inputs: list[np.ndarray], outputs: list[np.ndarray]) -> tuple[int, int] | None:
    """(rows, columns): how many times larger than its input each output is, or how many fit into it, if constant."""
    larger = {(o.shape[0] / i.shape[0], o.shape[1] / i.shape[1]) for i, o in zip(inputs, outputs)}
    if len(larger) == 1:
        m, n = larger.pop()
        if m >= 1 and n >= 1 and (m, n) != (1, 1) and m == int(m) and n == int(n):
            return int(m), int(n)
    smaller = {(i.shape[0] // o.shape[0], i.shape[1] // o.shape[1]) for i, o in zip(inputs, outputs)}
    if len(smaller) == 1:
        m, n = smaller.pop()
        if m >= 1 and n >= 1 and (m, n) != (1, 1):
            return m, n
    return None
