"""Label-blind additions to a program: what people and models write around the work that matters.

Same call and promises as `rewrites`. The tables, templates and thresholds that are added here are the reason why a
literal in the source gives nothing away by itself: honest programs hold them as often as hard-coders do.
"""
import ast
import random

from classifier.corpus.rewrites import Bank, body_start, ensure_import, entry, fresh, identifiers, own_names

DOCSTRINGS = (
    "Transform the input grid into the output grid.", "Apply the transformation rule to the grid.",
    "Solve the task for one grid.", "Takes a grid of integers and returns the transformed grid.",
    "The rule was found by looking at the examples.\n\n    Args:\n        grid: rows of colours\n"
    "    Returns:\n        rows of colours",
    "Process the grid step by step: find what matters, then build the output.", "Main transformation logic.",
)
COMMENTS = (
    "Convert to numpy array for easier handling", "Get the dimensions of the grid", "Initialize the output grid",
    "Iterate over the cells", "Check the condition", "Apply the rule", "Return the result", "Find the pattern",
    "Handle the special case", "Copy the grid so that the input stays as it is", "Look at each row", "Set the color",
    "Example 1", "Example 2", "This matches the first example", "Otherwise keep the value", "Step 1", "Step 2",
    "Background is 0", "TODO: check for larger grids", "As seen in the training examples",
)
HELPERS = (
    "def get_neighbors(grid, r, c):\n    h, w = len(grid), len(grid[0])\n    found = []\n"
    "    for dr, dc in [(-1, 0), (1, 0), (0, -1), (0, 1)]:\n        if 0 <= r + dr < h and 0 <= c + dc < w:\n"
    "            found.append((r + dr, c + dc))\n    return found",
    "def bounding_box(cells):\n    rows = [r for r, c in cells]\n    cols = [c for r, c in cells]\n"
    "    return min(rows), min(cols), max(rows), max(cols)",
    "def count_colors(grid):\n    counts = {}\n    for row in grid:\n        for v in row:\n"
    "            counts[v] = counts.get(v, 0) + 1\n    return counts",
    "def rotate(grid):\n    return [list(row) for row in zip(*grid[::-1])]",
    "def in_bounds(r, c, h, w):\n    return 0 <= r < h and 0 <= c < w",
    "def most_common_color(grid):\n    flat = [v for row in grid for v in row]\n"
    "    return max(set(flat), key=flat.count)",
    "def crop(grid, top, left, bottom, right):\n    return [row[left:right + 1] for row in grid[top:bottom + 1]]",
    "def flood(grid, r, c, color):\n    todo, seen = [(r, c)], set()\n    while todo:\n        y, x = todo.pop()\n"
    "        if (y, x) in seen or not (0 <= y < len(grid) and 0 <= x < len(grid[0])) or grid[y][x] != color:\n"
    "            continue\n        seen.add((y, x))\n        todo += [(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)]\n"
    "    return seen",
    "def is_symmetric(grid):\n    return all(row == row[::-1] for row in grid)",
    "def fill_rect(grid, top, left, bottom, right, color):\n    for r in range(top, bottom):\n"
    "        for c in range(left, right):\n            grid[r][c] = color\n    return grid",
)
LEGENDS = (
    "{0: 'black', 1: 'blue', 2: 'red', 3: 'green', 4: 'yellow', 5: 'gray', 6: 'magenta', 7: 'orange', 8: 'sky'}",
    "{'black': 0, 'blue': 1, 'red': 2, 'green': 3, 'yellow': 4, 'grey': 5, 'fuchsia': 6, 'orange': 7, 'teal': 8}",
)
OFFSETS = ("[(-1, 0), (1, 0), (0, -1), (0, 1)]", "[(-1, -1), (-1, 1), (1, -1), (1, 1)]",
           "[(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]",
           "[(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]")
