"""Which programs the stand-in learns to write: expressions over the search engine's primitives.

A rule is an expression such as `flip_horizontal(grid)` or `where(enclosed(grid, 'side') == 1, {new}, grid)`, read by
`tree_of` into the same tree that the search finds, so that `kernel.engines.search.emit` writes its program. Braces
hold what one task decides: `{a}` and `{b}` two colours of its inputs, `{new}` and `{other}` two that they lack,
`{1|2|3}` one of several. With each rule go the kinds of grid on which it shows what it does (`models.tiny.scenes`).

The choice of rules was informed by which of the search's rules solve ARC-AGI-1 training tasks; no task's grids are
used. Leaves out: colour frames, rules of more than two splits, and everything the search knows but seldom needs.
"""
import ast
import functools
import re
from dataclasses import dataclass

import numpy as np

from kernel.engines.search import emit
from kernel.engines.search.library import REGISTRY
from kernel.engines.search.kinds import Grid
from kernel.engines.search.rules import Leaf, Split, Tree
from kernel.engines.search.states import State

_CHOICE = re.compile(r"\{([^}]*)\}")
_SIGNATURE = "def transform(grid_lst: list[list[int]]) -> list[list[int]]:"


@dataclass(frozen=True)
class Rule:
    """An expression, the scenes it is drawn on, the sides of its inputs (cells, least and most), how often it comes."""

    text: str
    scenes: tuple[str, ...]
    sides: tuple[int, int] = (3, 12)
    square: bool = False
    weight: float = 1.0

    def filled(self, rng: np.random.Generator, inside: list[int], outside: list[int]) -> str:
        """The expression with every choice made. `inside`: colours of the inputs; `outside`: colours they lack."""
        named = {"a": inside[0], "b": inside[1 % len(inside)], "new": outside[0], "other": outside[1]}

        def chosen(match: re.Match) -> str:
            options = match[1].split("|")
            option = options[int(rng.integers(len(options)))]
            return str(named.get(option, option))

        return _CHOICE.sub(chosen, self.text)


@functools.cache
def program_of(text: str) -> str:
    """The Python source of a filled expression, in the form that a model is asked for."""
    return emit.program(tree_of(text)).replace("def transform(grid_lst):", _SIGNATURE)


def tree_of(text: str) -> Tree:
    """The search's tree for a filled expression.

    Raises ValueError where it is not made of primitives, `grid`, colours and `where(plane == number, tree, tree)`.
    """
    states: dict[str, State] = {}

    def state(node: ast.expr) -> State:
        key = ast.unparse(node)
        if key not in states:
            if isinstance(node, ast.Name) and node.id == "grid":
                states[key] = State(Grid, (), None, (), (), 0.0, 0)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REGISTRY:
                primitive = REGISTRY[node.func.id]
                values = len(primitive.takes)
                arguments = tuple(state(argument) for argument in node.args[:values])
                settings = tuple(ast.literal_eval(argument) for argument in node.args[values:])
                states[key] = State(primitive.gives, (), primitive.name, arguments, settings, 0.0, 1)
            else:
                raise ValueError(f"{key} in {text}: not a primitive of the library")
        return states[key]

    def tree(node: ast.expr) -> Tree:
        if isinstance(node, ast.Constant):
            return Leaf(node.value)
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "where"):
            return Leaf(state(node))
        test, yes, no = node.args
        if not (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq)):
            raise ValueError(f"{ast.unparse(test)} in {text}: not a comparison of a plane with a number")
        return Split(state(test.left), ((ast.literal_eval(test.comparators[0]), tree(yes)),), tree(no))

    return tree(ast.parse(text, mode="eval").body)


def _rules(scenes: str, *texts: str, **more: object) -> list[Rule]:
    return [Rule(text, tuple(scenes.split()), **more) for text in texts]


_SIZES = "{(1, 2)|(2, 1)|(2, 2)|(3, 3)}"
_HALVES = (("half(grid, 0)", "half(grid, 1)"), ("half(grid, 2)", "half(grid, 3)"))
_SIDE, _CORNER = "components(grid, 'side')", "components(grid, 'corner')"


def _extreme(objects: str) -> str:
    return f"choose(size({objects}), {objects}, '{{largest|smallest}}')"


