"""What stands in a program's source, read from its syntax tree in one walk. Nothing is executed.

Promises: comments, docstrings, formatting, annotations and the names of variables change nothing, so that a program and
its `ast.unparse` read the same; data is recognised as data however it is built up (lists, tuples, strings, products and
sums of these, constants that were given a name first); the walk is linear in the source. Leaves out: the task
(`classifier.disguise`), and what the figures mean (`classifier.features`).

A value is *fed* when content of the program's input can reach it: through assignments, loops, calls and stores, and also
by being set inside a loop under a condition on the input. The size of the input does not count as content. A program
that returns what is not fed answers from memory. The walk follows the order of the source once, which is what programs
of this size need; it is an estimate and not a proof.
"""
import ast
from collections import Counter
from dataclasses import dataclass, field

LEAVES_MAX = 20_000
"""Literals are followed up to this many numbers in all; a program with more is data in any case."""

_KEYS = frozenset({"hash", "str", "repr", "tobytes", "tostring", "md5", "sha1", "sha256", "blake2b", "crc32", "adler32",
                   "dumps", "hexdigest", "frozenset"})
_SIZES = frozenset({"len", "shape", "size", "ndim", "zeros_like", "ones_like", "empty_like", "full_like"})
_DECODERS = frozenset({"loads", "literal_eval", "fromhex", "b64decode", "decompress", "b85decode", "fromstring", "eval", "exec",
                       "split", "splitlines", "unpackbits", "frombuffer", "divmod"})


@dataclass
class Scan:
    """Everything that the walk found. `literals`: outermost literal containers as nested tuples (dicts as ("dict", keys,
    values)); `texts`: strings of six characters or more; `numbers`: int constants in order of the source; `cells`:
    (row, column, value) set by constants, `boxes`: (top, bottom, left, right, value) likewise, ends exclusive, None
    where open; `cell_tests`: (row, column, value) compared for equality; `size_tests`, `value_tests`: constants that a size, or
    any other value, is compared with; `entry_returns`: for each return of `transform`, whether what it returns is fed."""

    counts: Counter = field(default_factory=Counter)
    literals: list[tuple] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    cells: list[tuple[int, int, int]] = field(default_factory=list)
    boxes: list[tuple] = field(default_factory=list)
    cell_tests: list[tuple[int, int, int]] = field(default_factory=list)
    size_tests: list[int] = field(default_factory=list)
    value_tests: list[int] = field(default_factory=list)
    entry_returns: list[bool] = field(default_factory=list)
    leaves: int = 0


def parse(program: str) -> ast.Module | None:
    """The syntax tree, or None when the program does not parse (or is nested beyond what Python's parser takes)."""
    try:
        return ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def scan(program: str) -> Scan | None:
    """What stands in a program; None when it does not parse."""
    tree = parse(program)
    if tree is None:
        return None
    walk = _Walk()
    try:
        walk.block(tree.body)
    except RecursionError:                                         # an expression of thousands of terms
        walk.found.counts["too_deep"] += 1
    return walk.found


