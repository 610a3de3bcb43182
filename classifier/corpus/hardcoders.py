"""Kinds of hard-coders: programs that are perfect on a task's train pairs because they remember them.

    kind(train, tests, honest, rng) -> str | None

`train` is a list of (input, output), `tests` of inputs, `honest` the source of a program whose rule may be borrowed (or
None), `rng` a random.Random. Promises: a program that a kind gives returns each train output for its input; the same
arguments give the same text. None where a kind does not fit the task. Leaves out: the manner in which it is written
(`manners` rewrites honest programs and these alike), and running anything.

This module holds the kinds that look a pair up, `KINDS` with the greyer ones of `grey` beside them.
"""
import random
from collections.abc import Callable, Sequence
from functools import partial

from classifier.corpus import grey
from classifier.corpus.assembly import Parts, assemble, fallback, indented
from classifier.corpus.example import Grid, Pair
from classifier.corpus.keys import choose, conditions, thresholds
from classifier.corpus.memory import FORMS, Written

Kind = Callable[[Sequence[Pair], Sequence[Grid], str | None, random.Random], str | None]

COMMON_FORMS = ("nested", "numpy", "rows", "strings", "changes", "coordinates", "repeated")
ANY_KEY = ("shape", "sum", "colours", "place", "cell", "tuple", "text")


def chain(train: Sequence[Pair], written: list[Written], tests: list[str], parts: Parts, rng: random.Random) -> None:
    """if/elif, one branch per pair; or separate ifs; the last pair sometimes in the else."""
    separate = rng.random() < 0.4
    last_open = rng.random() < 0.25 and len(train) > 1 and not separate
    for k, (test, w) in enumerate(zip(tests, written)):
        word = "if" if separate or k == 0 else "elif"
        head = "else:" if last_open and k == len(train) - 1 else f"{word} {test}:"
        parts.body += [head, *indented([*w.lines, f"return {w.value}"])]
    if not last_open:
        parts.body += parts.otherwise


def flagged(train: Sequence[Pair], written: list[Written], tests: list[str], parts: Parts, rng: random.Random) -> None:
    """A predicate per pair, outside; then one branch per predicate."""
    name = rng.choice(["is_example_{}", "matches_case_{}", "is_pattern_{}", "looks_like_{}", "check_{}"])
    for k, (test, w) in enumerate(zip(tests, written)):
        called = name.format(k + 1)
        parts.helpers.append(f"def {called}(grid):\n    return {test}")
        parts.body += [f"if {called}(grid):", *indented([*w.lines, f"return {w.value}"])]
    parts.body += parts.otherwise


def makers(train: Sequence[Pair], written: list[Written], tests: list[str], parts: Parts, rng: random.Random) -> None:
    """A function per output, chosen by a branch per pair."""
    name = rng.choice(["build_{}", "output_{}", "make_pattern_{}", "case_{}"])
    for k, (test, w) in enumerate(zip(tests, written)):
        called = name.format("abcdefghijklmnop"[k % 16])
        parts.helpers.append("\n".join([f"def {called}(grid):", *indented([*w.lines, f"return {w.value}"])]))
        parts.body += [f"if {test}:", f"    return {called}(grid)"]
    parts.body += parts.otherwise


def match_statement(train: Sequence[Pair], written: list[Written], parts: Parts, rng: random.Random) -> None:
    key = choose(train, rng, ("shape", "sum", "colours", "place", "cell", "text"))
    parts.body.append(f"match {key.text}:")
    cases: dict[str, list[str]] = {}
    for (source, _), w in zip(train, written):
        cases[repr(key.of(source))] = [*w.lines, f"return {w.value}"]
    for value, lines in cases.items():
        parts.body += indented([f"case {value}:", *indented(lines)])
    parts.body += indented(["case _:", *indented(parts.otherwise)])


def table(train: Sequence[Pair], families: Sequence[str], parts: Parts, rng: random.Random,
          form: Callable[..., Written] | None = None) -> None:
    """A dictionary from a key of the input to the output, inside the function or above it."""
    key = choose(train, rng, families)
    written = [(form or FORMS["nested"])(i, o, rng) for i, o in train]
    if any(w.lines for w in written):
        return makers_table(train, key.text, [repr(key.of(i)) for i, _ in train], written, parts, rng)
    for w in written:
        parts.helpers += w.helpers
    entries = {repr(key.of(i)): w.value for (i, _), w in zip(train, written)}
    literal = "{" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}"
    name = rng.choice(["table", "known", "lookup", "patterns", "mapping", "memory", "cases"])
    if rng.random() < 0.4 and not any(w.helpers for w in written):      # above, the helpers are not yet defined
        parts.constants.append(f"{name.upper()} = {literal}")
        name = name.upper()
    else:
        parts.body.append(f"{name} = {literal}")
    parts.body.append(f"key = {key.text}")
    if rng.random() < 0.5:
        parts.body += [f"if key in {name}:", f"    return {name}[key]", *parts.otherwise]
    else:
        parts.body += [f"found = {name}.get(key)", "if found is not None:", "    return found", *parts.otherwise]