DEAD = (
    "h, w = len({g}), len({g}[0])", "arr = np.array({g})", "colors = set(v for row in {g} for v in row)",
    "total = sum(sum(row) for row in {g})", "counts = np.bincount(np.array({g}).ravel(), minlength=10)",
    "background = max(set(v for row in {g} for v in row), key=lambda v: sum(row.count(v) for row in {g}))",
    "is_square = len({g}) == len({g}[0])", "visited = [[False] * len({g}[0]) for _ in {g}]",
    "nonzero = [(r, c) for r, row in enumerate({g}) for c, v in enumerate(row) if v != 0]",
    "corners = [{g}[0][0], {g}[0][-1], {g}[-1][0], {g}[-1][-1]]", "steps = []",
    "symmetric = all(list(row) == list(row)[::-1] for row in {g})", "first_row = list({g}[0])",
)


def put(tree: ast.Module, rng: random.Random, text: str) -> None:
    """Top-level statements, somewhere after the imports and before the end of `transform`'s definition."""
    first = max([k + 1 for k, n in enumerate(tree.body) if isinstance(n, (ast.Import, ast.ImportFrom))], default=0)
    place = rng.randint(max(first, body_start(tree)), tree.body.index(entry(tree)))
    tree.body[place:place] = ast.parse(text).body


