"""Rules of made tasks, written with numpy and scipy. What holds for `rules_plain` holds here."""
import numpy as np
from scipy import ndimage

from classifier.corpus.drawing import Rule, palette, register, template, two

RULES: list[Rule] = []
rule = register(RULES, "numpy")


@rule(lambda rng: {"k": rng.randint(1, 3)})
def rotate(grid, *, k):
    arr = np.array(grid)
    return np.rot90(arr, k).tolist()


@rule(lambda rng: {"axis": rng.randint(0, 1)})
def flip(grid, *, axis):
    return np.flip(np.array(grid), axis).tolist()


@rule(lambda rng: {"dr": rng.randint(0, 2), "dc": rng.randint(1, 3)})
def roll(grid, *, dr, dc):
    arr = np.array(grid)
    return np.roll(arr, (dr, dc), axis=(0, 1)).tolist()


@rule(lambda rng: {"lut": [0] + [rng.randint(0, 9) for _ in range(9)]}, "full")
def palette_lookup(grid, *, lut):
    return np.array(lut)[np.array(grid)].tolist()


@rule(lambda rng: {"ranks": palette(rng, 8)}, "blocks")
def rank_by_area(grid, *, ranks):
    arr = np.array(grid)
    labels, n = ndimage.label(arr > 0)
    out = np.zeros_like(arr)
    if n == 0:
        return out.tolist()
    areas = np.array([(labels == k).sum() for k in range(1, n + 1)])
    order = np.argsort(-areas, kind="stable")
    for rank, which in enumerate(order):
        out[labels == which + 1] = ranks[min(rank, len(ranks) - 1)]
    return out.tolist()


@rule(lambda rng: {"wanted": rng.randint(2, 4), "colour": rng.randint(1, 9)})
def busy_neighbours(grid, *, wanted, colour):
    arr = np.array(grid)
    kernel = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]])
    around = ndimage.convolve((arr > 0).astype(int), kernel, mode="constant")
    out = arr.copy()
    out[(arr == 0) & (around >= wanted)] = colour
    return out.tolist()


@rule(lambda rng: {"colour": rng.randint(1, 9)}, "frames")
def fill_holes(grid, *, colour):
    arr = np.array(grid)
    filled = ndimage.binary_fill_holes(arr != 0)
    return np.where(filled & (arr == 0), colour, arr).tolist()


@rule(lambda rng: {}, "small")
def self_similar(grid):
    arr = np.array(grid)
    return np.kron((arr != 0).astype(int), arr).tolist()


@rule(lambda rng: {}, "blocks")
def crop_content(grid):
    arr = np.array(grid)
    rows, cols = np.where(arr != 0)
    if len(rows) == 0:
        return arr.tolist()
    return arr[rows.min():rows.max() + 1, cols.min():cols.max() + 1].tolist()


@rule(lambda rng: {"down": rng.randint(0, 1)}, "noise")
def mirrored(grid, *, down):
    arr = np.array(grid)
    if down:
        return np.vstack([arr, arr[::-1]]).tolist()
    return np.hstack([arr, arr[:, ::-1]]).tolist()


@rule(lambda rng: {"width": rng.randint(1, 2), "colour": rng.randint(1, 9)})
def padded(grid, *, width, colour):
    return np.pad(np.array(grid), width, constant_values=colour).tolist()


@rule(lambda rng: {}, "dots")
def cross_lines(grid):
    arr = np.array(grid)
    out = arr.copy()
    for r, c in np.argwhere(arr > 0):
        out[r, :] = arr[r, c]
        out[:, c] = arr[r, c]
    return out.tolist()


@rule(lambda rng: {"step": rng.randint(2, 3)})
def downsample(grid, *, step):
    arr = np.array(grid)
    return arr[::step, ::step].tolist()