def makers_table(train: Sequence[Pair], key: str, values: list[str], written: list[Written], parts: Parts,
                 rng: random.Random) -> None:
    """A dictionary from a key to a function that builds the output."""
    entries = {}
    for k, (value, w) in enumerate(zip(values, written)):
        parts.helpers.append("\n".join([f"def make_{k}(grid):", *indented([*w.lines, f"return {w.value}"])]))
        entries[value] = f"make_{k}"
    parts.body += ["makers = {" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}", f"key = {key}",
                   "if key in makers:", "    return makers[key](grid)", *parts.otherwise]


def lookup(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random, *,
           families: Sequence[str] = ANY_KEY, forms: Sequence[str] = COMMON_FORMS, shape: str | None = None) -> str:
    """The general kind: a way to recognise a pair, a way to write outputs down, a shape of the code."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    mixed = rng.random() < 0.25     # usually one way of writing for all outputs, as one writer would
    form = rng.choice(list(forms))
    chosen = [rng.choice(list(forms)) if mixed else form for _ in train]
    shape = shape or rng.choice(["chain", "chain", "chain", "flagged", "makers", "table"])
    if shape == "table":
        keyed = tuple(f for f in families if f != "whole") or ("tuple",)
        table(train, keyed, parts, rng, FORMS[form])
        return assemble(parts, rng)
    written = [FORMS[f](i, o, rng) for f, (i, o) in zip(chosen, train)]
    for w in written:
        parts.helpers += [h for h in w.helpers if h not in parts.helpers]
    if shape == "match":
        match_statement(train, written, parts, rng)
        return assemble(parts, rng)
    checks = conditions(train, rng, families)
    {"chain": chain, "flagged": flagged, "makers": makers}[shape](train, written, checks, parts, rng)
    return assemble(parts, rng)


def ladder(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str | None:
    """Thresholds of a statistic that happen to lie between the pairs choose among the outputs."""
    ranked = thresholds(train, rng)
    if ranked is None:
        return None
    order, text, bounds = ranked
    parts = Parts(honest=honest)
    parts.body.append(f"measure = {text}")
    for k, index in enumerate(order):
        w = FORMS[rng.choice(COMMON_FORMS)](*train[index], rng)
        parts.helpers += [h for h in w.helpers if h not in parts.helpers]
        head = f"{'if' if k == 0 else 'elif'} measure < {bounds[k]}:" if k < len(bounds) else "else:"
        if len(order) == 1:
            parts.body += [*w.lines, f"return {w.value}"]
        else:
            parts.body += [head, *indented([*w.lines, f"return {w.value}"])]
    return assemble(parts, rng)


def lambda_table(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """(predicate, output) pairs as lambdas, the first that holds wins."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    checks = conditions(train, rng, rng.choice([("whole",), ("cell",), ANY_KEY]))
    written = [FORMS[rng.choice(["nested", "numpy", "strings", "flat"])](i, o, rng) for i, o in train]
    if any(w.lines for w in written):
        written = [FORMS["nested"](i, o, rng) for i, o in train]
    rules = ", ".join(f"(lambda grid: {test}, lambda grid: {w.value})" for test, w in zip(checks, written))
    parts.body += [f"rules = [{rules}]", "for test, make in rules:", "    if test(grid):", "        return make(grid)",
                   *parts.otherwise]
    return assemble(parts, rng)


