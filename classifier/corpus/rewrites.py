"""Label-blind rewritings of a program's syntax tree, each of which leaves its behaviour as it is.

    rewrite(tree, rng, bank) -> None        changes the tree in place; does nothing where it does not fit

Promises: `transform` goes on giving the same grids (at worst another exception type); the result can be unparsed; the
rewriting sees the source and nothing else, so an honest program and a hard-coder are treated alike. Leaves out: which
rewritings go together (`manners`), comments, which a syntax tree does not hold, and what is only added (`additions`).
"""
import ast
import builtins
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass

BUILTINS = frozenset(dir(builtins))
NAMES = """
rows cols height width result out output output_grid new_grid res h w n m i j r c x y k row col val value color
colour cell count mask tmp obj objects region label labels size shape area top bottom left right start end step
idx index pos points coords background bg fg target source pattern block tile ratio dx dy dr dc nr nc best
candidate found seen stack queue neighbors total positions key item part piece layer base grid_copy processed
""".split()
PARAMETERS = ("grid", "grid_lst", "input_grid", "I", "g", "matrix", "grid_list", "puzzle", "inp", "x")


@dataclass(frozen=True)
class Bank:
    """What the additions draw from: sources of functions of other honest programs, and grids of other tasks."""

    helpers: tuple[str, ...] = ()
    grids: tuple[tuple[tuple[int, ...], ...], ...] = ()


def entry(tree: ast.Module) -> ast.FunctionDef:
    """The program's `transform`; ValueError if it has none that takes one grid."""
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "transform" and n.args.args]
    if not found:
        raise ValueError("the program defines no function transform(grid)")
    return found[-1]


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a tree but contexts, in the same order each time; quicker than ast.walk."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field, value in node.__dict__.items():
            if isinstance(value, list):
                waiting += [v for v in value if isinstance(v, ast.AST)]
            elif field != "ctx" and isinstance(value, ast.AST):
                waiting.append(value)


def identifiers(tree: ast.AST) -> set[str]:
    """Every name that occurs in any role, so that a fresh one can avoid them all."""
    found = set(BUILTINS)
    for node in nodes(tree):
        if type(node) is ast.Constant:      # most nodes of a program that holds data
            continue
        for field in ("id", "arg", "name", "attr", "asname", "rest"):
            value = node.__dict__.get(field)
            if isinstance(value, str):
                found.update(value.split("."))
    return found


def fresh(tree: ast.AST, wanted: str, taken: set[str] | None = None) -> str:
    """A name that the tree does not use, `wanted` itself if it is free; `taken` spares collecting the tree's own."""
    taken, name, number = identifiers(tree) if taken is None else taken, wanted, 2
    while name in taken:
        name, number = f"{wanted}{number}", number + 1
    return name


def body_start(function: ast.FunctionDef) -> int:
    """Index of the first statement after the docstring."""
    return 1 if ast.get_docstring(function) is not None else 0


def ensure_import(tree: ast.Module, line: str) -> None:
    if line not in {ast.unparse(n) for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom))}:
        tree.body.insert(body_start(tree), ast.parse(line).body[0])


class Renamer(ast.NodeTransformer):
    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.names.get(node.arg, node.arg)
        self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self.names.get(node.name, node.name)
        self.generic_visit(node)
        return node

    def visit_Global(self, node: ast.Global) -> ast.AST:
        node.names = [self.names.get(n, n) for n in node.names]
        return node

    visit_Nonlocal = visit_Global


def renameable(tree: ast.Module) -> list[str]:
    """Names that the program binds itself and that are spoken of by name nowhere else (keywords, methods, captures)."""
    fixed, bound = {"transform"} | BUILTINS, []
    for node in nodes(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.append(node.id)
        elif isinstance(node, ast.arg):
            bound.append(node.arg)
        elif isinstance(node, ast.FunctionDef):
            bound.append(node.name)
        elif isinstance(node, ast.ClassDef):
            fixed.add(node.name)
            fixed.update(getattr(inner, "name", getattr(inner, "id", None)) for part in node.body
                         for inner in ([part] if isinstance(part, ast.FunctionDef) else nodes(part)))
        elif isinstance(node, ast.keyword) and node.arg:
            fixed.add(node.arg)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            fixed.update((a.asname or a.name).split(".")[0] for a in node.names)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler)):
            fixed.add(node.name)
    return [n for n in dict.fromkeys(bound) if n not in fixed and not n.startswith("__")]


