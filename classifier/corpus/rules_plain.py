"""Rules of made tasks, written in plain Python as programs for ARC are: lists, loops, literals that belong to the rule.

A rule's settings are its keyword arguments; `made` turns a rule with settings into a program. Many of them are tables
(colour maps, templates, glyphs, legends): an honest program may hold data.
"""
from classifier.corpus.drawing import Rule, palette, register, template, two

RULES: list[Rule] = []
rule = register(RULES, "plain")


@rule(lambda rng: {"mapping": dict(zip(rng.sample(range(1, 10), 6), palette(rng, 6)))}, "full")
def recolour(grid, *, mapping):
    out = []
    for row in grid:
        out.append([mapping.get(v, v) for v in row])
    return out


@rule(lambda rng: dict(zip("ab", two(rng))), "full")
def swap(grid, *, a, b):
    h, w = len(grid), len(grid[0])
    out = [[0] * w for _ in range(h)]
    for r in range(h):
        for c in range(w):
            if grid[r][c] == a:
                out[r][c] = b
            elif grid[r][c] == b:
                out[r][c] = a
            else:
                out[r][c] = grid[r][c]
    return out


@rule(lambda rng: {"shape": template(rng, 3, 3)}, "dots")
def stamp(grid, *, shape):
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            if grid[r][c] != 0:
                for dr in range(3):
                    for dc in range(3):
                        y, x = r + dr - 1, c + dc - 1
                        if 0 <= y < h and 0 <= x < w and shape[dr][dc] and grid[y][x] == 0:
                            out[y][x] = shape[dr][dc]
    return out


@rule(lambda rng: {"glyphs": [["".join(str(v) for v in row) for row in template(rng, 5, 3, 1)] for _ in range(6)],
                   "colour": rng.randint(1, 9)}, "dots")
def count_glyph(grid, *, glyphs, colour):
    count = 0
    for row in grid:
        for v in row:
            if v != 0:
                count += 1
    glyph = glyphs[count % len(glyphs)]
    return [[colour if ch == "1" else 0 for ch in line] for line in glyph]


@rule(lambda rng: {"colour": rng.randint(1, 9)})
def border(grid, *, colour):
    out = [list(row) for row in grid]
    last_row, last_col = len(grid) - 1, len(grid[0]) - 1
    for r, row in enumerate(grid):
        for c, _ in enumerate(row):
            if r == 0 or c == 0 or r == last_row or c == last_col:
                out[r][c] = colour
    return out


@rule(lambda rng: {"colour": rng.randint(1, 9), "phase": rng.randint(0, 1)})
def checker(grid, *, colour, phase):
    out = []
    for r in range(len(grid)):
        line = []
        for c in range(len(grid[0])):
            if (r + c) % 2 == phase and grid[r][c] == 0:
                line.append(colour)
            else:
                line.append(grid[r][c])
        out.append(line)
    return out


@rule(lambda rng: {"legend": {k: template(rng, 3, 3) for k in range(1, 10)}}, "noise", rare=True)
def legend_shape(grid, *, legend):
    counts = {}
    for row in grid:
        for v in row:
            if v:
                counts[v] = counts.get(v, 0) + 1
    if not counts:
        return [[0] * 3 for _ in range(3)]
    best = max(counts, key=lambda v: (counts[v], -v))
    return legend[best]


@rule(lambda rng: {"by_size": dict(zip(range(1, 9), palette(rng, 8))), "other": rng.randint(1, 9)}, "blocks")
def size_colours(grid, *, by_size, other):
    h, w = len(grid), len(grid[0])
    out = [[0] * w for _ in range(h)]
    seen = set()
    for r in range(h):
        for c in range(w):
            if grid[r][c] == 0 or (r, c) in seen:
                continue
            stack, cells = [(r, c)], []
            seen.add((r, c))
            while stack:
                y, x = stack.pop()
                cells.append((y, x))
                for dy, dx in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
                    ny, nx = y + dy, x + dx
                    if 0 <= ny < h and 0 <= nx < w and (ny, nx) not in seen and grid[ny][nx] == grid[r][c]:
                        seen.add((ny, nx))
                        stack.append((ny, nx))
            for y, x in cells:
                out[y][x] = by_size.get(len(cells), other)
    return out


