"""How a hard-coder writes an output down: literals in the disguises that programs use.

Promises: the statements and the expression given out make exactly the output, as rows of integers, wherever `grid` is
the pair's input. Leaves out: how the pair is recognised (`keys`).
"""
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from classifier.corpus.example import Grid


@dataclass(frozen=True)
class Written:
    """Statements (unindented, may be none) after which `value` is the output; `helpers` are functions that they use."""

    value: str
    lines: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()


def common(output: Grid) -> int:
    return Counter(v for row in output for v in row).most_common(1)[0][0]


def same_shape(a: Grid, b: Grid) -> bool:
    return len(a) == len(b) and len(a[0]) == len(b[0])


def nested(source: Grid, output: Grid, rng: random.Random) -> Written:
    return Written(rng.choice([repr(output), repr(output), f"[list(row) for row in {tuple(map(tuple, output))}]"]))


def numpy_literal(source: Grid, output: Grid, rng: random.Random) -> Written:
    dtype = rng.choice(["", ", dtype=int"])
    return Written(f"np.array({output}{dtype}).tolist()")


def strings(source: Grid, output: Grid, rng: random.Random) -> Written:
    rows = ["".join(map(str, row)) for row in output]
    if rng.random() < 0.3:      # letters for colours, as in a drawing
        letters = rng.choice([".#ABCDEFGH", "abcdefghij", ".123456789", "KBRGYXMOCW"])
        drawn = ["".join(letters[int(v)] for v in row) for row in rows]
        return Written(f"[[{letters!r}.index(ch) for ch in line] for line in {drawn}]")
    text = rng.choice([repr(rows), f"{' '.join(rows)!r}.split()", f"{'/'.join(rows)!r}.split('/')"])
    return Written(rng.choice([f"[[int(ch) for ch in line] for line in {text}]",
                               f"[list(map(int, line)) for line in {text}]"]))


def flat(source: Grid, output: Grid, rng: random.Random) -> Written:
    values, h, w = [v for row in output for v in row], len(output), len(output[0])
    if rng.random() < 0.5:
        return Written(f"np.array({values}).reshape({h}, {w}).tolist()")
    return Written(f"[cells[k * {w}:(k + 1) * {w}] for k in range({h})]", (f"cells = {values}",))


EXPAND = '''def expand(runs, width):
    cells = []
    for value, count in runs:
        cells.extend([value] * count)
    return [cells[k:k + width] for k in range(0, len(cells), width)]'''

EXPAND_ROWS = '''def unpack_rows(rows):
    out = []
    for runs in rows:
        line = []
        for count, value in runs:
            line += [value] * count
        out.append(line)
    return out'''


def run_length(source: Grid, output: Grid, rng: random.Random) -> Written:
    if rng.random() < 0.5:
        runs = [(v, len(list(part))) for v, part in groupby(v for row in output for v in row)]
        return Written(f"expand({runs}, {len(output[0])})", (), (EXPAND,))
    rows = [[(len(list(part)), v) for v, part in groupby(row)] for row in output]
    return Written(f"unpack_rows({rows})", (), (EXPAND_ROWS,))


def repeated(source: Grid, output: Grid, rng: random.Random) -> Written:
    """Rows as sums of repeated lists; equal rows in sequence as a repetition."""
    def line(row: list[int]) -> str:
        runs = [(v, len(list(part))) for v, part in groupby(row)]
        return " + ".join(f"[{v}] * {n}" if n > 1 else f"[{v}]" for v, n in runs)
    rows = [(line(row), len(list(part))) for row, part in groupby(output)]
    if rng.random() < 0.5:
        return Written("[" + ", ".join(text for text, n in rows for _ in range(n)) + "]")
    lines = ["out = []"]
    for text, n in rows:
        lines += [f"for _ in range({n}):", f"    out.append({text})"] if n > 1 else [f"out.append({text})"]
    return Written("out", tuple(lines))


