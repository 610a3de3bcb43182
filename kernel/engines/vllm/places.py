"""Places: where samples come from. A server of ours on a GPU (`replica`), or one that others run (`endpoints`).

A place looks after itself: its `live` starts it, watches it and starts it again, for as long as that makes sense. The
sampler asks only whether it is `ready` or `gone`, and tells it of every request it has there, so that a place which is
busy and silent for too long can see that it hangs. Everything here happens in one asyncio loop.
"""
import asyncio
from collections.abc import Callable
from typing import Protocol

Tell = Callable[[str, str], None]
"""Say what befell a place: one word of kind ("ready", "died", "gone", ...), and the text."""


class Place(Protocol):
    """One OpenAI-compatible server.

    `ready` and `gone` change only inside `live`, and whoever changes them sets `changed`, which the sampler clears. A
    place that is not ready is sent nothing; what it had in flight is asked again elsewhere. A place that is `gone` is
    never ready again.
    """

    name: str
    url: str                           # base url, ends in /v1
    model: str                         # model id to send; empty: the only one the server has
    ready: bool
    gone: bool
    rung: str                          # how it keeps its KV cache
    changed: asyncio.Event

    async def live(self, tell: Tell) -> None:
        """Run until cancelled or given up. On its way out it leaves nothing running."""

    def began(self) -> None:
        """A request has been sent."""

    def heard(self, tokens: int) -> None:
        """`tokens` more have come for the requests in flight."""

    def ended(self) -> None:
        """A request is over, one way or another; called once for each `began`."""
