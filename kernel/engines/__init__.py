"""Engines: who writes programs. Each speaks the small protocol below; the run loop knows nothing else about them.

An engine works in the background (threads, processes, servers of its own). It is handed requests, at most `slots` at a
time, and puts what comes of them as events on the queue it was given at `start`: any number of `Sampled`, then exactly
one `Finished` per request, whatever happens. A request that its engine could not serve is `Finished` with `error` set and
may be asked for again; candidates that had arrived before stay good. A `Happening` tells of the engine itself.
"""
from dataclasses import dataclass
from queue import Queue
from typing import Protocol

from kernel.candidates import Candidate, Evaluation
from kernel.tasks import Task


class EngineError(Exception):
    """An engine cannot be made or started: a wrong name, a missing file, no server. The message says what to do."""


@dataclass(frozen=True)
class Request:
    """Ask an engine for programs for one task: at most `samples`, for at most `seconds` of its time, from `seed`.

    `drawn` is how many samples this engine has drawn for the task before, over all restarts: an engine whose samples
    are numbered goes on from there, so that no seed comes twice. With a `draft`, an evaluation of one of its programs for
    this task, an engine of draws is asked to better it: what comes has the draft as its parent.
    """

    id: int
    task: Task
    samples: int
    seconds: float
    seed: int
    drawn: int = 0
    draft: Evaluation | None = None


@dataclass(frozen=True)
class Sample:
    """How one reply of a language model came about."""

    index: int                         # among this engine's samples for the task; never comes twice
    seed: int
    prompt_tokens: int | None          # None where the server does not say
    completion_tokens: int | None
    finish: str                        # the server's reason: "stop", "length", ...
    recovered: bool                    # a whole program was found in a reply that was cut
    place: str                         # the server that wrote it
    rung: str                          # how that server kept its KV cache
    seconds: float                     # from asking for it until its last token


@dataclass(frozen=True)
class Sampled:
    """One more sample for a request. `candidate` is None for a reply without a program, `sample` for an engine that
    has nothing to say about how a candidate came about."""

    request: Request
    candidate: Candidate | None
    sample: Sample | None = None


@dataclass(frozen=True)
class Happening:
    """What befell an engine, for the log, the journal and the report: a server that died, came back, or keeps its KV
    cache otherwise than it was told, and why."""

    kind: str                          # one word: "ready", "died", "hung", "rung", "gone", ...
    place: str
    text: str


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
    """How many requests it may have open."""
    draws: bool
    """Whether its candidates are independent draws, each as good as the next, so that it is asked for a number of
    samples; else it is asked for seconds of a search, which goes on where it stopped."""
    doubted: bool
    """Whether its programs can hold their outputs, so that a run asks the classifier about them."""

    def start(self, events: Queue) -> None:
        """Begin; events go to this queue from now on. Raises EngineError when it can never work."""

    def submit(self, request: Request) -> None:
        """Take a request; never blocks. The caller keeps at most `slots` of them open."""

    def close(self) -> None:
        """Stop everything that was started, at once; nothing is left running. Safe to call twice."""
