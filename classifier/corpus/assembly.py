"""How the pieces of a hard-coder become one program, with another program's rule inside where it is borrowed.

Promises: what comes out parses, imports what it uses and defines `transform`. Leaves out: what the pieces say.
"""
import ast
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from classifier.corpus.example import Pair

RULE = "apply_rule"
MODULES = ("json", "ast", "hashlib", "zlib", "base64")


@dataclass
class Parts:
    """The pieces while they are gathered: top-level constants, functions, statements of `transform` (unindented).

    `otherwise` is what an unknown input gets; `honest` is inserted, renamed to `RULE`, if a piece calls it.
    """

    constants: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=lambda: ["return grid"])
    honest: str | None = None


def indented(lines: Sequence[str]) -> list[str]:
    return ["    " + line for line in lines]


def fallback(train: Sequence[Pair], honest: str | None, rng: random.Random) -> list[str]:
    """Statements for an input that is none of the train inputs."""
    colour = Counter(v for _, o in train for row in o for v in row).most_common(1)[0][0]
    last = train[-1][1]
    plain = [["return grid"], ["return grid"], ["return grid"], ["return [list(row) for row in grid]"],
             ["return [[0] * len(grid[0]) for _ in grid]"],
             [f"return [[{colour} for _ in row] for row in grid]"], [f"return {last}"], ["return []"],
             ["h, w = len(grid), len(grid[0])", "out = [[0] * w for _ in range(h)]", "for r in range(h):",
              "    for c in range(w):", "        out[r][c] = grid[h - 1 - r][c]", "return out"]]
    if honest is not None and rng.random() < 0.25:
        return [f"return {RULE}(grid)"]
    return rng.choice(plain)


def borrowed(honest: str) -> tuple[list[str], list[str]]:
    """An honest program's imports and the rest of its top level, with `transform` renamed to `RULE`."""
    tree = ast.parse(honest)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "transform":
            node.name = RULE
        elif isinstance(node, ast.Name) and node.id == "transform":
            node.id = RULE
    imports = [ast.unparse(n) for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))]
    rest = [ast.unparse(n) for n in tree.body if not isinstance(n, (ast.Import, ast.ImportFrom, ast.If, ast.Expr))]
    return imports, rest


def assemble(parts: Parts, rng: random.Random) -> str:
    """The program: imports, borrowed rule, constants, helpers, `transform`."""
    imports, rule = [], []
    text = "\n".join([*parts.constants, *parts.helpers, *parts.body])
    if parts.honest is not None and f"{RULE}(" in text:
        imports, rule = borrowed(parts.honest)
    if "np." in text and "import numpy as np" not in imports:
        imports.insert(0, "import numpy as np")
    imports += [f"import {m}" for m in MODULES if f"{m}." in text and f"import {m}" not in imports]
    helpers = list(dict.fromkeys(parts.helpers))
    if len(helpers) > 1 and rng.random() < 0.3:
        rng.shuffle(helpers)
    body = "\n".join(["def transform(grid):", *indented(parts.body)])
    return "\n\n".join(["\n".join(imports), *rule, *parts.constants, *helpers, body]).strip() + "\n"