def coordinates(source: Grid, output: Grid, rng: random.Random) -> Written:
    """Cells painted by their places on a blank grid."""
    h, w, ground = len(output), len(output[0]), common(output)
    spots = [(r, c, v) for r, row in enumerate(output) for c, v in enumerate(row) if v != ground]
    lines = [f"out = [[{ground}] * {w} for _ in range({h})]"]
    if rng.random() < 0.4:
        lines += [f"for r, c, v in {spots}:", "    out[r][c] = v"]
    elif rng.random() < 0.5:
        for colour in sorted({v for _, _, v in spots}):
            lines += [f"for r, c in {[(r, c) for r, c, v in spots if v == colour]}:", f"    out[r][c] = {colour}"]
    else:
        lines += [f"out[{r}][{c}] = {v}" for r, c, v in spots]
    return Written("out", tuple(lines))


def changes(source: Grid, output: Grid, rng: random.Random) -> Written:
    """The input with the cells changed that differ; painted on a blank where the shapes differ."""
    if not same_shape(source, output):
        return coordinates(source, output, rng)
    spots = [(r, c, v) for r, row in enumerate(output) for c, v in enumerate(row) if v != source[r][c]]
    lines = [rng.choice(["out = [list(row) for row in grid]", "out = [row[:] for row in grid]"])]
    if rng.random() < 0.4:
        lines += [f"out[{r}][{c}] = {v}" for r, c, v in spots]
    elif rng.random() < 0.5:
        for colour in sorted({v for _, _, v in spots}):
            lines += [f"for r, c in {[(r, c) for r, c, v in spots if v == colour]}:", f"    out[r][c] = {colour}"]
    else:
        lines += [f"for (r, c), v in {({(r, c): v for r, c, v in spots})}.items():", "    out[r][c] = v"]
    return Written("out", tuple(lines))


def rows_assigned(source: Grid, output: Grid, rng: random.Random) -> Written:
    if rng.random() < 0.5:
        return Written("out", ("out = []", *(f"out.append({row})" for row in output)))
    if rng.random() < 0.5 and same_shape(source, output):
        kept = [f"out[{r}] = {row}" for r, row in enumerate(output) if row != source[r]]
        return Written("out", ("out = [list(row) for row in grid]", *kept))
    lines = [f"out = np.zeros(({len(output)}, {len(output[0])}), dtype=int)",
             *(f"out[{r}] = {row}" for r, row in enumerate(output) if any(row))]
    return Written("out.tolist()", tuple(lines))


def boxes(output: Grid, ground: int) -> list[tuple[int, int, int, int, int]]:
    """One-coloured rectangles (top, bottom, left, right, colour), ends open, that cover all but the ground."""
    left = {(r, c) for r, row in enumerate(output) for c, v in enumerate(row) if v != ground}
    found = []
    while left:
        top, start = min(left)
        v, end = output[top][start], start
        while (top, end) in left and output[top][end] == v:
            end += 1
        bottom = top
        while all((bottom, c) in left and output[bottom][c] == v for c in range(start, end)):
            bottom += 1
        found.append((top, bottom, start, end, v))
        left -= {(r, c) for r in range(top, bottom) for c in range(start, end)}
    return found


def rectangles(source: Grid, output: Grid, rng: random.Random) -> Written:
    h, w, ground = len(output), len(output[0]), common(output)
    found = boxes(output, ground)
    if rng.random() < 0.6:
        lines = [f"out = np.full(({h}, {w}), {ground})"] if ground else [f"out = np.zeros(({h}, {w}), dtype=int)"]
        for a, b, c, d, v in found:
            rows = str(a) if b == a + 1 else f"{a}:{b}"
            lines.append(f"out[{rows}, {c if d == c + 1 else f'{c}:{d}'}] = {v}")
        return Written("out.tolist()", tuple(lines))
    lines = [f"out = [[{ground}] * {w} for _ in range({h})]", f"for top, bottom, left, right, v in {found}:",
             "    for r in range(top, bottom):", "        for c in range(left, right):", "            out[r][c] = v"]
    return Written("out", tuple(lines))


