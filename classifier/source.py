"""What stands in a program's source, read from its syntax tree in one walk. Nothing is executed.

Promises: comments, docstrings, formatting, annotations and the names of variables change nothing, so that a program and
its `ast.unparse` read the same; data is recognised as data however it is built up (lists, tuples, strings, products and
sums of these, constants that were given a name first); the walk is linear in the source. Leaves out: the task
(`classifier.disguise`), and what the figures mean (`classifier.features`).

A value is *fed* when content of the program's input can reach it: through assignments, loops, calls and stores, and
also by being set inside a loop under a condition on the input. The size of the input does not count as content. A
program that returns what is not fed answers from memory. The walk follows the order of the source once, which is what
programs of this size need; it is an estimate and not a proof.
"""
import ast
import warnings

from classifier.constants import unwrapped
from classifier.expressions import Expressions, Scan, merged


def parse(program: str) -> ast.Module | None:
    """The syntax tree, or None when the program does not parse (or is nested beyond what Python's parser takes)."""
    try:
        with warnings.catch_warnings():                            # a program's bad habits are not the user's concern
            warnings.simplefilter("ignore")
            return ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def scan(program: str) -> Scan | None:
    """What stands in a program; None when it does not parse. Functions and tables of a module that `transform` never
    comes to use do not count."""
    tree = parse(program)
    if tree is None:
        return None
    walk = _Walk()
    parts = []
    for statement in tree.body:
        walk.begin()
        try:
            walk.block([statement])
        except RecursionError:                                     # an expression of thousands of terms: what was
            pass                                                   # seen until there counts
        parts.append((_binds(statement), walk.loads, walk.found))
    return merged([found for found, live in zip((part[2] for part in parts), _live(parts)) if live])


