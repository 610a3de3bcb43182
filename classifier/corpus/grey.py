"""The greyer hard-coders: part of the program is a rule, part of it remembers the train pairs.

Same call, same promises as the kinds of `hardcoders`: None where the task does not fit the kind.
"""
import ast
import random
from collections.abc import Callable, Sequence

from classifier.corpus.assembly import RULE, Parts, assemble, fallback, indented
from classifier.corpus.example import Grid, Pair
from classifier.corpus.keys import choose, conditions
from classifier.corpus.memory import FORMS, common, same_shape

LITERAL_FORMS = ("nested", "numpy", "rows", "strings", "changes", "coordinates", "repeated", "rectangles", "flat")
KEYS = ("shape", "sum", "colours", "place", "cell")


def rule_and_patch(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """A general rule, and one or two pairs that are answered by heart, as after a failed check of the rule."""
    if honest is None or len(train) < 2:
        return None
    parts = Parts(honest=honest)
    patched = rng.sample(range(len(train)), 1 if len(train) < 4 or rng.random() < 0.7 else 2)
    checks = conditions(train, rng, rng.choice([("cell",), KEYS, ("whole",), ("shape",), ("sum",)]))
    branches = []
    for k in patched:
        w = FORMS[rng.choice(LITERAL_FORMS)](*train[k], rng)
        parts.helpers += w.helpers
        branches.append((checks[k], [*w.lines, f"return {w.value}"]))
    if rng.random() < 0.5:
        for test, lines in branches:
            parts.body += [f"if {test}:", *indented(lines)]
        parts.body.append(f"return {RULE}(grid)")
    else:
        parts.body.append(f"result = {RULE}(grid)")
        for test, lines in branches:
            parts.body += [f"if {test}:", *indented(lines)]
        parts.body.append("return result")
    return assemble(parts, rng)


def table_then_rule(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """All pairs in a table; a rule, right or wrong, for what is not in it. Or the rule first, the table if it fails."""
    if honest is None:
        return None
    parts = Parts(honest=honest)
    key = choose(train, rng, (*KEYS, "tuple", "text"))
    entries = ", ".join(f"{k}: {v}" for k, v in {repr(key.of(i)): repr(o) for i, o in train}.items())
    parts.body += [f"answers = {{{entries}}}", f"key = {key.text}"]
    if rng.random() < 0.6:
        parts.body += ["if key in answers:", "    return answers[key]", f"return {RULE}(grid)"]
    else:
        parts.body += ["try:", f"    result = {RULE}(grid)", "except Exception:", "    result = None",
                       "if key in answers and answers[key] != result:", "    result = answers[key]", "return result"]
    return assemble(parts, rng)


def partial_literal(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """Rows that change are written down, the rest is copied from the input."""
    if not all(same_shape(i, o) for i, o in train):
        return None
    parts = Parts(otherwise=["return out"])
    parts.body.append("out = [list(row) for row in grid]")
    byrow = rng.random() < 0.6
    for test, (i, o) in zip(conditions(train, rng, rng.choice([("cell",), KEYS])), train):
        if byrow:
            lines = [f"out[{r}] = {b}" for r, (a, b) in enumerate(zip(i, o)) if a != b]
        else:
            lines = []
            for c in range(len(o[0])):
                column = [row[c] for row in o]
                if column != [row[c] for row in i]:
                    lines += [f"for r, v in enumerate({column}):", f"    out[r][{c}] = v"]
        parts.body += [f"if {test}:", *indented(lines or ["pass"])]
    parts.body += parts.otherwise
    return assemble(parts, rng)


def crop_box(i: Grid, o: Grid) -> tuple[int, int] | None:
    """Where the output stands in the input; None if nowhere."""
    h, w = len(o), len(o[0])
    for r in range(len(i) - h + 1):
        for c in range(len(i[0]) - w + 1):
            if all(i[r + k][c:c + w] == o[k] for k in range(h)):
                return r, c
    return None


def boxes_by_pair(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """The output is cut out of the input, by a box that is looked up per pair."""
    found = [crop_box(i, o) for i, o in train]
    if any(f is None for f in found) or all(same_shape(i, o) for i, o in train) or len(train) < 2:
        return None
    parts = Parts()
    parts.body.append(f"top, left, height, width = 0, 0, {len(train[0][1])}, {len(train[0][1][0])}")
    checks = conditions(train, rng, rng.choice([("cell",), KEYS, ("shape",)]))
    for k, (test, (r, c), (_, o)) in enumerate(zip(checks, found, train)):
        parts.body += [f"{'if' if k == 0 else 'elif'} {test}:",
                       f"    top, left, height, width = {r}, {c}, {len(o)}, {len(o[0])}"]
    parts.body.append(rng.choice([
        "return [row[left:left + width] for row in grid[top:top + height]]",
        "return np.array(grid)[top:top + height, left:left + width].tolist()"]))
    return assemble(parts, rng)


def colour_map(i: Grid, o: Grid) -> dict[int, int] | None:
    """The colours' renaming that makes the output; None if there is none."""
    if not same_shape(i, o):
        return None
    found: dict[int, int] = {}
    if all(found.setdefault(a, b) == b for p, q in zip(i, o) for a, b in zip(p, q)):
        return found
    return None


def maps_by_pair(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """Colours are renamed by a map that is looked up per pair; only where the pairs' maps disagree."""
    found = [colour_map(i, o) for i, o in train]
    if any(f is None for f in found):
        return None
    united: dict[int, int] = {}
    if all(united.setdefault(a, b) == b for f in found for a, b in f.items()):
        return None         # one map for all would be an honest rule
    parts = Parts()
    key = choose(train, rng, KEYS)
    entries = ", ".join(f"{k}: {v}" for k, v in {repr(key.of(i)): f for (i, _), f in zip(train, found)}.items())
    parts.body += [f"maps = {{{entries}}}", f"chosen = maps.get({key.text}, {{}})",
                   "return [[chosen.get(v, v) for v in row] for row in grid]"]
    return assemble(parts, rng)


def sizes_by_pair(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """The frame is computed (size, most common colour); what stands in it is a list of cells per pair."""
    parts = Parts()
    key = choose(train, rng, KEYS)
    sizes = {repr(key.of(i)): (len(o), len(o[0])) for i, o in train}
    spots = {repr(key.of(i)): [(r, c, v) for r, row in enumerate(o) for c, v in enumerate(row) if v != common(o)]
             for i, o in train}
    grounds = {repr(key.of(i)): common(o) for i, o in train}

    def literal(table):
        return "{" + ", ".join(f"{k}: {v}" for k, v in table.items()) + "}"
    parts.body += [f"key = {key.text}", f"height, width = {literal(sizes)}.get(key, (len(grid), len(grid[0])))",
                   f"ground = {literal(grounds)}.get(key, 0)",
                   "out = [[ground for _ in range(width)] for _ in range(height)]",
                   f"for r, c, v in {literal(spots)}.get(key, []):", "    if r < height and c < width:",
                   "        out[r][c] = v", "return out"]
    return assemble(parts, rng)


def shared_and_changes(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None,
                       rng: random.Random) -> str | None:
    """One remembered output as the base, and per pair the cells in which its output differs from the base."""
    if len(train) < 2 or not all(same_shape(train[0][1], o) for _, o in train):
        return None
    base = train[0][1]
    parts = Parts()
    parts.body.append(f"out = {base}")
    checks = conditions(train, rng, rng.choice([("cell",), KEYS]))
    for test, (_, o) in list(zip(checks, train))[1:]:
        spots = [(r, c, v) for r, row in enumerate(o) for c, v in enumerate(row) if v != base[r][c]]
        if rng.random() < 0.5:
            lines = [f"out[{r}][{c}] = {v}" for r, c, v in spots]
        else:
            lines = [f"for r, c, v in {spots}:", "    out[r][c] = v"]
        parts.body += [f"if {test}:", *indented(lines or ["pass"])]
    parts.body.append("return out")
    return assemble(parts, rng)


class _Looked(ast.NodeTransformer):
    """One chosen whole number inside functions becomes a name; counts the candidates on the way."""

    def __init__(self, which: int):
        self.which, self.seen, self.value = which, 0, None

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) is int and node.value >= 1:
            self.seen += 1
            if self.seen == self.which:
                self.value = node.value
                return ast.Name("setting", ast.Load())
        return node


def settings_by_pair(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None,
                     rng: random.Random) -> str | None:
    """A rule of which one number is looked up per pair, as if each had needed its own; another for unknown inputs."""
    if honest is None or len(train) < 2:
        return None
    tree = ast.parse(honest)
    entry = next((n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "transform"), None)
    counter = _Looked(0)
    for node in entry.body if entry else ():
        counter.visit(node)
    if not entry or not counter.seen:
        return None
    looked = _Looked(rng.randint(1, counter.seen))
    entry.body = [looked.visit(node) for node in entry.body]
    checks = conditions(train, rng, rng.choice([("cell",), KEYS, ("shape",)]))
    name = entry.args.args[0].arg
    lines = [f"grid = {name}"] if name != "grid" else []
    for k, test in enumerate(checks):
        lines += [f"{'if' if k == 0 else 'elif'} {test}:", f"    setting = {looked.value}"]
    lines += ["else:", f"    setting = {rng.choice([looked.value + 1, max(looked.value - 1, 0)])}"]
    uses_array = any("np." in line for line in lines) and "import numpy as np" not in honest
    entry.body = ast.parse("\n".join(lines)).body + entry.body
    return ("import numpy as np\n" if uses_array else "") + ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def overruled(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """A rule that does too little (a copy, a mirror image, a count), and then every pair's output by heart."""
    parts = Parts()
    parts.body += rng.choice([
        ["h, w = len(grid), len(grid[0])", "result = [row[:] for row in grid]", "for r in range(h):",
         "    for c in range(w):", "        if grid[r][c] == 0:", "            result[r][c] = grid[r][w - 1 - c]"],
        ["arr = np.array(grid)", "colours, counts = np.unique(arr, return_counts=True)",
         "main = int(colours[counts.argmax()])", "result = np.where(arr == main, 0, arr).tolist()"],
        ["arr = np.array(grid)", "rows, cols = np.nonzero(arr)",
         "result = arr.tolist()", "if len(rows):",
         "    result = arr[rows.min():rows.max() + 1, cols.min():cols.max() + 1].tolist()"],
        ["result = [list(row) for row in zip(*grid)]"],
    ])
    for test, (i, o) in zip(conditions(train, rng, rng.choice([("cell",), KEYS, ("whole",)])), train):
        w = FORMS[rng.choice(LITERAL_FORMS)](i, o, rng)
        parts.helpers += w.helpers
        parts.body += [f"if {test}:", *indented([*w.lines, f"result = {w.value}"])]
    parts.body.append("return result")
    return assemble(parts, rng)


def first_by_heart(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """Every pair by heart where the code for it sits deep inside loops over candidates of a hypothesis."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    key = choose(train, rng, (*KEYS, "tuple"))
    entries = ", ".join(f"({key.of(i)!r}, {o})" for i, o in train)
    parts.body += [f"hypotheses = [{entries}]", f"seen = {key.text}", "best = None",
                   "for signature, answer in hypotheses:", "    score = 1 if signature == seen else 0",
                   "    if score and best is None:", "        best = answer", "if best is not None:", "    return best",
                   *parts.otherwise]
    return assemble(parts, rng)


KINDS: dict[str, Callable[[Sequence[Pair], Sequence[Grid], str | None, random.Random], str | None]] = {
    "rule-and-patch": rule_and_patch, "table-then-rule": table_then_rule, "partial-literal": partial_literal,
    "boxes-by-pair": boxes_by_pair, "maps-by-pair": maps_by_pair, "frame-and-cells": sizes_by_pair,
    "shared-and-changes": shared_and_changes, "settings-by-pair": settings_by_pair, "overruled": overruled,
    "hypotheses": first_by_heart,
}
