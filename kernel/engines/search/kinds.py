"""The kinds of value that primitives take and give, and the decorator that registers one.

A primitive is a plain function of numpy arrays; its annotations are its type. Its source is copied into the programs that
use it, so it uses nothing but `np`, `ndimage` (scipy) and other functions of the library, and reads well on its own.

    Grid      2-D int array, colours 0 to 9, 0 taken as background; searched further, and may be copied into the output
    View      the same, but only copied into the output or asked about, never searched further
    Plane     2-D int array of any small numbers, one a cell: asked about ("where it is 2 ..."), never copied
    Objects   (grid, labels): labels is 0 where no object is, and i + 1 on the cells of object i
    Numbers   1-D int array, one number per object of the Objects it was made from
    Parts     list of grids
    Colour    one int: a colour that this input decides

Parameters besides the values are annotated with `Literal[...]` (each is tried), `Palette` (each colour common to all
inputs), `Ratio` (rows, columns: how many times the output is larger or smaller than the input, when that is constant),
`Size` (rows, columns of the output, when constant).
"""
import inspect
import itertools
from dataclasses import dataclass
from typing import Callable, Literal, get_args, get_origin


class Grid: ...
class View: ...
class Plane: ...
class Objects: ...
class Numbers: ...
class Parts: ...
class Colour: ...
class Palette: ...
class Ratio: ...
class Size: ...


VALUE_KINDS = (Grid, View, Plane, Objects, Numbers, Parts, Colour)


@dataclass(frozen=True)
class Primitive:
    """One registered function: what it takes, what it gives, and its price in the search (about one unit each)."""

    name: str
    function: Callable
    takes: tuple[type, ...]            # kinds of the values
    parameters: tuple[object, ...]     # annotation of each further parameter
    gives: type
    cost: float

    def settings(self, palette: list[int], ratio: tuple[int, int] | None, size: tuple[int, int] | None) -> list[tuple]:
        """Every tuple of parameters to try for a task with this palette, output ratio and output size."""
        choices = []
        for parameter in self.parameters:
            if get_origin(parameter) is Literal:
                choices.append(get_args(parameter))
            elif parameter is Palette:
                choices.append(tuple(palette))
            elif parameter is Ratio:
                choices.append((ratio,) if ratio else ())
            elif parameter is Size:
                choices.append((size,) if size else ())
            else:
                raise TypeError(f"{self.name}: unknown parameter annotation {parameter!r}")
        return list(itertools.product(*choices))


REGISTRY: dict[str, Primitive] = {}


def primitive(cost: float = 1.0) -> Callable:
    """Register a function under its name, its kinds read from its annotations."""

    def register(function: Callable) -> Callable:
        signature = inspect.signature(function)
        annotations = [p.annotation for p in signature.parameters.values()]
        takes = tuple(a for a in annotations if a in VALUE_KINDS)
        parameters = tuple(annotations[len(takes):])
        if function.__name__ in REGISTRY:
            raise ValueError(f"two primitives are called {function.__name__}")
        REGISTRY[function.__name__] = Primitive(function.__name__, function, takes, parameters,
                                                signature.return_annotation, cost)
        return function

    return register
