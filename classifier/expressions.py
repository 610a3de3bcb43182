"""What the expressions of a program hold: data, comparisons with data, and whether the input reaches a value.

A part of `classifier.source`, which says what the words mean and walks the statements. Nothing is executed.
"""
import ast
from collections import Counter
from dataclasses import dataclass, field

from classifier.constants import Constants, flat, leaves, nested, unwrapped

DEPTHS = frozenset({"longest_ladder", "longest_condition", "loop_depth"})
"""Counts of which the largest stands for a program, and not the sum."""

LEAVES_MAX = 20_000
"""Literals are followed up to this many numbers in all; a program with more is data in any case."""

_KEYS = frozenset({"hash", "tobytes", "tostring", "md5", "sha1", "sha256", "blake2b", "crc32", "adler32", "dumps",
                   "hexdigest"})
_SIZES = frozenset({"len", "shape", "size", "ndim", "zeros_like", "ones_like", "empty_like", "full_like"})
_DECODERS = frozenset({"loads", "literal_eval", "fromhex", "b64decode", "decompress", "b85decode", "fromstring", "eval",
                       "exec", "split", "splitlines", "unpackbits", "frombuffer", "divmod"})
_STORES = frozenset({"append", "extend", "add", "insert", "update", "appendleft", "fill"})


@dataclass
class Scan:
    """Everything that the walk found. `literals`: outermost literal containers as nested tuples;
    `texts`: strings of six characters or more; `numbers`: int constants in order of the source;
    `cells`: (row, column, value) set by constants, `boxes`: (top, bottom, left, right, value) likewise, ends exclusive,
    None where open; `cell_tests`: (row, column, value) compared for equality; `size_tests`: constants that a size
    is compared with; `keys`: the constant keys of each dict display; `crops`: constant
    boxes that are cut out, as (top, bottom, left, right); `entry_returns`: for each return of `transform`, whether what
    it returns is fed."""

    counts: Counter = field(default_factory=Counter)
    literals: list[tuple] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    cells: list[tuple[int, int, int]] = field(default_factory=list)
    boxes: list[tuple] = field(default_factory=list)
    cell_tests: list[tuple[int, int, int]] = field(default_factory=list)
    size_tests: list[int] = field(default_factory=list)
    keys: list[tuple] = field(default_factory=list)
    crops: list[tuple[int, int, int, int]] = field(default_factory=list)
    entry_returns: list[bool] = field(default_factory=list)
    leaves: int = 0


def merged(parts: list[Scan]) -> Scan:
    """Several findings as one."""
    whole = Scan()
    for part in parts:
        for name, count in part.counts.items():
            whole.counts[name] = max(whole.counts[name], count) if name in DEPTHS else whole.counts[name] + count
        for name, found in vars(part).items():
            if isinstance(found, list):
                getattr(whole, name).extend(found)
        whole.leaves += part.leaves
    return whole


class Expressions(Constants):
    """A walk over expressions. Each method for one returns whether its value is fed."""

    def __init__(self):
        super().__init__()
        self.begin()
        self.fed: set[str] = set()
        self.sizes: set[str] = set()                               # variables that hold a size of something

    def begin(self) -> None:
        """Note what follows apart from what came before."""
        self.found = Scan()
        self.counts = self.found.counts
        self.loads: set[str] = set()                               # names that are read

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
        self.loads.add(node.id)
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
        fed = False
        known_keys = []
        for key, held in zip(node.keys, node.values):
            known = self.constant(key) if key is not None else None
            if known is not None:
                known_keys.append(known)
            if isinstance(known, (tuple, str)) or (isinstance(known, int) and abs(known) > 9):
                self.counts["wide_keys"] += 1
            inner = self.constant(unwrapped(held))
            if isinstance(inner, tuple) and leaves(inner) >= 4:
                self.counts["wide_values"] += 1
            elif type(known) is int and type(inner) is int:
                self.counts["data_nodes"] += 2
                self.found.leaves += 2
            for part in (key, held):
                if part is not None:
                    fed |= self.value(part)
        self.found.keys.append(tuple(known_keys))
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
            if equal and leaves(constant) >= 2 and (operator in (ast.Eq, ast.NotEq) or nested(constant)):
                self.counts["data_compares"] += 1
                self.counts["tests_of_data"] += 1
            if self.sized(node):
                self.counts["size_compares"] += equal
                if equal and operator is not ast.NotEq:
                    self.found.size_tests += [leaf for leaf in flat(constant) if type(leaf) is int]
                    self.counts["tests_of_data"] += 1
            return
        if not isinstance(constant, int) or not equal:
            return
        if self.sized(node):
            self.counts["size_compares"] += 1
            if operator is not ast.NotEq:                          # that is a guard, mostly
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

    def sized(self, node: ast.expr) -> bool:
        """Whether an expression is a size: `len(x)`, `x.shape`, `x.shape[0]`, or a variable set to one."""
        if type(node) is ast.Name:
            return node.id in self.sizes
        while type(node) is ast.Subscript:
            node = node.value
        if type(node) is ast.Tuple and node.elts:
            return all(map(self.sized, node.elts))
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
        place = self.place(node)
        if place is not None:
            self.counts["fixed_loads"] += 1
            if len(place) == 2 and None not in place[0] + place[1]:
                self.found.crops.append((*place[0], *place[1]))
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
        elif type(function) is ast.Name:
            self.loads.add(name)
        else:
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
        if type(function) is ast.Attribute and name in _STORES:
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
        """Note a literal container. A blank (one value throughout) and a list of directions are tools and no data."""
        parts = flat(constant)
        if len(set(parts)) <= 1 or _directions(parts):
            self.counts["nodes"] += 1
            return
        if parts and all(type(part) is str for part in parts):
            parts = ["".join(parts)]                               # rows of one picture
        self.counts["nodes"] += len(parts)
        self.counts["data_nodes"] += len(parts)
        self.counts["constants"] += len(parts)
        if self.found.leaves < LEAVES_MAX:
            self.found.leaves += len(parts)
            self.found.literals.append(constant)
            self.found.numbers += [part for part in parts if type(part) is int]
            for part in parts:
                if type(part) is str:
                    self.text(part)


def _directions(parts: list) -> bool:
    """Whether numbers are steps to neighbours, such as (-1, 0), (1, 0), or (-2, 2)."""
    return all(type(part) is int and -2 <= part <= 2 for part in parts) and min(parts) < 0


_EXPRESSIONS = {
    ast.Name: Expressions.on_name, ast.Constant: Expressions.on_constant, ast.Dict: Expressions.on_dict,
    **dict.fromkeys((ast.List, ast.Tuple, ast.Set), Expressions.on_container),
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp), Expressions.on_comprehension),
    ast.BinOp: Expressions.on_binary, ast.UnaryOp: Expressions.on_unary, ast.Compare: Expressions.on_compare,
    ast.BoolOp: Expressions.on_boolean, ast.Subscript: Expressions.on_subscript,
    ast.Attribute: Expressions.on_attribute, ast.Call: Expressions.on_call, ast.Lambda: Expressions.on_lambda,
}
