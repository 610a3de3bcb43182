"""SOAR's prompt pack, read out of its authors' source files: by syntax tree, never by import or execution.

The sentences a model was trained with belong to that model. They are read here from files of pinned sha256 and put into
the kit's `PromptPack`, so that `kernel.prompts` makes the same messages as the upstream functions do. What is known of
those functions is their names, the names of their variables, and the order in which they put text together:

    prompt.py      prompt_wo_fewshot_v1_, prompt_repair_sol_v1   the two templates
                   get_additional_info_prompt                    the colour legend
                   get_solver_prompt, format_task                the task block
                   format_repair_one_previous_response           the draft block
    llm_utils.py   return_chat_format                            the system line

Promises: a pack, or a PackError of one line; nothing of the files is run. Leaves out: two things that upstream prints
of a failed output, which depend on its own records (the text of the error, and the shape of the grid before).
"""
import ast
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from kernel.prompts import KIT_PACK, PackError, PromptPack

PROMPT_FILE, SYSTEM_FILE = "prompt.py", "llm_utils.py"


@dataclass(frozen=True)
class Upstream:
    """The two files, as they were found. `system` is None where no llm_utils.py lies beside."""

    prompt: Path
    system: Path | None


def find(source: Path) -> Upstream:
    """The files in a checkout, in its folder soar/, or beside a prompt.py that was named. Raises PackError."""
    for prompt in (source, source / PROMPT_FILE, source / "soar" / PROMPT_FILE):
        if prompt.is_file():
            beside = prompt.with_name(SYSTEM_FILE)
            return Upstream(prompt, beside if beside.is_file() else None)
    raise PackError(f"{source}: neither a file, nor a folder with {PROMPT_FILE} or soar/{PROMPT_FILE} in it")


def read(upstream: Upstream, *, prompt_shas: set[str], system_shas: set[str], name: str
         ) -> tuple[PromptPack, list[str]]:
    """The pack, and what is to be said about it, one line each. Raises PackError, for another sha256 too.

    Without llm_utils.py the system line is the kit's own, and that is said.
    """
    prompt = Functions(_source(upstream.prompt, prompt_shas), str(upstream.prompt))
    said = [f"prompt pack: read from {upstream.prompt}"]
    if upstream.system is None:
        system = KIT_PACK.system
        said.append(f"prompt pack: no {SYSTEM_FILE} beside it, in which the system line stands: the kit's own is taken")
    else:
        beside = Functions(_source(upstream.system, system_shas), str(upstream.system))
        system = beside.assigned("return_chat_format", "system_prompt")
    return pack_of(prompt, system, name), said


def pack_of(prompt: "Functions", system: str, name: str) -> PromptPack:
    """The pack that the functions of prompt.py amount to, for one task without examples and one draft."""
    legend = prompt.assigned("get_additional_info_prompt", "map_colors_alt")
    shapes = {"x_shape": "rows", "y_shape": "columns", "x": "rows", "y": "columns"}
    numbers = {"i+1": "number", "i + 1": "number"}
    grids = {"grid_formatting": "grid"}
    train_input, train_output, test_input, _ = prompt.added(
        "format_task", "prompt", 4, {**shapes, **numbers, **grids})
    (head,) = [text for text in prompt.texts("get_solver_prompt", "task2solve_formated") if text]
    draft = _draft(prompt, {**shapes, **numbers})
    return PromptPack(
        name=name, system=system,
        sampling=_template(prompt.constant("prompt_wo_fewshot_v1_"),
                           {"additional_info": legend, "fewshot_example": "", "task": "{task}"}),
        refinement=_template(prompt.constant("prompt_repair_sol_v1"),
                             {"additional_info": legend.strip(), "task": "{task}",
                              "previous_implementation": "{draft}"}),
        task_head=head, train_input=train_input, train_output=train_output, test_input=test_input, **draft)


def _draft(prompt: "Functions", places: dict[str, str]) -> dict[str, str]:
    """The texts of the draft block. The function adds, in this order: the program; the score; the heading of the
    results; each pair's beginning, then correct or incorrect, then its output; each test's beginning, then its output;
    a sentence for a draft that is right on every pair; and the closing, which it adds in either case."""
    where = "format_repair_one_previous_response"
    code = "previous_response[idx]['code']"
    added = prompt.added(where, "response_formated", 11, {
        **places, code: "program", "shape_grid": "shape", "output2display": "grid", "list_incorrect": "wrong",
        "N_correct_task": "correct", "N_task": "pairs"}, first=code)
    program, score, heading, pair, right, wrong, output, test, test_output, all_right, closing = added
    shape = prompt.assigned(where, "shape_grid", {"x": "rows", "y": "columns"})
    (name,) = prompt.added(where, "list_incorrect", 1, places)
    between = ", "
    if not name.endswith(between):
        raise PackError(f"{prompt.where}: {where}: the names of wrong outputs end otherwise than known")

    def shown(text: str, error: bool) -> str:
        return text.replace("{shape}", "").replace("{grid}", "{error}") if error else text.replace("{shape}", shape)

    return {"draft_program": program, "draft_score": score + heading, "pair_correct": pair + right,
            "pair_wrong": pair + wrong + shown(output, False), "pair_failed": pair + wrong + shown(output, True),
            "test_output": test + shown(test_output, False), "test_failed": test + shown(test_output, True),
            "wrong_name": name.removesuffix(between), "wrong_between": between, "closing_wrong": closing,
            "closing_correct": all_right + closing.replace("{wrong}", "")}


