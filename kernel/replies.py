"""What a language model wrote, read: reply -> program.

Promises: `read` never raises, whatever the reply, and changes nothing in the source it takes out. Leaves out: the
prompts (`kernel.prompts`), and whether the program is any good (the sandbox).
"""
import ast
import re
import warnings
from dataclasses import dataclass

_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*([\w+-]*)[^`]*$")
_LANGUAGES = ("", "python", "py", "python3")
_DEFINES = re.compile(r"^(?:async\s+)?def\s+transform\s*\(", re.MULTILINE)


@dataclass(frozen=True)
class Reply:
    """What a reply came to. `recovered`: the program was found in a block that the reply's end cut off."""

    program: str | None                # Python source defining `transform`, None where there is none
    recovered: bool = False


def read(reply: str) -> Reply:
    """The program in a reply: of the last fenced python block that defines `transform`.

    A fence that was never closed (the reply was cut) counts when a whole function can be had by dropping the lines
    behind it. A reply without any fence counts when all of it is a program.
    """
    blocks, cut = _blocks(reply)
    if cut is not None and (recovered := _recover(cut)) is not None:
        return Reply(recovered, recovered=True)
    for block in reversed(blocks):
        if _DEFINES.search(block):
            return Reply(block)
    if not blocks and cut is None and _DEFINES.search(reply) and _parse(reply)[0] is not None:
        return Reply(reply)
    return Reply(None)


def program_of(reply: str) -> str | None:
    """The program in a reply, or None: `read` for those who need nothing else."""
    return read(reply).program


def _blocks(reply: str) -> tuple[list[str], str | None]:
    """The closed python blocks in order, and the one still open at the end, if any."""
    blocks: list[str] = []
    lines: list[str] = []
    fence = indent = language = None
    for line in reply.replace("\r\n", "\n").split("\n"):
        mark = _FENCE.match(line)
        if fence is None:
            if mark:
                indent, fence, language = mark.group(1), mark.group(2), mark.group(3).lower()
                lines = []
        elif mark and mark.group(2).startswith(fence) and not mark.group(3):
            if language in _LANGUAGES:
                blocks.append("\n".join(lines) + "\n")
            fence = None
        else:
            lines.append(line.removeprefix(indent))
    is_open = fence is not None and language in _LANGUAGES
    return blocks, "\n".join(lines) + "\n" if is_open else None


def _recover(source: str) -> str | None:
    """The longest beginning of a cut source that holds a whole `transform`.

    A beginning that reaches a syntax error has it too, so the next one to try ends before that line: a table cut in its
    middle costs two parses, not one a line.
    """
    lines = source.split("\n")
    first = next((at for at, line in enumerate(lines) if _DEFINES.match(line)), len(lines))
    end = len(lines)
    while end > first:
        tree, error_line = _parse("\n".join(lines[:end]))
        if tree is not None:
            # Where it is there but not whole, less of it is not either.
            return "\n".join(lines[:end]).rstrip("\n") + "\n" if _holds_whole_transform(tree) else None
        end = min(end, error_line or end) - 1
    return None


def _holds_whole_transform(tree: ast.Module) -> bool:
    """Whether `transform` is there and was not cut: it comes to an end, or something follows it."""
    for at, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef) and node.name == "transform":
            return at + 1 < len(tree.body) or _ends(node.body)
    return False


def _ends(body: list[ast.stmt]) -> bool:
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise))


def _parse(source: str) -> tuple[ast.Module | None, int | None]:
    """The tree; or none, and the line of the error where it has one, counted from 1."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")          # a model's "\d" is its own affair
            return ast.parse(source), None
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return None, getattr(error, "lineno", None)
