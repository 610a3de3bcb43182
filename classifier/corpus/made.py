"""Tasks of our own making, with honest programs, and with grey ones that only a known rule allows.

Promises: every pair's output is its rule's; the honest program is the rule with its settings written in; the grey ones
are perfect on train. The same seed gives the same tasks. Leaves out: real tasks, and programs that are all memory
(`hardcoders` writes those for made tasks as for real ones).
"""
import ast
import functools
import inspect
import random
from dataclasses import dataclass

from classifier.corpus import rules_numpy, rules_plain
from classifier.corpus.assembly import indented
from classifier.corpus.drawing import Rule, draw_grid
from classifier.corpus.example import Grid, Pair
from classifier.corpus.keys import conditions
from classifier.corpus.memory import FORMS

RULES: tuple[Rule, ...] = (*rules_plain.RULES, *rules_numpy.RULES)
KEYS = ("shape", "sum", "colours", "place", "cell")


@dataclass(frozen=True)
class Made:
    """A made task. `program` is None where each pair had settings of its own: no rule holds, only `grey` programs do.

    `grey`: (style, program), label 1.
    """

    task_id: str
    train: tuple[Pair, ...]
    tests: tuple[Grid, ...]
    writing: str
    program: str | None
    grey: tuple[tuple[str, str], ...] = ()


@functools.cache
def body_of(rule: Rule) -> tuple[str, tuple[str, ...]]:
    """The statements of a rule's function, and the imports that they need."""
    node = ast.parse(inspect.getsource(rule.function)).body[0]
    text = "\n".join(ast.unparse(s) for s in node.body)
    known = {"import numpy as np": "np.", "from scipy import ndimage": "ndimage."}
    return text, tuple(line for line, name in known.items() if name in text)


def program_of(rule: Rule, lines: list[str], after: list[str] = ()) -> str:
    """A program: these statements (the settings), then the rule; with `after`, those see the rule's output as `out`."""
    body, imports = body_of(rule)
    if not after:
        text = ["def transform(grid):", *indented([*lines, *body.splitlines()])]
    else:
        text = ["def base_rule(grid):", *indented([*lines, *body.splitlines()]), "", "def transform(grid):",
                "    out = base_rule(grid)", *indented([*after, "return out"])]
        if "np." in "\n".join(after):
            imports = tuple(dict.fromkeys(("import numpy as np", *imports)))
    return "\n".join([*imports, "", *text]) + "\n"


def written_in(settings: dict[str, object]) -> list[str]:
    return [f"{name} = {value!r}" for name, value in settings.items()]