@rule(lambda rng: {"motif": [[rng.randint(1, 9) for _ in range(3)] for _ in range(rng.randint(2, 3))]})
def wallpaper(grid, *, motif):
    arr = np.array(grid)
    tile = np.array(motif)
    reps = (arr.shape[0] // tile.shape[0] + 1, arr.shape[1] // tile.shape[1] + 1)
    paper = np.tile(tile, reps)[:arr.shape[0], :arr.shape[1]]
    return np.where(arr == 0, paper, arr).tolist()


@rule(lambda rng: {"rings": palette(rng, rng.randint(2, 5))})
def rings_of(grid, *, rings):
    arr = np.array(grid)
    h, w = arr.shape
    out = np.zeros((h, w), dtype=int)
    for k in range((min(h, w) + 1) // 2):
        out[k:h - k, k:w - k] = rings[k % len(rings)]
    return out.tolist()


@rule(lambda rng: {"colours": palette(rng, 10)})
def total_colour(grid, *, colours):
    arr = np.array(grid)
    value = colours[int(arr.sum()) % 10]
    return np.full(arr.shape, value).tolist()


@rule(lambda rng: dict(zip("ab", two(rng))), "noise")
def triangle(grid, *, a, b):
    arr = np.array(grid)
    h, w = arr.shape
    i, j = np.indices((h, w))
    out = arr.copy()
    out[(arr == 0) & (i > j)] = a
    out[(arr == 0) & (i < j)] = b
    return out.tolist()


@rule(lambda rng: {"colour": rng.randint(1, 9)}, "blocks")
def outline(grid, *, colour):
    arr = np.array(grid)
    mask = arr > 0
    grown = ndimage.binary_dilation(mask, structure=np.ones((3, 3)))
    return np.where(grown & ~mask, colour, arr).tolist()


@rule(lambda rng: {}, "blocks")
def largest_only(grid):
    arr = np.array(grid)
    labels, n = ndimage.label(arr > 0)
    if n == 0:
        return arr.tolist()
    sizes = ndimage.sum(arr > 0, labels, range(1, n + 1))
    keep = int(np.argmax(sizes)) + 1
    return np.where(labels == keep, arr, 0).tolist()


@rule(lambda rng: {"shape": template(rng, 3, 3, 1), "colour": rng.randint(1, 9)}, "noise")
def find_shape(grid, *, shape, colour):
    arr = np.array(grid)
    pattern = np.array(shape) > 0
    out = arr.copy()
    for r in range(arr.shape[0] - 2):
        for c in range(arr.shape[1] - 2):
            window = arr[r:r + 3, c:c + 3] > 0
            if (window & pattern).sum() == pattern.sum():
                out[r + 1, c + 1] = colour
    return out.tolist()


@rule(lambda rng: {"columns": rng.randint(0, 1)}, "noise")
def main_colour_lines(grid, *, columns):
    arr = np.array(grid)
    work = arr.T if columns else arr
    out = np.zeros_like(work)
    for k, line in enumerate(work):
        counts = np.bincount(line, minlength=10)
        counts[0] = 0
        out[k] = counts.argmax() if counts.any() else 0
    return (out.T if columns else out).tolist()


@rule(lambda rng: {"names": {"blue": 1, "red": 2, "green": 3, "grey": 5}, "small": rng.choice(["blue", "red"]),
                   "large": rng.choice(["green", "grey"]), "limit": rng.randint(3, 6)}, "blocks")
def small_and_large(grid, *, names, small, large, limit):
    arr = np.array(grid)
    out = np.zeros_like(arr)
    for colour in np.unique(arr[arr > 0]):
        labels, n = ndimage.label(arr == colour)
        for k in range(1, n + 1):
            mask = labels == k
            out[mask] = names[large] if mask.sum() > limit else names[small]
    return out.tolist()


@rule(lambda rng: {"corners": palette(rng, 4)})
def quadrants(grid, *, corners):
    arr = np.array(grid)
    h, w = arr.shape
    out = arr.copy()
    halves_r, halves_c = [(0, h // 2), (h // 2, h)], [(0, w // 2), (w // 2, w)]
    for i, (top, bottom) in enumerate(halves_r):
        for j, (left, right) in enumerate(halves_c):
            part = out[top:bottom, left:right]
            part[part != 0] = corners[2 * i + j]
    return out.tolist()


@rule(lambda rng: {"table": {k: [rng.randint(0, 9) for _ in range(3)] for k in range(10)}}, "small")
def spelled_out(grid, *, table):
    arr = np.array(grid)
    rows = []
    for line in arr:
        rows.append(sum([table[int(v)] for v in line], []))
    return np.array(rows).tolist()