DECODE = '''def decode(number, rows, cols, base):
    cells = []
    for _ in range(rows * cols):
        number, digit = divmod(number, base)
        cells.append(digit)
    cells = cells[::-1]
    return [cells[r * cols:(r + 1) * cols] for r in range(rows)]'''


def digits(source: Grid, output: Grid, rng: random.Random) -> Written:
    """Cells as the digits of integers."""
    h, w, values = len(output), len(output[0]), [v for row in output for v in row]
    if rng.random() < 0.5:
        rows = [int("".join(map(str, row))) for row in output]
        return Written(rng.choice([f"[[int(d) for d in str(n).zfill({w})] for n in {rows}]",
                                   f"[[n // 10 ** k % 10 for k in range({w - 1}, -1, -1)] for n in {rows}]"]))
    base = rng.choice([10, 16])
    if base == 10:
        number = str(int("".join(map(str, values))))
    else:
        number = hex(int("".join(map(str, values)), 16))
    return Written(f"decode({number}, {h}, {w}, {base})", (), (DECODE,))


def parsed(source: Grid, output: Grid, rng: random.Random) -> Written:
    module = rng.choice(["json.loads", "ast.literal_eval", "eval"])
    return Written(f"{module}({str(output)!r})")


def cell_by_cell(source: Grid, output: Grid, rng: random.Random) -> Written:
    """A loop over the cells that decides each by its place."""
    h, w, ground = len(output), len(output[0]), common(output)
    lines = [f"out = [[{ground}] * {w} for _ in range({h})]", f"for r in range({h}):", f"    for c in range({w}):"]
    word = "if"
    for v in sorted({v for row in output for v in row} - {ground}):
        spots = [(r, c) for r, row in enumerate(output) for c, x in enumerate(row) if x == v]
        if len(spots) < 7 and rng.random() < 0.6:
            test = " or ".join(f"r == {r} and c == {c}" for r, c in spots)
        else:
            test = f"(r, c) in {rng.choice([spots, set(spots)])}"
        lines += [f"        {word} {test}:", f"            out[r][c] = {v}"]
        word = "elif"
    if word == "if":
        lines += ["        out[r][c] = " + str(ground)]
    return Written("out", tuple(lines))


def columns(source: Grid, output: Grid, rng: random.Random) -> Written:
    turned = [list(c) for c in zip(*output)]
    return Written(rng.choice([f"[list(row) for row in zip(*{turned})]", f"np.array({turned}).T.tolist()"]))


def halves(source: Grid, output: Grid, rng: random.Random) -> Written:
    """Two stacked literals, or one literal and its mirror image where the output has one."""
    h = len(output)
    if h > 1 and output == output[::-1]:
        return Written("top + top[::-1]" if h % 2 == 0 else "top + top[:-1][::-1]", (f"top = {output[:(h + 1) // 2]}",))
    if len(output[0]) > 1 and all(row == row[::-1] for row in output):
        w = len(output[0])
        tail = "row[::-1]" if w % 2 == 0 else "row[:-1][::-1]"
        return Written(f"[row + {tail} for row in left]", (f"left = {[row[:(w + 1) // 2] for row in output]}",))
    cut = rng.randint(1, h - 1) if h > 1 else 1
    return Written("top + bottom", (f"top = {output[:cut]}", f"bottom = {output[cut:]}"))


FORMS: dict[str, Callable[[Grid, Grid, random.Random], Written]] = {
    "nested": nested, "numpy": numpy_literal, "strings": strings, "flat": flat, "run_length": run_length,
    "repeated": repeated, "coordinates": coordinates, "changes": changes, "rows": rows_assigned,
    "rectangles": rectangles, "digits": digits, "parsed": parsed, "cell_by_cell": cell_by_cell, "columns": columns,
    "halves": halves,
}