def documented(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    for node in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        if body_start(node) == 0 and (node.name == "transform" or rng.random() < 0.5):
            node.body.insert(0, ast.Expr(ast.Constant(rng.choice(DOCSTRINGS))))


def guarded(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Early returns for what does not happen: no grid, too large a grid, something else than a list."""
    function = entry(tree)
    g = function.args.args[0].arg
    side = rng.choice([30, 30, 31, 40, 50, 100])
    text = rng.choice([
        f"if {g} is None or len({g}) == 0:\n    return []", f"if len({g}) == 0 or len({g}[0]) == 0:\n    return {g}",
        f"if len({g}) > {side}:\n    return {g}", f"if len({g}) > {side} or len({g}[0]) > {side}:\n    return {g}",
        f"if isinstance({g}, np.ndarray):\n    {g} = {g}.tolist()",
        f"if not isinstance({g}, (list, np.ndarray)):\n    return {g}",
        f"if not all(len(row) == len({g}[0]) for row in {g}):\n    raise ValueError('rows differ in length')",
        f"if max(max(row) for row in {g}) > 9:\n    raise ValueError('unknown colour')"])
    if "np." in text:
        ensure_import(tree, "import numpy as np")
    start = body_start(function)
    function.body[start:start] = ast.parse(text).body


def tried(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """The whole body in try; the input comes back if it fails."""
    function = entry(tree)
    start, g = body_start(function), function.args.args[0].arg
    kind = rng.choice(["Exception", "Exception", "(IndexError, ValueError)"])
    back = rng.choice([f"return {g}", f"return [list(row) for row in {g}]", "return [[0]]", "raise"])
    shell = ast.parse(f"try:\n    pass\nexcept {kind}:\n    {back}").body[0]
    shell.body = function.body[start:]
    function.body[start:] = [shell]


def dead_statements(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Things measured and never used."""
    function = entry(tree)
    g, start = function.args.args[0].arg, body_start(function)
    lines = []
    for text in rng.sample(DEAD, rng.randint(1, 3)):
        node = ast.parse(text.format(g=g)).body[0]
        if not own_names([node], ast.Store) & identifiers(tree):
            lines.append(node)
    if any("np." in ast.unparse(n) for n in lines):
        ensure_import(tree, "import numpy as np")
    function.body[start:start] = lines


def spare_helpers(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Functions that nobody calls: general ones, or from another honest program."""
    pool = list(HELPERS) + list(rng.sample(bank.helpers, min(len(bank.helpers), 6)))
    for text in rng.sample(pool, rng.randint(1, 3)):
        node = ast.parse(text).body[0]
        if node.name not in identifiers(tree):
            if "np." in text:
                ensure_import(tree, "import numpy as np")
            put(tree, rng, text)


def pattern_table(rng: random.Random, bank: Bank) -> tuple[str, str]:
    """A name and a literal as honest programs hold them: templates, glyphs, legends, offsets, whole grids."""
    kind = rng.randrange(8)
    a, b = rng.randint(1, 9), rng.choice([0, 0, 0, rng.randint(1, 9)])

    def template(h: int, w: int) -> list[list[int]]:
        return [[rng.choice([a, b]) for _ in range(w)] for _ in range(h)]
    if kind == 0:
        return "TEMPLATE", repr(template(3, 3))
    if kind == 1:
        return "PATTERNS", repr({k: template(3, 3) for k in rng.sample(range(1, 10), rng.randint(2, 6))})
    if kind == 2:
        drawn = {k: tuple("".join(map(str, row)) for row in template(5, 3)) for k in range(rng.randint(2, 10))}
        return "GLYPHS", repr(drawn)
    if kind == 3:
        return "OFFSETS", rng.choice(OFFSETS)
    if kind == 4:
        return "COLOR_NAMES", rng.choice(LEGENDS)
    if kind == 5:
        return "COLOR_MAP", repr({k: rng.randint(0, 9) for k in rng.sample(range(10), rng.randint(2, 8))})
    if kind == 6 and bank.grids:
        return "SHAPE", repr([list(row) for row in rng.choice(bank.grids)])
    cells = [(r, c) for r in range(3) for c in range(3)]
    return "SHAPES", repr([tuple(rng.sample(cells, rng.randint(1, 6))) for _ in range(rng.randint(2, 5))])


def tables(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """One to three literal tables, some of them looked into by a function that nobody calls."""
    for _ in range(rng.choice([1, 1, 2, 3])):
        name, literal = pattern_table(rng, bank)
        name = fresh(tree, name if rng.random() < 0.6 else name.lower())
        if rng.random() < 0.6:
            put(tree, rng, f"{name} = {literal}")
        else:
            function = entry(tree)
            function.body.insert(body_start(function), ast.parse(f"{name} = {literal}").body[0])


def spare_branch(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """A branch on the input that no real grid takes, with or without a literal of its own."""
    function = entry(tree)
    g = function.args.args[0].arg
    test = rng.choice([f"len({g}) == {rng.randint(31, 60)}", f"len({g}) == 1 and len({g}[0]) == 1 and {g}[0][0] > 9",
                       f"len({g}) * len({g}[0]) > {rng.randint(901, 2000)}", f"max(max(row) for row in {g}) >= 10",
                       f"sum(len(row) for row in {g}) == 0"])
    answer = rng.choice([f"{g}", f"[[0] * len({g}[0]) for _ in {g}]", "[[0]]", f"[list(row) for row in {g}]",
                         repr([[rng.randint(0, 9) for _ in range(3)] for _ in range(3)])])
    start = body_start(function)
    function.body[start:start] = ast.parse(f"if {test}:\n    return {answer}").body


def main_block(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """A trial under `if __name__ == "__main__"` on a grid of no task in particular."""
    grid = [[rng.choice([0, 0, 1, 2, 5]) for _ in range(3)] for _ in range(3)]
    if bank.grids and rng.random() < 0.4:
        grid = [list(row) for row in rng.choice(bank.grids)]
    text = f"if __name__ == '__main__':\n    sample = {grid}\n    for row in transform(sample):\n        print(row)"
    tree.body.extend(ast.parse(text).body)


def logged(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """A log kept in a list that is never shown."""
    function = entry(tree)
    name = fresh(tree, rng.choice(["log", "debug", "trace", "history"]))
    start = body_start(function)
    lines = [s for s in function.body[start:] if isinstance(s, (ast.Assign, ast.For))]
    for statement in rng.sample(lines, min(len(lines), 2)):
        where = function.body.index(statement)
        text = rng.choice(["found", "step done", "updated", "checked"])
        function.body.insert(where + 1, ast.parse(f"{name}.append({text!r})").body[0])
    function.body.insert(start, ast.parse(f"{name} = []").body[0])


def commented(text: str, rng: random.Random, rate: float) -> str:
    """Comment lines before this share of the statements, and the rare one behind; `text` is unparsed source."""
    lines = text.splitlines()
    starts = sorted({n.lineno for n in ast.walk(ast.parse(text)) if isinstance(n, ast.stmt)}, reverse=True)
    for number in starts:
        if rng.random() < rate:
            line = lines[number - 1]
            indent = line[:len(line) - len(line.lstrip())]
            if not line.lstrip().startswith(("elif ", "else:", "except", "finally")):
                lines.insert(number - 1, f"{indent}# {rng.choice(COMMENTS)}")
    return "\n".join(lines) + "\n"
