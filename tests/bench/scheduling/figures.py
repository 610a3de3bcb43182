"""The plot of `build.py bench schedule`: the share of the clairvoyant's solves by budget, a panel for each size.

Plain SVG text, light enough for the README and readable on a dark page: the ground is drawn.
"""
from collections.abc import Mapping, Sequence
from math import log
from xml.sax.saxutils import escape

PANEL, HEIGHT, LEFT, TOP, GAP = 190, 220, 46, 34, 22
COLOURS = {"kit": "#c0392b", "bayes": "#2c3e50", "rules of thumb": "#2980b9", "stop at first fit": "#27ae60",
           "uniform rounds": "#8e8e8e", "public baseline": "#e08e0b", "fixed 64": "#b59a6a"}
"""Which policies are drawn, and how."""


def plot(rows: Sequence[Mapping], policies: Mapping[str, str] = COLOURS) -> str:
    """An SVG picture of table rows of one world and one number of GPUs."""
    sizes = sorted({row["tasks"] for row in rows})
    width = LEFT + len(sizes) * (PANEL + GAP)
    parts = [_text(LEFT, 16, f"share of the clairvoyant's solves, {rows[0]['gpus']} GPUs, by part of 11.5 h", 12)]
    for at, size in enumerate(sizes):
        chosen = sorted((row for row in rows if row["tasks"] == size), key=lambda row: row["share"])
        parts.append(_panel(LEFT + at * (PANEL + GAP), chosen, policies, first=at == 0))
    for at, (name, colour) in enumerate(policies.items()):
        x, y = LEFT + (at % 4) * 200, TOP + HEIGHT + 44 + 18 * (at // 4)
        parts.append(f'<line x1="{x}" x2="{x + 22}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2.5"/>')
        parts.append(_text(x + 28, y, name))
    height = TOP + HEIGHT + 44 + 18 * (1 + (len(policies) - 1) // 4)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">\n'
            f'<rect width="{width}" height="{height}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def _panel(left: float, rows: Sequence[Mapping], policies: Mapping[str, str], first: bool) -> str:
    """One size: a line for each policy with bars for its 95 % interval."""
    least, most = log(rows[0]["share"]), log(rows[-1]["share"])
    parts = [_text(left + 4, TOP - 5, f"{rows[0]['tasks']} tasks")]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts.append(f'<line x1="{left}" x2="{left + PANEL}" y1="{_y(tick):.1f}" y2="{_y(tick):.1f}" stroke="#ddd"/>')
        if first:
            parts.append(_text(left - 28, _y(tick) + 4, f"{tick:.1f}"))
    places = [left + 14 + (PANEL - 28) * (log(row["share"]) - least) / ((most - least) or 1) for row in rows]
    for x, row in zip(places, rows):
        parts.append(_text(x - 12, TOP + HEIGHT + 16, f"{row['share']:.0%}"))
    for name, colour in policies.items():
        known = [(x, row["policies"][name]) for x, row in zip(places, rows) if name in row["policies"]]
        path = " ".join(f"{x:.1f},{_y(found['of_clairvoyant']):.1f}" for x, found in known)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, found in known:
            low, high = (found["of_clairvoyant"] + sign * found["of_clairvoyant_within"] for sign in (-1, 1))
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_y(low):.1f}" y2="{_y(high):.1f}" stroke="{colour}"/>')
    return "\n".join(parts)


def _y(share: float) -> float:
    return TOP + HEIGHT * (1 - min(max(share, 0.0), 1.0))


def _text(x: float, y: float, text: str, size: int = 11) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#222">{escape(text)}</text>'