class _Walk:
    """One walk. Methods for expressions return whether their value is fed."""

    def __init__(self):
        self.found = Scan()
        self.counts = self.found.counts
        self.fed: set[str] = set()
        self.named: dict[str, object] = {}                         # variables that hold a constant
        self.loops = 0                                             # depth of loops around here
        self.asks = 0                                              # of conditions on the input around here
        self.branches = 0                                          # of conditions of any sort
        self.function: str | None = None

    # --- statements ---------------------------------------------------------------------------------------------

    def block(self, statements: list[ast.stmt]) -> None:
        for statement in statements:
            kind = type(statement)
            if kind is ast.Expr and type(statement.value) is ast.Constant:
                continue                                           # a docstring, or as good as one
            self.counts["statements"] += 1
            handle = _STATEMENTS.get(kind)
            if handle is not None:
                handle(self, statement)
            else:
                for child in ast.iter_child_nodes(statement):
                    if isinstance(child, ast.expr):
                        self.value(child)

    def on_function(self, node: ast.FunctionDef) -> None:
        self.counts["functions"] += 1
        arguments = node.args
        for default in arguments.defaults + [one for one in arguments.kw_defaults if one is not None]:
            self.value(default)
        outer = self.fed, self.named, self.function, self.loops, self.asks, self.branches
        self.fed, self.named = set(self.fed), dict(self.named)
        for argument in arguments.posonlyargs + arguments.args + arguments.kwonlyargs:
            self.fed.add(argument.arg)
            self.named.pop(argument.arg, None)
        self.function = self.function if self.function == "transform" else node.name
        self.loops = self.asks = self.branches = 0
        self.block(node.body)
        self.fed, self.named, self.function, self.loops, self.asks, self.branches = outer

    def on_class(self, node: ast.ClassDef) -> None:
        self.counts["classes"] += 1
        self.block(node.body)

    def on_return(self, node: ast.Return) -> None:
        self.counts["returns"] += 1
        if node.value is None:
            return
        fed = self.value(node.value)
        value = _unwrapped(node.value)
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
            self.block(rung.body)
            self.asks -= fed
            self.branches -= 1
        self.branches += 1
        self.block(rungs[-1].orelse)
        self.branches -= 1

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

    def on_import(self, node: ast.stmt) -> None:
        self.counts["imports"] += 1

    # --- binding ------------------------------------------------------------------------------------------------

    def bind(self, target: ast.expr, fed: bool, value: ast.expr | None) -> None:
        kind = type(target)
        if kind is ast.Name:
            self.set_name(target.id, fed)
            constant = self.constant(value) if value is not None else None
            if constant is not None:
                self.named[target.id] = constant
            else:
                self.named.pop(target.id, None)
        elif kind in (ast.Tuple, ast.List):
            parts = value.elts if type(value) in (ast.Tuple, ast.List) and len(value.elts) == len(target.elts) else None
            for at, part in enumerate(target.elts):
                self.bind(part, fed, parts[at] if parts else None)
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
                    if bottom is not None and right is not None and bottom - (top or 0) == 1 and right - (left or 0) == 1:
                        self.found.cells.append((top or 0, left or 0, constant))
                    else:
                        self.found.boxes.append((top or 0, bottom, left or 0, right, constant))
        index_fed = self.value(target.slice)
        inner = target.value
        while type(inner) is ast.Subscript:
            index_fed |= self.value(inner.slice)
            inner = inner.value
        self.mark(target, fed or index_fed)

    def place(self, node: ast.Subscript) -> tuple | None:
        """The constant place that a subscript names, as ((start, stop), ...) per axis; None when it is computed."""
        axes: list[tuple] = []
        while type(node) is ast.Subscript:
            parts = node.slice.elts if type(node.slice) is ast.Tuple else [node.slice]
            here = []
            for part in parts:
                if type(part) is ast.Slice:
                    ends = [self.constant(end) if end is not None else None for end in (part.lower, part.upper)]
                    if any(end is not None and value is None for end, value in zip((part.lower, part.upper), ends)):
                        return None
                    if not all(end is None or isinstance(end, int) for end in ends):
                        return None
                    here.append(tuple(ends))
                else:
                    at = self.constant(part)
                    if not isinstance(at, int):
                        return None
                    here.append((at, at + 1 if at != -1 else None))
            axes = here + axes
            node = node.value
        return tuple(axes) if any(axis != (None, None) for axis in axes) else None

    # --- expressions --------------------------------------------------------------------------------------------

    def value(self, node: ast.expr) -> bool:
        """Walk an expression; whether its value is fed."""
        self.counts["nodes"] += 1
        handle = _EXPRESSIONS.get(type(node))
        if handle is not None:
            return handle(self, node)
        fed = False
        for name in node._fields:
            child = getattr(node, name)
            if type(child) is list:
                for one in child:
                    if isinstance(one, ast.expr):
                        fed |= self.value(one)
            elif isinstance(child, ast.expr):
                fed |= self.value(child)
        return fed

    def on_name(self, node: ast.Name) -> bool:
        return node.id in self.fed

    def on_constant(self, node: ast.Constant) -> bool:
        self.take(node.value)
        return False

    def on_container(self, node: ast.expr) -> bool:
        constant = self.constant(node)
        if constant is not None:
            self.literal(constant)
            return False
        fed = False
        for part in node.elts:
            fed |= self.value(part)
        return fed

    def on_dict(self, node: ast.Dict) -> bool:
        self.counts["dicts"] += 1
        fed = False
        for key, held in zip(node.keys, node.values):
            known = self.constant(key) if key is not None else None
            if isinstance(known, (tuple, str)) or (isinstance(known, int) and abs(known) > 9):
                self.counts["wide_keys"] += 1
            inner = self.constant(_unwrapped(held))
            if isinstance(inner, tuple) and _leaves(inner) >= 4:
                self.counts["wide_values"] += 1
            for part in (key, held):
                if part is not None:
                    fed |= self.value(part)
        return fed

    def on_binary(self, node: ast.BinOp) -> bool:
        constant = self.constant(node)
        if constant is not None:
            self.counts["folded"] += 1
            if isinstance(constant, tuple):
                self.literal(constant)
            else:
                self.take(constant)
            return False
        left = self.value(node.left)
        return self.value(node.right) or left

    def on_unary(self, node: ast.UnaryOp) -> bool:
        constant = self.constant(node)
        if isinstance(constant, int):
            self.take(constant)
            return False
        return self.value(node.operand)

    def on_compare(self, node: ast.Compare) -> bool:
        fed = self.value(node.left)
        sides = [node.left, *node.comparators]
        for side in node.comparators:
            fed |= self.value(side)
        self.counts["compares"] += 1
        for left, operator, right in zip(sides, node.ops, sides[1:]):
            for one, other in ((left, right), (right, left)):
                constant = self.constant(other)
                if constant is not None and self.constant(one) is None:
                    self.compared(one, type(operator), constant)
                    break
        return fed

    def compared(self, node: ast.expr, operator: type, constant: object) -> None:
        """One comparison of something computed with something constant."""
        self.counts["constant_compares"] += 1
        equal = operator in (ast.Eq, ast.NotEq, ast.In, ast.NotIn)
        if isinstance(constant, (tuple, str)):
            if equal and _leaves(constant) >= 2 and (operator in (ast.Eq, ast.NotEq) or _nested(constant)):
                self.counts["data_compares"] += 1
                self.counts["tests_of_data"] += 1
            if self.sized(node):
                self.found.size_tests += [leaf for leaf in _flat(constant) if type(leaf) is int]
                self.counts["size_compares"] += equal
                self.counts["tests_of_data"] += equal
            return
        if not isinstance(constant, int) or not equal:
            return
        if self.sized(node):
            self.counts["size_compares"] += 1
            self.counts["tests_of_data"] += 1
            self.found.size_tests.append(constant)
            return
        place = self.place(node) if type(node) is ast.Subscript else None
        if place is not None and len(place) == 2 and self.is_fed(node):
            self.counts["cell_compares"] += 1
            self.counts["tests_of_data"] += 1
            self.found.cell_tests.append((place[0][0] or 0, place[1][0] or 0, constant))
            return
        if abs(constant) > 9 or type(node) is ast.Call:
            self.counts["tests_of_data"] += not self.loops
        self.found.value_tests.append(constant)

    def sized(self, node: ast.expr) -> bool:
        """Whether an expression is a size: `len(x)`, `x.shape`, `x.shape[0]`, or a name given to one."""
        while type(node) is ast.Subscript:
            node = node.value
        if type(node) is ast.Tuple and node.elts:
            return all(self.sized(part) for part in node.elts)
        if type(node) is ast.Call:
            return type(node.func) is ast.Name and node.func.id == "len"
        if type(node) is ast.Attribute:
            return node.attr in ("shape", "size")
        return False

    def is_fed(self, node: ast.expr) -> bool:
        while type(node) in (ast.Subscript, ast.Attribute):
            node = node.value
        return type(node) is not ast.Name or node.id in self.fed

    def on_boolean(self, node: ast.BoolOp) -> bool:
        self.counts["longest_condition"] = max(self.counts["longest_condition"], len(node.values))
        fed = False
        for part in node.values:
            fed |= self.value(part)
        return fed

    def on_subscript(self, node: ast.Subscript) -> bool:
        if type(node.value) in (ast.Dict, ast.List, ast.Tuple) or (
                type(node.value) is ast.Name and isinstance(self.named.get(node.value.id), tuple)):
            self.counts["lookups"] += 1
        if self.place(node) is not None:
            self.counts["fixed_loads"] += 1
        base = self.value(node.value)
        return self.value(node.slice) or base

    def on_attribute(self, node: ast.Attribute) -> bool:
        fed = self.value(node.value)
        return fed and node.attr not in _SIZES

    def on_call(self, node: ast.Call) -> bool:
        self.counts["calls"] += 1
        function = node.func
        name = function.id if type(function) is ast.Name else function.attr if type(function) is ast.Attribute else ""
        if name in _KEYS:
            self.counts["key_calls"] += 1
        elif name in _DECODERS:
            self.counts["decodings"] += 1
        fed = False
        if type(function) is ast.Attribute:
            fed = self.value(function.value)
            if type(function.value) is ast.Name and isinstance(self.named.get(function.value.id), tuple) and name == "get":
                self.counts["lookups"] += 1
        elif type(function) is not ast.Name:
            fed = self.value(function)
        run = [self.constant(part) for part in node.args]
        if len(run) >= 4 and all(isinstance(part, int) for part in run):
            self.literal(tuple(run))
            given = False
        else:
            given = False
            for part in node.args:
                given |= self.value(part.value if type(part) is ast.Starred else part)
        for keyword in node.keywords:
            given |= self.value(keyword.value)
        if type(function) is ast.Attribute and name in ("append", "extend", "add", "insert", "update", "appendleft", "fill"):
            self.mark(function.value, given)
        return (fed or given) and name not in _SIZES

    def on_comprehension(self, node: ast.expr) -> bool:
        self.counts["comprehensions"] += 1
        fed = False
        for part in node.generators:
            here = self.value(part.iter)
            self.bind(part.target, here, None)
            fed |= here
            for test in part.ifs:
                fed |= self.value(test)
        self.loops += 1
        for inner in ((node.key, node.value) if type(node) is ast.DictComp else (node.elt,)):
            fed |= self.value(inner)
        self.loops -= 1
        return fed

    def on_lambda(self, node: ast.Lambda) -> bool:
        self.counts["lambdas"] += 1
        for argument in node.args.args:
            self.fed.add(argument.arg)
        return self.value(node.body)

    # --- data ---------------------------------------------------------------------------------------------------

    def take(self, constant: object) -> None:
        """Note a single constant."""
        if type(constant) is int:
            self.counts["constants"] += 1
            self.found.numbers.append(constant)
        elif type(constant) is str:
            self.text(constant)
        elif type(constant) is bytes:
            self.text(constant.decode("latin-1"))

    def text(self, text: str) -> None:
        if len(text) >= 6:
            self.found.texts.append(text)
        self.counts["text"] += len(text)

    def literal(self, constant: tuple) -> None:
        """Note a literal container."""
        leaves = _flat(constant)
        if leaves and all(type(leaf) is str for leaf in leaves):
            leaves = ["".join(leaves)]                             # rows of one picture
        self.counts["nodes"] += len(leaves)
        self.counts["data_nodes"] += len(leaves)
        self.counts["constants"] += len(leaves)
        if self.found.leaves < LEAVES_MAX:
            self.found.leaves += len(leaves)
            self.found.literals.append(constant)
            self.found.numbers += [leaf for leaf in leaves if type(leaf) is int]
            for leaf in leaves:
                if type(leaf) is str:
                    self.text(leaf)

    def constant(self, node: ast.expr | None) -> object:
        """The value of an expression made of constants: an int, a str, or nested tuples of these; None for any other.

        Small on purpose: what a person would call writing the data down. Products and sums of lists count, and names
        that hold constants do."""
        kind = type(node)
        if kind is ast.Constant:
            value = node.value
            return value if type(value) in (int, str) else value.decode("latin-1") if type(value) is bytes else None
        if kind is ast.Name:
            value = self.named.get(node.id)
            return None if self.loops and type(value) is int else value        # a loop may count it up
        if kind in (ast.List, ast.Tuple, ast.Set):
            parts = []
            for part in node.elts:
                one = self.constant(part)
                if one is None:
                    return None
                parts.append(one)
            return tuple(parts)
        if kind is ast.UnaryOp and type(node.op) is ast.USub:
            value = self.constant(node.operand)
            return -value if type(value) is int else None
        if kind is ast.BinOp:
            return self.folded(node)
        return None

    def folded(self, node: ast.BinOp) -> object:
        """Arithmetic on constants, where it stays small."""
        left = self.constant(node.left)
        if left is None:
            return None
        right = self.constant(node.right)
        if right is None:
            return None
        kinds, operator = (type(left), type(right)), type(node.op)
        if operator is ast.Add and kinds in ((int, int), (str, str), (tuple, tuple)):
            return left + right
        if operator is ast.Sub and kinds == (int, int):
            return left - right
        if operator is ast.Mult and kinds == (int, int):
            return left * right if abs(left) < 1 << 64 and abs(right) < 1 << 64 else None
        if operator is ast.Mult and int in kinds and kinds[0] is not kinds[1]:
            times, what = (left, right) if kinds[0] is int else (right, left)
            return what * times if 0 <= times <= 900 and len(what) * times <= 4000 else None
        if operator is ast.FloorDiv and kinds == (int, int) and right:
            return left // right
        if operator is ast.Pow and kinds == (int, int) and 0 <= right <= 64 and abs(left) <= 64:
            return left ** right
        return None