def _source(file: Path, shas: set[str]) -> str:
    """The text of a file that has one of these sha256. Raises PackError."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise PackError(f"{file}: {error.strerror or error}") from None
    sha = hashlib.sha256(content).hexdigest()
    if sha not in shas:
        raise PackError(f"{file}: its sha256 is {sha}, not the known one; take the version that the spec names, or, "
                        f"having read this file, give --prompt-sha {sha}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise PackError(f"{file}: not text in UTF-8") from None


def _template(text: str, values: dict[str, str]) -> str:
    """What `text.format(**values)` gives, for texts whose only braces are these names. Raises PackError."""
    names = set(re.findall(r"\{([^{}]*)\}", text))
    if names != set(values) or text.count("{") != text.count("}") or "{{" in text:
        raise PackError(f"a template has the places {sorted(names)}, known are {sorted(values)}")
    return re.sub(r"\{([^{}]*)\}", lambda place: values[place[1]], text)


class Functions:
    """The texts in a Python source, found by the names of functions and variables. Every method raises PackError where
    the source is not built as it is known to be."""

    def __init__(self, source: str, where: str):
        self.where = where
        try:
            self.tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise PackError(f"{where}: not Python: {error}") from None

    def constant(self, name: str) -> str:
        """The text last assigned to this name at the top of the module."""
        found = [node.value for node in self.tree.body if isinstance(node, ast.Assign) and _named(node.targets, name)]
        return self._text(found[-1], {}, name) if found else self._missing(name)

    def assigned(self, function: str, name: str, places: dict[str, str] | None = None) -> str:
        """The longest text assigned to this name in a function."""
        texts = self.texts(function, name, places)
        return max(texts, key=len) if texts else self._missing(f"{function}: {name}")

    def texts(self, function: str, name: str, places: dict[str, str] | None = None) -> list[str]:
        """The texts that are assigned to this name in a function, in order; what is not text in them left out."""
        return [self._text(node.value, places or {}, f"{function}: {name}", loose=True)
                for node in self._walk(function) if isinstance(node, ast.Assign) and _named(node.targets, name)
                and self._is_text(node.value)]

    def added(self, function: str, name: str, count: int, places: dict[str, str], *, first: str = "") -> list[str]:
        """The `count` texts that a function adds to this name, in order; expressions in them become `{place}` by
        `places` (source of the expression, or name of the function it calls -> name). With `first`, the list begins
        with the text assigned to the name in which that expression stands."""
        begun = [self._text(node.value, places, function) for node in self._walk(function)
                 if first and isinstance(node, ast.Assign) and _named(node.targets, name)
                 and first in ast.unparse(node.value)]
        texts = begun + [self._text(node.value, places, function) for node in self._walk(function)
                         if isinstance(node, ast.AugAssign) and _named([node.target], name)]
        if len(texts) != count:
            raise PackError(f"{self.where}: {function} adds {len(texts)} texts to {name}, known are {count}")
        return texts

    def _walk(self, function: str) -> list[ast.stmt]:
        """The statements of a function in the order in which they stand."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == function:
                inner = [each for each in ast.walk(node) if isinstance(each, ast.stmt)]
                return sorted(inner, key=lambda each: (each.lineno, each.col_offset))
        self._missing(function)

    def _missing(self, what: str):
        raise PackError(f"{self.where}: {what} is not there")

    def _is_text(self, node: ast.expr) -> bool:
        return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(node))

    def _text(self, node: ast.expr, places: dict[str, str], where: str, *, loose: bool = False) -> str:
        """An expression of text: constants, f-strings, `+` and `.format`. Other parts become `{place}`; a part that has
        none is left out if `loose`."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.JoinedStr):
            return "".join(self._text(part, places, where, loose=loose) for part in node.values)
        if isinstance(node, ast.FormattedValue):
            return self._text(node.value, places, where, loose=loose)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and self._is_text(node):
            return "".join(self._text(part, places, where, loose=loose) for part in (node.left, node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            filled = [self._text(argument, places, where, loose=loose) for argument in node.args]
            pieces = self._text(node.func.value, places, where).split("{}")
            if len(pieces) == len(filled) + 1:
                return "".join(piece + value for piece, value in zip(pieces, [*filled, ""]))
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ast.unparse(node)
        if called in places or loose:
            return f"{{{places[called]}}}" if called in places else ""
        raise PackError(f"{self.where}: {where}: {ast.unparse(node)[:80]} is not known")


def _named(targets: list[ast.expr], name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)
