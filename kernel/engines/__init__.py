"""Engines: who writes programs. Each speaks the small protocol below; the run loop knows nothing else about them.

An engine works in the background (threads, processes, servers of its own). It is handed requests, at most `slots` at a
time, and puts what comes of them as events on the queue it was given at `start`: any number of `Sampled`, then exactly
one `Finished` per request, whatever happens. A request that its engine could not serve is `Finished` with `error` set and
may be asked for again; candidates that had arrived before stay good.
"""
from dataclasses import dataclass
from queue import Queue
from typing import Protocol

from kernel.candidates import Candidate
from kernel.tasks import Task


class EngineError(Exception):
    """An engine cannot be made or started: a wrong name, a missing file, no server. The message says what to do."""


@dataclass(frozen=True)
class Request:
    """Ask an engine for programs for one task: at most `samples`, for at most `seconds` of its time, from `seed`."""

    id: int
    task: Task
    samples: int
    seconds: float
    seed: int


@dataclass(frozen=True)
class Sampled:
    """One more candidate for a request. `recovered` and token counts may join here when an engine has them."""

    request: Request
    candidate: Candidate


@dataclass(frozen=True)
class Finished:
    """A request has ended. `exhausted`: this engine has nothing more for this task, however long it is given."""

    request: Request
    seconds: float
    exhausted: bool = False
    error: str | None = None


class Engine(Protocol):
    """Who writes programs."""

    name: str
    slots: int
    doubted: bool
    """Whether its programs can hold their outputs, so that a run asks the classifier about them."""

    def start(self, events: Queue) -> None:
        """Begin; events go to this queue from now on. Raises EngineError when it can never work."""

    def submit(self, request: Request) -> None:
        """Take a request; never blocks. The caller keeps at most `slots` of them open."""

    def close(self) -> None:
        """Stop everything that was started, at once; nothing is left running. Safe to call twice."""