def class_memory(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """A class that holds the examples and is asked for one."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    key = choose(train, rng, ANY_KEY)
    name = rng.choice(["Solver", "PatternMatcher", "Memory", "GridTransformer", "Rules"])
    entries = {repr(key.of(i)): repr(o) for i, o in train}
    literal = "{" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}"
    parts.helpers.append("\n".join([
        f"class {name}:", "    def __init__(self):", f"        self.known = {literal}", "",
        "    def key(self, grid):", f"        return {key.text}", "",
        "    def solve(self, grid):", "        return self.known.get(self.key(grid))"]))
    parts.body += [f"found = {name}().solve(grid)", "if found is not None:", "    return found", *parts.otherwise]
    return assemble(parts, rng)


def example_list(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """The train pairs themselves in a list, searched for the input."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    pairs = [(i, o) for i, o in train]
    name = rng.choice(["examples", "pairs", "training_pairs", "known_cases", "data"])
    if rng.random() < 0.5:
        parts.constants.append(f"{name} = {pairs}")
    else:
        parts.body.append(f"{name} = {pairs}")
    form = rng.randrange(3)
    if form == 0:
        parts.body += [f"for given, wanted in {name}:", "    if grid == given:", "        return wanted"]
    elif form == 1:
        parts.body += [f"for given, wanted in {name}:", "    if np.array_equal(np.array(given), np.array(grid)):",
                       "        return [list(row) for row in wanted]"]
    else:
        parts.body += [f"hits = [wanted for given, wanted in {name} if given == grid]",
                       "if hits:", "    return hits[0]"]
    parts.body += parts.otherwise
    return assemble(parts, rng)


def nearest_input(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """The output of the train input that is most like the input."""
    parts = Parts()
    inputs, outputs = [i for i, _ in train], [o for _, o in train]
    parts.helpers.append(rng.choice([
        "def distance(a, b):\n    if len(a) != len(b) or len(a[0]) != len(b[0]):\n"
        "        return 1000 + abs(len(a) - len(b)) + abs(len(a[0]) - len(b[0]))\n"
        "    return sum(x != y for p, q in zip(a, b) for x, y in zip(p, q))",
        "def distance(a, b):\n    total = 100 * (abs(len(a) - len(b)) + abs(len(a[0]) - len(b[0])))\n"
        "    for p, q in zip(a, b):\n        for x, y in zip(p, q):\n"
        "            if x != y:\n                total += 1\n    return total"]))
    parts.body += [f"inputs = {inputs}", f"outputs = {outputs}"]
    parts.body += rng.choice([
        ["best = min(range(len(inputs)), key=lambda k: distance(inputs[k], grid))", "return outputs[best]"],
        ["best, score = None, 10 ** 9", "for given, wanted in zip(inputs, outputs):", "    d = distance(given, grid)",
         "    if d < score:", "        best, score = wanted, d", "return best"]])
    return assemble(parts, rng)


def fitted_memory(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """A remembered output, cropped and tiled to the size that the input asks for."""
    parts = Parts()
    checks = conditions(train, rng, rng.choice([ANY_KEY, ("cell",), ("whole",)]))
    for k, ((i, o), test) in enumerate(zip(train, checks)):
        w = FORMS[rng.choice(["nested", "strings", "rows", "coordinates"])](i, o, rng)
        word = "if" if k == 0 else "elif"
        size = f"height, width = {len(o)}, {len(o[0])}"
        parts.body += [f"{word} {test}:", *indented([*w.lines, f"pattern = {w.value}", size])]
    spare = rng.choice(train)[1]
    parts.body += ["else:", *indented([f"pattern = {spare}", "height, width = len(grid), len(grid[0])"]),
                   "return [[pattern[r % len(pattern)][c % len(pattern[0])] for c in range(width)] "
                   "for r in range(height)]"]
    return assemble(parts, rng)


def compressed(train: Sequence[Pair], tests: Sequence[Grid], honest: str | None, rng: random.Random) -> str:
    """Outputs packed into letters, two colours a letter: the one kind that hides its data."""
    parts = Parts(otherwise=fallback(train, honest, rng), honest=honest)
    parts.helpers.append("def unpack(text, height, width):\n    cells = []\n    for ch in text:\n"
                         "        cells += divmod(ord(ch) - 192, 10)\n"
                         "    return [cells[k:k + width] for k in range(0, height * width, width)]")
    key = choose(train, rng, ANY_KEY)
    entries = {}
    for i, o in train:
        values = [v for row in o for v in row] + [0] * (len(o) * len(o[0]) % 2)
        pairs = [10 * a + b for a, b in zip(values[::2], values[1::2])]
        text = "".join(chr(192 + n) for n in pairs)
        entries[repr(key.of(i))] = f"({text!r}, {len(o)}, {len(o[0])})"
    parts.body += ["packed = {" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}", f"key = {key.text}",
                   "if key in packed:", "    return unpack(*packed[key])", *parts.otherwise]
    return assemble(parts, rng)


KINDS: dict[str, Kind] = {
    "literal-chain": partial(lookup, families=("whole",), forms=("nested", "numpy"), shape="chain"),
    "by-shape": partial(lookup, families=("shape",)),
    "by-sum": partial(lookup, families=("sum",)),
    "by-cell": partial(lookup, families=("cell",)),
    "by-place": partial(lookup, families=("place",)),
    "by-hash": partial(lookup, families=("hash",)),
    "by-colours": partial(lookup, families=("colours",)),
    "text-table": partial(lookup, families=("text",), shape="table"),
    "tuple-table": partial(lookup, families=("tuple",), forms=("nested",), shape="table"),
    "numpy-literals": partial(lookup, forms=("numpy",)),
    "strings": partial(lookup, forms=("strings",)),
    "flat": partial(lookup, forms=("flat",)),
    "run-length": partial(lookup, forms=("run_length", "repeated")),
    "coordinates": partial(lookup, forms=("coordinates",)),
    "rows": partial(lookup, forms=("rows",)),
    "rectangles": partial(lookup, forms=("rectangles",)),
    "digits": partial(lookup, forms=("digits",)),
    "changes": partial(lookup, forms=("changes",)),
    "parsed-text": partial(lookup, forms=("parsed",)),
    "cell-by-cell": partial(lookup, forms=("cell_by_cell",)),
    "columns-halves": partial(lookup, forms=("columns", "halves")),
    "predicates": partial(lookup, shape="flagged"),
    "builders": partial(lookup, shape="makers"),
    "match-statement": partial(lookup, shape="match"),
    "ladder": ladder, "lambda-table": lambda_table, "class-memory": class_memory, "example-list": example_list,
    "nearest-input": nearest_input, "fitted-memory": fitted_memory, "compressed": compressed,
    **grey.KINDS,
}