def rename(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """All own names become others, one for one over the whole program."""
    old = renameable(tree)
    kept = identifiers(tree) - set(old)
    pool = [n for n in NAMES if n not in kept]
    rng.shuffle(pool)
    pool += [f"{n}{k}" for k in range(1, 1 + len(old) // 20 + 1) for n in NAMES if f"{n}{k}" not in kept]
    Renamer(dict(zip(old, pool))).visit(tree)


def signature(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Another name for the parameter of `transform`; type hints come or go."""
    function = entry(tree)
    argument = function.args.args[0]
    name = rng.choice(PARAMETERS)
    spoken = {n.arg for n in nodes(tree) if isinstance(n, ast.keyword)}
    if name not in identifiers(tree) and argument.arg not in spoken:
        Renamer({argument.arg: name}).visit(function)
    hint = rng.choice([None, None, "list[list[int]]", "list[list[int]]", "List[List[int]]"])
    if hint == "List[List[int]]":
        ensure_import(tree, "from typing import List")
    argument.annotation = ast.parse(hint, mode="eval").body if hint else None
    function.returns = ast.parse(hint, mode="eval").body if hint and rng.random() < 0.8 else None


def wrapped(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """The work moves into a function of its own; `transform` converts, calls, converts back."""
    function = entry(tree)
    if len(function.args.args) != 1:
        return
    called = rng.choice(["solve", "process", "solve_grid", "apply", "main_logic"])
    inner, outer, made = (fresh(tree, wanted) for wanted in (called, rng.choice(PARAMETERS), "result"))
    Renamer({"transform": inner}).visit(tree)
    before = rng.choice([f"[list(row) for row in {outer}]", f"np.array({outer}).tolist()", outer,
                         f"[[int(v) for v in row] for row in {outer}]"])
    after = rng.choice([[f"return {inner}({before})"], [f"{made} = {inner}({before})", f"return {made}"],
                        [f"{made} = {inner}({before})", f"return [[int(v) for v in row] for row in {made}]"],
                        [f"{made} = np.array({inner}({before}))", f"return {made}.tolist()"]])
    tree.body.extend(ast.parse("\n".join([f"def transform({outer}):", *("    " + line for line in after)])).body)
    if "np." in before or "np." in after[0]:
        ensure_import(tree, "import numpy as np")


def own_names(statements: list[ast.stmt], context: type) -> set[str]:
    return {n.id for node in statements for n in nodes(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context)}


def outlined(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """The first statements of `transform` become a function that returns the names that the rest needs."""
    function = entry(tree)
    first = body_start(function)
    plain = first
    while plain < len(function.body) and not any(
            isinstance(n, (ast.Return, ast.Global, ast.Nonlocal, ast.FunctionDef, ast.Yield, ast.Lambda))
            for n in nodes(function.body[plain])):
        plain += 1
    if plain - first < 2 or plain >= len(function.body):
        return
    cut = rng.randint(first + 1, plain)
    head, tail = function.body[first:cut], function.body[cut:]
    surely = {n.id for s in head if isinstance(s, ast.Assign) for t in s.targets for n in nodes(t)
              if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    needed = sorted((own_names(head, ast.Store) & (own_names(tail, ast.Load) | own_names(tail, ast.Store))))
    argument = function.args.args[0].arg
    if not needed or not set(needed) <= surely or argument in own_names(head, ast.Store):
        return
    name = fresh(tree, rng.choice(["prepare", "analyze", "extract_features", "get_info", "first_step", "parse_grid"]))
    made = ast.parse(f"def {name}({argument}):\n    return {', '.join(needed)}").body[0]
    made.body = head + made.body
    call = ast.parse(f"{', '.join(needed)} = {name}({argument})").body[0]
    function.body[first:cut] = [call]
    tree.body.insert(tree.body.index(function), made)


def inlined(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Calls of own functions that end in their only return are replaced by their statements, a few of them."""
    function = entry(tree)
    straight = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node is not function and not node.decorator_list:
            returns = [n for n in nodes(node) if isinstance(n, (ast.Return, ast.Yield, ast.Lambda, ast.Global))]
            inner = [n for n in nodes(node) if isinstance(n, (ast.FunctionDef, ast.ClassDef))]
            plain = not (node.args.vararg or node.args.kwarg or node.args.defaults or node.args.kwonlyargs)
            if len(inner) == 1 and plain and len(returns) == 1 and isinstance(node.body[-1], ast.Return):
                if node.body[-1].value is not None and not any(
                        isinstance(n, ast.Name) and n.id == node.name for n in nodes(node)):
                    straight[node.name] = node
    for _ in range(rng.randint(1, 4)):
        places = [(k, s) for k, s in enumerate(function.body) if isinstance(s, ast.Assign)
                  and isinstance(s.value, ast.Call) and isinstance(s.value.func, ast.Name) and not s.value.keywords
                  and s.value.func.id in straight and len(s.value.args) == len(straight[s.value.func.id].args.args)
                  and not any(isinstance(a, ast.Starred) for a in s.value.args)]
        if not places:
            break
        k, statement = rng.choice(places)
        callee = copy.deepcopy(straight[statement.value.func.id])
        own = {a.arg for a in callee.args.args} | own_names(callee.body, ast.Store)
        taken = identifiers(tree)
        Renamer({name: fresh(tree, f"{name}_", taken) for name in sorted(own)}).visit(callee)
        assigned = [ast.Assign([ast.Name(a.arg, ast.Store())], value)
                    for a, value in zip(callee.args.args, statement.value.args)]
        work = callee.body[body_start(callee):-1]
        function.body[k:k + 1] = [*assigned, *work, ast.Assign(statement.targets, callee.body[-1].value)]
    unused(tree)


def unused(tree: ast.Module) -> None:
    """Functions that nothing mentions any more go."""
    while True:
        used = {n.id for n in nodes(tree) if isinstance(n, ast.Name)} | {"transform"}
        gone = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name not in used]
        if not gone:
            return
        tree.body = [n for n in tree.body if n not in gone]


def statement_lists(tree: ast.AST) -> list[list[ast.stmt]]:
    """All lists of statements, inner ones before those that hold them."""
    found = [n.__dict__[f] for n in ast.walk(tree) for f in ("body", "orelse") if isinstance(n.__dict__.get(f), list)]
    return found[::-1]


def unrolled(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """`name = [e for v in s]` becomes a loop that appends."""
    for function in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        for statements in statement_lists(function):
            for k, s in reversed(list(enumerate(statements))):
                comp = s.value if isinstance(s, ast.Assign) else None
                if not (isinstance(comp, ast.ListComp) and len(comp.generators) == 1 and len(s.targets) == 1
                        and isinstance(s.targets[0], ast.Name) and rng.random() < 0.6):
                    continue
                part, name = comp.generators[0], s.targets[0].id
                loop_names = own_names([ast.Expr(part.target)], ast.Store)
                elsewhere = sum(isinstance(n, ast.Name) and n.id in loop_names for n in nodes(function))
                inside = sum(isinstance(n, ast.Name) and n.id in loop_names for n in nodes(comp))
                if name in own_names([ast.Expr(comp)], ast.Load) or elsewhere != inside:
                    continue
                append = ast.Attribute(ast.Name(name, ast.Load()), "append", ast.Load())
                body: list[ast.stmt] = [ast.Expr(ast.Call(append, [comp.elt], []))]
                for test in reversed(part.ifs):
                    body = [ast.If(test, body, [])]
                statements[k:k + 1] = [ast.Assign([ast.Name(name, ast.Store())], ast.List([], ast.Load())),
                                       ast.For(part.target, part.iter, body, [])]


def gathered(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """`name = []` and a loop that only appends become a comprehension."""
    for function in [n for n in tree.body if isinstance(n, ast.FunctionDef)]:
        for statements in statement_lists(function):
            for k in range(len(statements) - 2, -1, -1):
                made, loop = statements[k], statements[k + 1]
                if not (isinstance(made, ast.Assign) and isinstance(made.value, ast.List) and not made.value.elts
                        and isinstance(made.targets[0], ast.Name) and isinstance(loop, ast.For) and not loop.orelse
                        and len(loop.body) == 1 and isinstance(loop.body[0], ast.Expr)):
                    continue
                call, name = loop.body[0].value, made.targets[0].id
                if not (isinstance(call, ast.Call) and ast.unparse(call.func) == f"{name}.append"
                        and len(call.args) == 1):
                    continue
                loop_names = own_names([ast.Expr(loop.target)], ast.Store)
                elsewhere = sum(isinstance(n, ast.Name) and n.id in loop_names for n in nodes(function))
                inside = sum(isinstance(n, ast.Name) and n.id in loop_names for n in nodes(loop))
                mentions = sum(isinstance(n, ast.Name) and n.id == name for n in nodes(loop))
                if elsewhere == inside and mentions == 1:
                    comp = ast.ListComp(call.args[0], [ast.comprehension(loop.target, loop.iter, [], 0)])
                    statements[k:k + 2] = [ast.Assign(made.targets, comp)]


def chained(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """`if a: return ..` after `if b: return ..` become elif, or an elif after a return becomes an if."""
    for statements in statement_lists(tree):
        if rng.random() < 0.5:
            for k in range(len(statements) - 2, -1, -1):
                first, second = statements[k], statements[k + 1]
                if (isinstance(first, ast.If) and isinstance(second, ast.If) and not first.orelse
                        and isinstance(first.body[-1], ast.Return)):
                    first.orelse = [second]
                    del statements[k + 1]
        else:
            for k in range(len(statements) - 1, -1, -1):
                s = statements[k]
                if isinstance(s, ast.If) and s.orelse and isinstance(s.body[-1], ast.Return):
                    statements[k + 1:k + 1], s.orelse = s.orelse, []


def one_return(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """`return expression` gets its value by a name first."""
    name = fresh(tree, rng.choice(["result", "output", "answer", "output_grid", "final"]))
    for statements in statement_lists(entry(tree)):
        for k in range(len(statements) - 1, -1, -1):
            s = statements[k]
            if isinstance(s, ast.Return) and s.value is not None and not isinstance(s.value, ast.Name):
                statements[k:k + 1] = [ast.Assign([ast.Name(name, ast.Store())], s.value),
                                       ast.Return(ast.Name(name, ast.Load()))]


def constants_named(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Some small numbers of `transform` get names in capitals at the top."""
    function = entry(tree)
    compared = [c for n in nodes(function) if isinstance(n, (ast.Compare, ast.Assign))
                for c in ast.iter_child_nodes(n) if isinstance(c, ast.Constant) and type(c.value) is int]
    values = sorted({c.value for c in compared})
    taken = identifiers(tree)
    words = ("COLOR", "BACKGROUND", "TARGET", "VALUE", "MARK", "LIMIT")
    names = {v: fresh(tree, f"{rng.choice(words)}_{v}".replace("-", "M"), taken)
             for v in rng.sample(values, min(len(values), 3))}

    class Named(ast.NodeTransformer):
        def visit_Compare(self, node: ast.Compare) -> ast.AST:
            self.generic_visit(node)
            node.comparators = [ast.Name(names[c.value], ast.Load()) if isinstance(c, ast.Constant)
                                and type(c.value) is int and c.value in names else c for c in node.comparators]
            return node

    Named().visit(function)
    used = {n.id for n in nodes(function) if isinstance(n, ast.Name)}
    place = tree.body.index(function)
    tree.body[place:place] = [ast.parse(f"{name} = {v}").body[0] for v, name in names.items() if name in used]


def stripped(tree: ast.Module, rng: random.Random, bank: Bank) -> None:
    """Docstrings go."""
    for node in nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]