@rule()
def gravity(grid):
    columns = []
    for column in zip(*grid):
        coloured = [v for v in column if v != 0]
        columns.append([0] * (len(column) - len(coloured)) + coloured)
    return [list(row) for row in zip(*columns)]


@rule(lambda rng: {"colour": rng.randint(1, 9)}, "dots")
def join_in_row(grid, *, colour):
    out = [row[:] for row in grid]
    for r, row in enumerate(grid):
        places = [c for c, v in enumerate(row) if v != 0]
        if len(places) >= 2:
            for c in range(places[0] + 1, places[-1]):
                if row[c] == 0:
                    out[r][c] = colour
    return out


@rule(lambda rng: {"offsets": rng.sample([(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)], 3),
                   "colour": rng.choice([0, 2, 4])}, "dots")
def rays(grid, *, offsets, colour):
    h, w = len(grid), len(grid[0])
    result = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            if grid[r][c] > 0:
                for dr, dc in offsets:
                    y, x = r + dr, c + dc
                    while 0 <= y < h and 0 <= x < w and grid[y][x] == 0:
                        result[y][x] = colour if colour else grid[r][c]
                        y, x = y + dr, x + dc
    return result


@rule(lambda rng: {"top": rng.randint(0, 1), "left": rng.randint(0, 1), "height": 2, "width": rng.randint(1, 2)})
def fixed_crop(grid, *, top, left, height, width):
    return [row[left:left + width] for row in grid[top:top + height]]


@rule(lambda rng: {"plan": [[rng.randint(0, 3) for _ in range(3)] for _ in range(rng.randint(1, 3))]}, "small")
def tiled_by_plan(grid, *, plan):
    def turned(g, how):
        if how == 0:
            return g
        if how == 1:
            return [row[::-1] for row in g]
        if how == 2:
            return g[::-1]
        return [row[::-1] for row in g[::-1]]
    out = []
    for line in plan:
        parts = [turned(grid, how) for how in line]
        for r in range(len(grid)):
            row = []
            for part in parts:
                row += part[r]
            out.append(row)
    return out


@rule(lambda rng: {"k": rng.randint(2, 4)}, "small")
def enlarge(grid, *, k):
    out = []
    for row in grid:
        wide = [v for v in row for _ in range(k)]
        for _ in range(k):
            out.append(list(wide))
    return out


@rule(lambda rng: {"step": rng.randint(2, 4), "first": rng.randint(1, 9), "second": rng.randint(1, 9)})
def striped(grid, *, step, first, second):
    out = [row[:] for row in grid]
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            if grid[r][c] == 0:
                if c % step == 0:
                    out[r][c] = first
                elif r % step == 0:
                    out[r][c] = second
    return out


@rule(lambda rng: {"colour": rng.randint(1, 9), "how": rng.choice(["and", "or", "xor", "nor"])}, "divided")
def halves_logic(grid, *, colour, how):
    middle = len(grid[0]) // 2
    out = []
    for row in grid:
        line = []
        for a, b in zip(row[:middle], row[middle + 1:]):
            a, b = a != 0, b != 0
            if how == "and":
                hit = a and b
            elif how == "or":
                hit = a or b
            elif how == "xor":
                hit = a != b
            else:
                hit = not a and not b
            line.append(colour if hit else 0)
        out.append(line)
    return out


@rule()
def sort_rows(grid):
    return sorted([list(row) for row in grid], key=lambda row: sum(1 for v in row if v != 0))


