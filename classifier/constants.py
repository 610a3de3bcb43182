"""Constants in a syntax tree: what is written down, however it is written. Nothing is executed.

Numbers, texts, nested lists and tuples of them, products and sums of these, and names that were given such a value.
Small on purpose: what a person would call writing the data down. Leaves out: what the constants are used for.
"""
import ast

_RUN_MAX, _HELD_MAX, _DEPTH_MAX = 4000, 20_000, 12
"""Cells that a product such as `[0] * 900` may come to; numbers, and levels, that a constant may have. Names make it
easy to write down what no memory would hold: a list of ten names of lists of ten names, and so on."""


class Constants:
    """What is known of constants at a point of a walk; the walk keeps `named` and `loops` up to date."""

    def __init__(self):
        self.named: dict[str, object] = {}                         # variables that hold a constant
        self.loops = 0                                             # depth of loops around here

    def constant(self, node: ast.expr | None) -> object:
        """The value of an expression made of constants: an int, a str, or nested tuples of these; None for any
        other."""
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
            return _held(tuple(parts))
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
            return _held(left + right)
        if operator is ast.Sub and kinds == (int, int):
            return left - right
        if operator is ast.Mult and kinds == (int, int):
            return left * right if abs(left) < 1 << 64 and abs(right) < 1 << 64 else None
        if operator is ast.Mult and int in kinds and kinds[0] is not kinds[1]:
            times, what = (left, right) if kinds[0] is int else (right, left)
            return what * times if 0 <= times <= 900 and leaves(what) * times <= _RUN_MAX else None
        if operator is ast.FloorDiv and kinds == (int, int) and right:
            return left // right
        if operator is ast.Pow and kinds == (int, int) and 0 <= right <= 64 and abs(left) <= 64:
            return left ** right
        return None

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


def unwrapped(node: ast.expr) -> ast.expr:
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


def _held(constant: object) -> object:
    """The constant, or None where it is too large to be looked at."""
    if type(constant) is not tuple or not any(type(part) is tuple for part in constant):
        return constant if not isinstance(constant, (tuple, str)) or len(constant) <= _HELD_MAX else None
    level: list = list(constant)
    for _ in range(_DEPTH_MAX):
        inner = [part for part in level if type(part) is tuple]
        if not inner:
            return constant
        if sum(map(len, inner)) > _HELD_MAX:
            return None
        level = [one for part in inner for one in part]
    return None


def flat(constant: object) -> list:
    """The leaves of nested tuples, in order."""
    if type(constant) is not tuple:
        return [constant]
    leaves: list = []
    for part in constant:
        if type(part) is tuple:
            leaves += flat(part)
        else:
            leaves.append(part)
    return leaves


def leaves(constant: object) -> int:
    return len(flat(constant)) if type(constant) is tuple else len(constant) if type(constant) is str else 1


def nested(constant: object) -> bool:
    return type(constant) is tuple and any(type(part) is tuple and len(part) > 2 for part in constant)