def honest_program(rule: Rule, settings: dict[str, object], rng: random.Random) -> str:
    """The rule with its settings as assignments inside, as constants above, or in the places where they are used."""
    form = rng.choice(["inside", "above", "in place"])
    if form == "inside":
        return program_of(rule, written_in(settings))
    if form == "above":
        body, imports = body_of(rule)
        above = [*imports, *written_in(settings), ""]
        return "\n".join([*above, "def transform(grid):", *indented(body.splitlines())]) + "\n"
    tree = ast.parse(program_of(rule, []))

    class Placed(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.AST:
            return ast.parse(repr(settings[node.id]), mode="eval").body if node.id in settings else node

    return ast.unparse(ast.fix_missing_locations(Placed().visit(tree))) + "\n"


def pairs_of(rule: Rule, settings: list[dict[str, object]], rng: random.Random) -> list[Pair] | None:
    """A pair for each of these settings; None where outputs are no grids, copies of the inputs, or all alike."""
    size = (rng.randint(3, 12), rng.randint(3, 12)) if rng.random() < 0.4 else None
    pairs = []
    for chosen in settings:
        grid = draw_grid(rng, rule.grids, size)
        output = rule.function([row[:] for row in grid], **chosen)
        if not output or not output[0] or max(len(output), len(output[0])) > 30 or output == grid:
            return None
        pairs.append((grid, output))
    alike = all(o == pairs[0][1] for _, o in pairs)
    return None if alike or len({str(i) for i, _ in pairs}) < len(pairs) else pairs


def settings_per_pair(rule: Rule, rng: random.Random, task_id: str) -> Made | None:
    """A task whose pairs each have settings of their own, and the program that looks them up."""
    count = rng.randint(2, 4)
    chosen = [rule.draw(rng) for _ in range(count)]
    pairs = pairs_of(rule, chosen, rng)
    if not chosen[0] or len({str(c) for c in chosen}) < 2 or pairs is None:
        return None
    checks = conditions(pairs, rng, rng.choice([("cell",), KEYS, ("shape",), ("sum",)]))
    lines = []
    for k, (test, settings) in enumerate(zip(checks, chosen)):
        lines += [f"{'if' if k == 0 else 'elif'} {test}:", *indented(written_in(settings))]
    lines += ["else:", *indented(written_in(rng.choice(chosen)))]
    text = program_of(rule, lines)
    if "np." in text and "import numpy" not in text:
        text = "import numpy as np\n" + text
    tests = (draw_grid(rng, rule.grids, None),)
    return Made(task_id, tuple(pairs), tests, rule.writing, None, (("rule-set-by-pair", text),))


def patched_rule(rule: Rule, settings: dict[str, object], train: list[Pair], rng: random.Random) -> str | None:
    """The rule with one setting wrong, and the pairs that it then misses put right by heart."""
    other = rule.draw(rng)
    wrong = {**settings, **{name: other[name] for name in rng.sample(sorted(other), 1)}} if other else settings
    missed = []
    for k, (i, o) in enumerate(train):
        got = rule.function([row[:] for row in i], **wrong)
        if got != o:
            missed.append((k, got))
    if not missed or any(not got or not got[0] for _, got in missed):
        return None
    checks = conditions(train, rng, rng.choice([("cell",), KEYS, ("whole",)]))
    after = []
    for k, got in missed:
        output = train[k][1]
        if len(got) == len(output) and len(got[0]) == len(output[0]):
            lines = [f"out[{r}][{c}] = {v}" for r, row in enumerate(output) for c, v in enumerate(row)
                     if v != got[r][c]]
            if len(lines) > 12:
                lines = [f"out[{r}] = {row}" for r, row in enumerate(output) if row != got[r]]
        else:
            lines = [f"return {FORMS['nested'](train[k][0], output, rng).value}"]
        after += [f"if {checks[k]}:", *indented(lines)]
    return program_of(rule, written_in(wrong), after)


def tasks(count: int, seed: int) -> list[Made]:
    """So many made tasks, the rules in turn, rare ones every fifth time; about one in five tasks has settings of its
    own for every pair."""
    rng = random.Random(f"made {seed}")
    order = rng.sample(RULES, len(RULES))
    found: list[Made] = []
    for attempt in range(count * 30):
        if len(found) >= count:
            break
        rule, task_id = order[attempt % len(order)], f"made-{len(found):04d}"
        if rule.rare and attempt // len(order) % 5:
            continue
        if rng.random() < 0.2:
            made = settings_per_pair(rule, rng, task_id)
        else:
            made = consistent(rule, rng, task_id)
        if made is not None:
            found.append(made)
    return found


def consistent(rule: Rule, rng: random.Random, task_id: str) -> Made | None:
    """A task of one rule with one setting, its honest program, and a patched one where a wrong setting shows."""
    settings = rule.draw(rng)
    pairs = pairs_of(rule, [settings] * (rng.randint(2, 5) + 1), rng)
    if pairs is None:
        return None
    train, tests = pairs[:-1], (pairs[-1][0],)
    patched = patched_rule(rule, settings, train, rng)
    grey = (("rule-patched", patched),) if patched else ()
    return Made(task_id, tuple(train), tests, rule.writing, honest_program(rule, settings, rng), grey)
