"""What is found in replies: programs whole, programs cut, and anything at all."""
import ast
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.replies import Reply, program_of, read


GOOD = "def transform(grid):\n    return grid\n"
BOTH = "def transform(grid):\n    if grid:\n        return grid\n    else:\n        return 1\n"


@pytest.mark.parametrize("reply, program", [
    (f"```python\n{GOOD}```", GOOD),
    (f"```\n{GOOD}```\n", GOOD),
    (f"```py\r\n{GOOD.replace(chr(10), chr(13) + chr(10))}```\r\n", GOOD),
    (f"first\n```python\ndef transform(g): return 1\n```\nbetter\n```python\n{GOOD}```\nso:\n```python\nprint(1)\n```",
     GOOD),
    ("1. so\n   ```python\n   def transform(grid):\n       return grid\n   ```", GOOD),
    ('```python\ns = """\n  two\n"""\ndef transform(g):\n    return g\n```',
     's = """\n  two\n"""\ndef transform(g):\n    return g\n'),
    (f"```json\n{GOOD}```", None),
    ("```python\ndef transformed(g): return g\n```", None),
    ("no code", None),
    ("", None),
    (GOOD, GOOD),
    (f"```python\n{GOOD}", GOOD),
    (f"```python\n{GOOD}\nprint(transform([[1", GOOD),
    ("```python\ndef transform(grid):\n    if grid:\n        return grid\n    out = [", None),
    (f"```python\n{BOTH}    x = (", BOTH),
    (f"```python\n{GOOD}```\nAgain:\n```python\ndef transform(grid):\n    out = [", GOOD),
])
def test_the_program_in_a_reply(reply, program):
    assert program_of(reply) == program


PIECES = ["```", "```python", "~~~", "\n", "def transform(g):", "    return g", " ", "\x00", "é", "\\", '"""', "if",
          "(", "\ud800"]


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_no_reply_makes_it_raise(reply):
    program = program_of(reply)
    assert program is None or "transform" in program


def test_what_was_cut_is_said_to_be_recovered():
    assert read(f"```python\n{GOOD}```") == Reply(GOOD) and read("none") == Reply(None)
    assert read(f"```python\n{GOOD}\nprint(transform([[1") == Reply(GOOD, recovered=True)


def longest_whole(source):
    """What `read` promises of a cut block, the slow way: every beginning is tried, the longest first."""
    lines = source.split("\n")
    for end in range(len(lines), 0, -1):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = ast.parse("\n".join(lines[:end])).body
        except SyntaxError:
            continue
        names = [getattr(node, "name", None) for node in body]
        if "transform" in names:
            at = names.index("transform")
            if at + 1 < len(body) or ends(body[at].body):
                return "\n".join(lines[:end]).rstrip("\n") + "\n"
    return None


def ends(body):
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and ends(last.body) and ends(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise))


PROGRAMS = sorted(Path(__file__).parent.parent.glob("classifier/corpus/written/*/*.py"))


@given(st.data())
def test_a_program_cut_anywhere_gives_its_longest_whole_beginning(data):
    program = data.draw(st.sampled_from(PROGRAMS)).read_text() + "\ntable = [\n" + " [1, 2],\n" * 9 + "]\n"
    cut = program[:data.draw(st.integers(0, len(program)))]
    assert read(f"```python\n{cut}").program == longest_whole(cut)


def test_a_long_table_that_was_cut_is_not_parsed_line_by_line(monkeypatch):
    parses = []
    monkeypatch.setattr("kernel.replies.ast.parse", lambda source, parse=ast.parse: parses.append(1) or parse(source))
    table = "table = [\n" + "    [1, 2, 3],\n" * 1000
    assert read(f"```python\n{GOOD}{table}") == Reply(GOOD, recovered=True) and len(parses) == 2