RULES: tuple[Rule, ...] = tuple(
    # the grid as a whole
    _rules("noise shapes", "flip_horizontal(grid)", "flip_vertical(grid)", "rotate(grid, 2)", "transpose(grid)",
           "rotate(grid, {1|3})", "transpose_other(grid)", "shift(grid, {1, 0|-1, 0|0, 1|0, -1})", weight=1.5)
    + _rules("noise", f"tile(grid, {_SIZES})", f"scale_up(grid, {_SIZES})", f"tile_mirrored(grid, {_SIZES})",
             sides=(2, 5), weight=2.0)
    + _rules("noise", "beside(grid, 'flip', {0|1}, {0|1})", "kaleidoscope(grid, {0|1|2|3})", sides=(2, 6), weight=1.5)
    + _rules("noise", "pinwheel(grid, {1|3})", sides=(2, 5), square=True)
    + _rules("noise", "fractal(grid)", sides=(2, 4), weight=1.5)
    + _rules("noise", "zoom_by_colours(grid)", sides=(2, 4))
    + _rules("noise", "half(grid, {0|1|2|3})", "flip_horizontal(half(grid, {2|3}))", "flip_vertical(half(grid, {0|1}))",
             sides=(4, 12))
    + _rules("noise shapes", "corner_cut(grid, {(2, 2)|(3, 3)}, {0|1|2|3})", sides=(4, 10))
    + _rules("noise", "square_corner(grid, {0|1|2|3})", "trim(grid)", "frame(grid, 1)",
             "sort_lines(grid, {0|1}, {-1|1})")
    + _rules("bars", "shrink_runs(grid)", weight=1.5)
    + _rules("bars", "distinct_lines(grid, {0|1})")
    + _rules("tiles", "smallest_tile(grid)", weight=1.5)
    + _rules("lattice", "shrink_at_lines(grid, 'most')", "flip_horizontal(shrink_at_lines(grid, 'most'))",
             sides=(5, 14), weight=1.5)
    # colours
    + _rules("noise shapes", "where(grid == {a}, {new}, grid)", weight=4.0)
    + _rules("noise shapes", "where(grid == {a}, {b}, where(grid == {b}, {a}, grid))",
             "where(grid == {a}, {new}, where(grid == {b}, {other}, grid))", weight=2.0)
    + _rules("noise shapes", "keep_colour(grid, {a})", "remove_colour(grid, {a})", "keep_ranked(grid, {0|-1})",
             "remove_ranked(grid, {0|-1})")
    + _rules("duo", "where(grid == 0, {new}, 0)", "swap_two(grid)", "invert(grid)")
    + _rules("bars", "where(line_uniform(grid, {0|1}) == 1, {new}, 0)", sides=(3, 5))
    # symmetry and repetition
    + _rules("sparse shapes", "overlay_mirrored(grid, '{across|down|both}')", weight=1.5)
    + _rules("sparse", "where(grid == 0, {flip_horizontal|flip_vertical}(grid), grid)")
    + _rules("mirrored", "complete_symmetry(grid, {a})", "hidden(grid, {a})", sides=(6, 12), square=True)
    + _rules("tiled", "complete_tiling(grid, {a})", "hidden(grid, {a})", sides=(6, 12), weight=1.5)
    + _rules("stripes", "continue_diagonals(grid, 0)", sides=(5, 8))
    # lines and gravity
    + _rules("sparse", "connect(grid, '{rows|columns|cross|diagonals}')", weight=3.0)
    + _rules("dots", "where(connect(grid, '{rows|columns|cross}') == {a}, where(grid == {a}, {a}, {new}), grid)")
    + _rules("sparse", "fall(grid, {0|1|2|3})", weight=2.5)
    + _rules("sparse", "ray(grid, {0|1|2|3}, True)", "rays(grid, '{rows|columns|cross|diagonals}', True)", weight=1.5)
    # inside and around
    + _rules("hollow", "where(enclosed(grid, 'side') == 1, {new}, grid)", weight=4.0)
    + _rules("hollow", "fill_holes(grid)", weight=1.5)
    + _rules("rooms", "flood(grid, {a})")
    + _rules("dots shapes", "where(neighbours_coloured(grid, {0|1}) == {1|2|4}, {new}, grid)", weight=1.5)
    + _rules("dots shapes", "where(around(clusters(grid, 'side'), {0|1}) == 1, {new}, grid)")
    + _rules("shapes", "where(neighbours_alike(grid, 0) == 4, {0|new}, grid)", "without_small(grid, 1)",
             "where(grid == 0, where(in_box(grid) == 2, {new}, grid), grid)",
             "where(inner(components(grid, 'side'), 0) == 2, {new}, grid)")
    + _rules("noise shapes", "where(ring(grid) == 0, {new}, grid)", "where(in_box(grid) == 1, {new}, grid)")
    # objects
    + _rules("shapes", "crop_content(grid)", f"cut_out({_SIDE})", weight=1.5)
    + _rules("shapes speckled", f"cut_out({_extreme(_SIDE)})", f"cut_out_alone({_extreme(_CORNER)})",
             f"keep({_extreme(_SIDE)})", sides=(6, 12), weight=1.5)
    + _rules("framed", "cut_out(clusters_without_common(grid))", "cut_inside(components(grid, 'side'))", sides=(6, 12))
    + _rules("shapes one", f"where(extreme(size({_SIDE}), {_SIDE}) == {{2|3}}, {{new}}, grid)", weight=1.5)
    + _rules("one", f"where(spread(size({_SIDE}), {_SIDE}) == {{3|4|5}}, {{new}}, grid)",
             f"where(extreme(size({_SIDE}), {_SIDE}) == 3, {{new}}, "
             f"where(extreme(size({_SIDE}), {_SIDE}) == 2, {{other}}, {{0|grid}}))", sides=(6, 12))
    # the logic of two halves
    + [Rule(text.format(*pair), ("halves",), (3, 9), weight=1.5) for pair in _HALVES for text in (
        "where({0} == 0, where({1} == 0, {{new}}, 0), 0)", "where({0} == 0, 0, where({1} == 0, 0, {{new}}))",
        "where({0} == 0, where({1} == 0, 0, {{new}}), {{new}})", "where({0} == 0, {1}, {0})",
        "where({0} == 0, where({1} == 0, 0, {{new}}), where({1} == 0, {{new}}, 0))")])
"""Every rule. Weights favour those that real tasks ask for often or that come in many variants."""