def _binds(statement: ast.stmt) -> frozenset[str] | None:
    """The names that a statement of a module defines; None for one that does something else as well."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return frozenset((statement.name,))
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        names = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
        if all(isinstance(name, ast.Name) for name in names):
            return frozenset(name.id for name in names)
    return None


def _live(parts: list[tuple[frozenset[str] | None, set[str], Scan]]) -> list[bool]:
    """Which statements of a module `transform` needs, directly or not; all where nothing is called so."""
    live = [binds is None or "transform" in binds for binds, _, _ in parts]
    if not any(binds is not None and "transform" in binds for binds, _, _ in parts):
        return [True] * len(parts)
    needed: set[str] = set()
    while True:
        more = {name for (_, loads, _), alive in zip(parts, live) if alive for name in loads}
        if more == needed:
            return live
        needed = more
        live = [alive or not binds.isdisjoint(needed) for (binds, _, _), alive in zip(parts, live)]


class _Walk(Expressions):
    """One walk over the statements of a program, in their order."""

    def __init__(self):
        super().__init__()
        self.asks = 0                                              # conditions on the input around here
        self.branches = 0                                          # conditions of any sort
        self.function: str | None = None

    # --- statements ---------------------------------------------------------------------------------------------

    def block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            kind = type(statement)
            if kind is ast.Expr and type(statement.value) is ast.Constant:
                continue                                           # a docstring, or as good as one
            if kind is ast.If and _is_main(statement.test):
                continue                                           # what a module does as a script, it does not do here
            self.counts["statements"] += 1
            handle = _STATEMENTS.get(kind)
            if handle is not None:
                handle(self, statement)
            else:
                for child in ast.iter_child_nodes(statement):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def on_function(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            self.value(decorator)
        arguments = node.args
        for default in arguments.defaults + [one for one in arguments.kw_defaults if one is not None]:
            self.value(default)
        outer = self.fed, self.named, self.sizes, self.function, self.loops, self.asks, self.branches
        self.fed, self.named, self.sizes = set(self.fed), dict(self.named), set(self.sizes)
        for argument in arguments.posonlyargs + arguments.args + arguments.kwonlyargs:
            self.fed.add(argument.arg)
            self.named.pop(argument.arg, None)
        self.function = self.function if self.function == "transform" else node.name
        self.loops = self.asks = self.branches = 0
        self.block(node.body)
        self.fed, self.named, self.sizes, self.function, self.loops, self.asks, self.branches = outer

    def on_class(self, node: ast.ClassDef) -> None:
        self.block(node.body)

    def on_return(self, node: ast.Return) -> None:
        self.counts["returns"] += 1
        if node.value is None:
            return
        fed = self.value(node.value)
        value = unwrapped(node.value)
        constant = self.constant(value)
        if isinstance(constant, tuple) or isinstance(constant, str):
            self.counts["literal_returns"] += 1
        if self.branches:
            self.counts["branch_returns"] += 1
            if not fed:
                self.counts["unfed_branch_returns"] += 1
        if not fed:
            self.counts["unfed_returns"] += 1
        if self.function == "transform":
            self.found.entry_returns.append(fed)

    def on_assign(self, node: ast.Assign) -> None:
        fed = self.value(node.value)
        for target in node.targets:
            self.bind(target, fed, node.value)

    def on_annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.bind(node.target, self.value(node.value), node.value)

    def on_augmented(self, node: ast.AugAssign) -> None:
        fed = self.value(node.value)
        if type(node.target) is ast.Name:
            self.named.pop(node.target.id, None)
            self.set_name(node.target.id, fed, keep=True)
        else:
            self.bind(node.target, fed, node.value)

    def on_for(self, node: ast.For) -> None:
        self.counts["loops"] += 1
        fed = self.value(node.iter)
        self.bind(node.target, fed, None)
        self.loops += 1
        self.counts["loop_depth"] = max(self.counts["loop_depth"], self.loops)
        if self.constant(node.iter) is not None:
            self.counts["loops_over_data"] += 1
        self.asks += fed
        self.block(node.body)
        self.asks -= fed
        self.loops -= 1
        self.block(node.orelse)

    def on_while(self, node: ast.While) -> None:
        self.counts["loops"] += 1
        self.loops += 1
        self.counts["loop_depth"] = max(self.counts["loop_depth"], self.loops)
        fed = self.value(node.test)
        self.asks += fed
        self.block(node.body)
        self.asks -= fed
        self.loops -= 1
        self.block(node.orelse)

    def on_if(self, node: ast.If) -> None:
        ladder = 0
        rungs: list[ast.If] = []
        while True:                                                # an elif is an if alone in the else of another
            rungs.append(node)
            ladder += 1
            if len(node.orelse) == 1 and type(node.orelse[0]) is ast.If:
                node = node.orelse[0]
                continue
            break
        self.counts["ifs"] += ladder
        self.counts["longest_ladder"] = max(self.counts["longest_ladder"], ladder)
        for rung in rungs:
            before = self.counts["tests_of_data"]
            fed = self.value(rung.test)
            self.branches += 1
            self.asks += fed
            self.counts["branches_on_data"] += self.counts["tests_of_data"] > before
            if not self.loops and self.counts["tests_of_data"] > before:
                self.counts["free_branches_on_data"] += 1
            self.counts["constant_bodies"] += all(map(self.settles, rung.body))
            self.block(rung.body)
            self.asks -= fed
            self.branches -= 1
        self.branches += 1
        self.block(rungs[-1].orelse)
        self.branches -= 1

    def settles(self, statement: ast.stmt) -> bool:
        """Whether a statement only sets or returns a constant."""
        return type(statement) in (ast.Assign, ast.Return) and statement.value is not None \
            and self.constant(unwrapped(statement.value)) is not None

    def on_try(self, node: ast.Try) -> None:
        self.counts["tries"] += 1
        self.block(node.body)
        for handler in node.handlers:
            self.block(handler.body)
        self.block(node.orelse)
        self.block(node.finalbody)

    def on_with(self, node: ast.With) -> None:
        for item in node.items:
            self.value(item.context_expr)
        self.block(node.body)

    def on_match(self, node: ast.Match) -> None:
        self.value(node.subject)
        self.counts["ifs"] += len(node.cases)
        self.counts["longest_ladder"] = max(self.counts["longest_ladder"], len(node.cases))
        self.branches += 1
        for case in node.cases:
            before = self.found.leaves
            for part in ast.walk(case.pattern):
                if isinstance(part, ast.MatchValue):
                    self.value(part.value)
            self.counts["branches_on_data"] += self.found.leaves > before or isinstance(case.pattern, ast.MatchValue)
            if case.guard is not None:
                self.value(case.guard)
            self.block(case.body)
        self.branches -= 1

    # --- binding ------------------------------------------------------------------------------------------------

    def bind(self, target: ast.expr, fed: bool, value: ast.expr | None) -> None:
        kind = type(target)
        if kind is ast.Name:
            self.set_name(target.id, fed)
            if value is not None and self.sized(value):
                self.sizes.add(target.id)
            constant = self.constant(value) if value is not None else None
            if constant is not None:
                self.named[target.id] = constant
            else:
                self.named.pop(target.id, None)
        elif kind in (ast.Tuple, ast.List):
            parts = value.elts if type(value) in (ast.Tuple, ast.List) and len(value.elts) == len(target.elts) else None
            whole = value if value is not None and parts is None and self.sized(value) else None     # h, w = grid.shape
            for at, part in enumerate(target.elts):
                self.bind(part, fed, parts[at] if parts else whole)
        elif kind is ast.Starred:
            self.bind(target.value, fed, None)
        elif kind is ast.Subscript:
            self.store(target, fed, value)
        elif kind is ast.Attribute:
            self.counts["nodes"] += 2
            self.mark(target, fed)

    def set_name(self, name: str, fed: bool, keep: bool = False) -> None:
        if fed or (self.asks and self.loops):
            self.fed.add(name)
        elif not keep and not self.branches and not self.loops:
            self.fed.discard(name)                                 # set anew on every path

    def mark(self, target: ast.expr, fed: bool) -> None:
        """A store into part of a thing feeds the thing."""
        while type(target) in (ast.Subscript, ast.Attribute, ast.Call):
            target = target.func if type(target) is ast.Call else target.value
        if type(target) is ast.Name and (fed or (self.asks and self.loops)):
            self.fed.add(target.id)

    def store(self, target: ast.Subscript, fed: bool, value: ast.expr | None) -> None:
        place = self.place(target)
        constant = self.constant(value) if value is not None else None
        if place is not None:
            self.counts["fixed_stores"] += 1
            if constant is not None:
                self.counts["fixed_constant_stores"] += 1
                if not self.loops:
                    self.counts["free_constant_stores"] += 1
                if isinstance(constant, int) and len(place) == 2:
                    (top, bottom), (left, right) = place
                    box = top or 0, bottom, left or 0, right
                    if bottom == box[0] + 1 and right == box[2] + 1:
                        self.found.cells.append((box[0], box[2], constant))
                    else:
                        self.found.boxes.append((*box, constant))
        index_fed, inner = False, target
        while place is None and type(inner) is ast.Subscript:      # a constant place is no data to be looked through
            index_fed |= self.value(inner.slice)
            inner = inner.value
        self.mark(target, fed or index_fed)


def _is_main(test: ast.expr) -> bool:
    return type(test) is ast.Compare and type(test.left) is ast.Name and test.left.id == "__name__"


_STATEMENTS = {ast.FunctionDef: _Walk.on_function, ast.AsyncFunctionDef: _Walk.on_function,
               ast.ClassDef: _Walk.on_class, ast.Return: _Walk.on_return, ast.Assign: _Walk.on_assign,
               ast.AnnAssign: _Walk.on_annotated,
               ast.AugAssign: _Walk.on_augmented, ast.For: _Walk.on_for, ast.While: _Walk.on_while, ast.If: _Walk.on_if,
               ast.Try: _Walk.on_try, ast.With: _Walk.on_with, ast.Match: _Walk.on_match}