def _unwrapped(node: ast.expr) -> ast.expr:
    """The argument of `np.array(x)`, `list(x)`, `x.tolist()`, `x.copy()` and the like, where it stands for x."""
    while type(node) is ast.Call:
        function = node.func
        name = function.attr if type(function) is ast.Attribute else function.id if type(function) is ast.Name else ""
        if name in ("array", "asarray", "list", "tuple", "deepcopy") and node.args:
            node = node.args[0]
        elif name in ("tolist", "copy", "astype", "reshape") and type(function) is ast.Attribute:
            node = function.value
        else:
            break
    return node


def _flat(constant: object) -> list:
    """The leaves of nested tuples, in order."""
    if type(constant) is not tuple:
        return [constant]
    leaves: list = []
    for part in constant:
        if type(part) is tuple:
            leaves += _flat(part)
        else:
            leaves.append(part)
    return leaves


def _leaves(constant: object) -> int:
    return len(_flat(constant)) if type(constant) is tuple else len(constant) if type(constant) is str else 1


def _nested(constant: object) -> bool:
    return type(constant) is tuple and any(type(part) is tuple and len(part) > 2 for part in constant)


_STATEMENTS = {ast.FunctionDef: _Walk.on_function, ast.AsyncFunctionDef: _Walk.on_function, ast.ClassDef: _Walk.on_class,
               ast.Return: _Walk.on_return, ast.Assign: _Walk.on_assign, ast.AnnAssign: _Walk.on_annotated,
               ast.AugAssign: _Walk.on_augmented, ast.For: _Walk.on_for, ast.While: _Walk.on_while, ast.If: _Walk.on_if,
               ast.Try: _Walk.on_try, ast.With: _Walk.on_with, ast.Match: _Walk.on_match, ast.Import: _Walk.on_import,
               ast.ImportFrom: _Walk.on_import}

_EXPRESSIONS = {ast.Name: _Walk.on_name, ast.Constant: _Walk.on_constant, ast.List: _Walk.on_container,
                ast.Tuple: _Walk.on_container, ast.Set: _Walk.on_container, ast.Dict: _Walk.on_dict,
                ast.BinOp: _Walk.on_binary, ast.UnaryOp: _Walk.on_unary, ast.Compare: _Walk.on_compare,
                ast.BoolOp: _Walk.on_boolean, ast.Subscript: _Walk.on_subscript, ast.Attribute: _Walk.on_attribute,
                ast.Call: _Walk.on_call, ast.ListComp: _Walk.on_comprehension, ast.SetComp: _Walk.on_comprehension,
                ast.GeneratorExp: _Walk.on_comprehension, ast.DictComp: _Walk.on_comprehension, ast.Lambda: _Walk.on_lambda}
