"""From a rule to a program: self-contained Python source with just the primitives that it uses.

The source of each primitive is the library's own, less its decorator and annotations, so that what the search measured is
what the program does.
"""
import ast
import functools
import inspect

from kernel.engines.search.library import MODULES
from kernel.engines.search.rules import Leaf, Tree
from kernel.engines.search.states import State


@functools.cache
def sources() -> dict[str, tuple[str, frozenset[str]]]:
    """For each name of the library its source, and the library's names that it uses."""
    found: dict[str, tuple[str, set[str]]] = {}
    for module in MODULES:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.FunctionDef):
                node.decorator_list, node.returns = [], None
                for argument in node.args.args:
                    argument.annotation = None
                own = {a.arg for a in node.args.args}
                names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
                own |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
                found[node.name] = (ast.unparse(node), names - own)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = (ast.unparse(node), set())
    return {name: (text, frozenset(used & (found.keys() | {"np", "ndimage"}))) for name, (text, used) in found.items()}


def needed(names: set[str]) -> list[str]:
    """These library names and all they use, in the library's order, with `np` and `ndimage` where used."""
    library, waiting, reached = sources(), list(names), set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += library[name][1] if name in library else ()
    return [n for n in ("np", "ndimage") if n in reached] + [n for n in library if n in reached]


def program(tree: Tree, before: str = "", after: str = "") -> str:
    """The Python source of a rule. `before` and `after` name library functions that translate the colours of the input
    and of the output (see `frames`)."""
    names: dict[int, str] = {}
    lines = ["    grid = np.array(grid_lst)"]
    used = {"np"}
    if before:
        lines = ["    original = np.array(grid_lst)", f"    grid = {before}(original)"]
        used |= {before, after}

    def name_of(state: State) -> str:
        for ingredient in state.ingredients():
            if id(ingredient) in names:
                continue
            if ingredient.primitive is None:
                names[id(ingredient)] = "grid"
                continue
            names[id(ingredient)] = f"v{len(lines)}"
            arguments = [names[id(a)] for a in ingredient.arguments] + [repr(s) for s in ingredient.settings]
            lines.append(f"    {names[id(ingredient)]} = {ingredient.primitive}({', '.join(arguments)})")
            used.add(ingredient.primitive)
        return names[id(state)]

    def expression(tree: Tree) -> str:
        if isinstance(tree, Leaf):
            return repr(tree.action) if isinstance(tree.action, int) else name_of(tree.action)
        plane = name_of(tree.plane)
        default = expression(tree.otherwise)
        groups: dict[str, list[int]] = {}
        for values, branch in tree.cases():
            text = default if branch is tree.otherwise else expression(branch)
            if text != default:
                groups.setdefault(text, []).extend(values)
        text = default
        for branch, values in groups.items():
            where = f"{plane} == {values[0]}" if len(values) == 1 else f"np.isin({plane}, {values})"
            text = f"np.where({where}, {branch}, {text})"
        return text

    result = expression(tree)
    if result.isdigit():               # every branch came to the same colour: it still needs the output's shape
        result = f"np.full({name_of(tree.plane)}.shape, {result})"
    lines.append(f"    out = {result}")
    if after:
        lines.append(f"    out = {after}(out, original)")
    lines.append("    return out.tolist()")
    parts = [{"np": "import numpy as np", "ndimage": "from scipy import ndimage"}.get(n) or sources()[n][0]
             for n in needed(used)]
    imports = [p for p in parts if p.startswith(("import ", "from "))]
    bodies = [p for p in parts if p not in imports] + ["def transform(grid_lst):\n" + "\n".join(lines)]
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(bodies) + "\n"