@rule()
def drop_lonely(grid):
    h, w = len(grid), len(grid[0])
    out = [row[:] for row in grid]
    for r in range(h):
        for c in range(w):
            same = 0
            for dr, dc in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                if 0 <= r + dr < h and 0 <= c + dc < w and grid[r + dr][c + dc] == grid[r][c]:
                    same += 1
            if same == 0:
                out[r][c] = 0
    return out


@rule(lambda rng: {"cycle": palette(rng, rng.randint(2, 4))})
def cycle_rows(grid, *, cycle):
    out = []
    for r, row in enumerate(grid):
        out.append([cycle[r % len(cycle)] if v != 0 else 0 for v in row])
    return out


@rule(lambda rng: {"few": rng.randint(4, 9), "many": rng.randint(10, 25), "answers": palette(rng, 3)})
def how_many(grid, *, few, many, answers):
    n = sum(1 for row in grid for v in row if v)
    if n < few:
        return [[answers[0]]]
    elif n < many:
        return [[answers[1], answers[1]]]
    else:
        return [[answers[2]] * 3 for _ in range(3)]


@rule(lambda rng: {"colour": rng.randint(1, 9)})
def diagonal_by_colours(grid, *, colour):
    n = len({v for row in grid for v in row})
    out = [[0] * n for _ in range(n)]
    for k in range(n):
        out[k][k] = colour
    return out


@rule(lambda rng: {"shapes": {2: "111000000", 3: "100010001", 4: "010111010", 5: "101010101"},
                   "colour": rng.randint(1, 9)}, "full")
def figure_by_colours(grid, *, shapes, colour):
    n = len(set(sum(grid, [])))
    text = shapes.get(n, "000010000")
    return [[colour if text[3 * r + c] == "1" else 0 for c in range(3)] for r in range(3)]


@rule(lambda rng: {"colour": rng.randint(1, 9)}, "frames")
def fill_inside(grid, *, colour):
    h, w = len(grid), len(grid[0])
    edge = [(r, c) for r in range(h) for c in range(w) if r in (0, h - 1) or c in (0, w - 1)]
    outside, todo = set(), [(r, c) for r, c in edge if grid[r][c] == 0]
    while todo:
        r, c = todo.pop()
        if (r, c) in outside or not (0 <= r < h and 0 <= c < w) or grid[r][c] != 0:
            continue
        outside.add((r, c))
        todo.extend([(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)])
    return [[colour if grid[r][c] == 0 and (r, c) not in outside else grid[r][c] for c in range(w)] for r in range(h)]


@rule(lambda rng: {"old": [[1, 1], [1, 0]], "new": [[rng.randint(1, 9) for _ in range(2)] for _ in range(2)]}, "noise")
def replace_pattern(grid, *, old, new):
    out = [row[:] for row in grid]
    for r in range(len(grid) - 1):
        for c in range(len(grid[0]) - 1):
            window = [[1 if grid[r + i][c + j] else 0 for j in range(2)] for i in range(2)]
            if window == old:
                for i in range(2):
                    for j in range(2):
                        out[r + i][c + j] = new[i][j]
    return out


@rule(lambda rng: {"height": rng.randint(4, 9)}, "full")
def histogram(grid, *, height):
    counts = [0] * 10
    for row in grid:
        for v in row:
            counts[v] += 1
    present = [v for v in range(10) if counts[v] > 0]
    out = [[0] * len(present) for _ in range(height)]
    for k, v in enumerate(present):
        for r in range(min(height, counts[v])):
            out[height - 1 - r][k] = v
    return out


@rule(lambda rng: {"wide": rng.randint(1, 9), "tall": rng.randint(1, 9), "square": rng.randint(1, 9)}, "noise")
def by_format(grid, *, wide, tall, square):
    h, w = len(grid), len(grid[0])
    if h > w:
        colour = tall
    elif w > h:
        colour = wide
    else:
        colour = square
    return [[colour if v == 0 else v for v in row] for row in grid]
