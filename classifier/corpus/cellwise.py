"""Nested np.where over whole grids rewritten as a loop over cells with if/elif, as language models write it.

Promises: the same grid, where all planes and branches have one shape (the search engine's programs are such). Leaves
out: every other np.where, which stays.
"""
import ast
import random

from classifier.corpus.rewrites import Bank, ensure_import, entry, fresh


def where_parts(node: ast.expr) -> tuple[ast.expr, ast.expr, ast.expr] | None:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "np.where" and len(node.args) == 3:
        return tuple(node.args)
    return None


def plane_test(test: ast.expr, at: str) -> tuple[str, str] | None:
    """(plane, condition on one cell) of `plane == k` or `np.isin(plane, [...])`; None for anything else."""
    if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and len(test.ops) == 1:
        if isinstance(test.ops[0], ast.Eq) and isinstance(test.comparators[0], ast.Constant):
            return test.left.id, f"{test.left.id}[{at}] == {ast.unparse(test.comparators[0])}"
    if isinstance(test, ast.Call) and ast.unparse(test.func) == "np.isin" and isinstance(test.args[0], ast.Name):
        return test.args[0].id, f"{test.args[0].id}[{at}] in {ast.unparse(test.args[1])}"
    return None


def branches(node: ast.expr, out: str, at: str, word: str, depth: int) -> list[str] | None:
    """The lines of an if/elif ladder that sets one cell of `out`; None if a part is not understood."""
    pad = "    " * depth
    parts = where_parts(node)
    if parts is None:
        if isinstance(node, ast.Name):
            return [f"{pad}{out}[{at}] = {node.id}[{at}]"]
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return [f"{pad}{out}[{at}] = {node.value}"]
        return None
    found = plane_test(parts[0], at)
    then = branches(parts[1], out, at, "if", depth + 1)
    nested = where_parts(parts[2]) is not None
    other = branches(parts[2], out, at, "elif", depth if nested else depth + 1)
    if found is None or then is None or other is None:
        return None
    return [f"{pad}{word} {found[1]}:", *then, *([] if nested else [f"{pad}else:"]), *other]


def cellwise(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """`name = np.where(plane == k, a, b)` in `transform` becomes two loops and a ladder of conditions."""
    function = entry(tree)
    for k, s in enumerate(function.body):
        parts = where_parts(s.value) if isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Name) else None
        if parts is None:
            continue
        r, c = rng.choice([("r", "c"), ("i", "j"), ("row", "col"), ("y", "x")])
        r, c = fresh(tree, r), fresh(tree, c)
        made, at = fresh(tree, rng.choice(["output", "result", "new_grid"])), f"{r}, {c}"
        plane = plane_test(parts[0], at)
        ladder = branches(s.value, made, at, "if", 2)
        if plane is None or ladder is None:
            continue
        shape = rng.choice([f"np.zeros({plane[0]}.shape, dtype=int)", f"np.zeros_like({plane[0]})"])
        text = [f"{made} = {shape}", f"for {r} in range({plane[0]}.shape[0]):",
                f"    for {c} in range({plane[0]}.shape[1]):", *ladder, f"{s.targets[0].id} = {made}"]
        function.body[k:k + 1] = ast.parse("\n".join(text)).body
        ensure_import(tree, "import numpy as np")
        return
