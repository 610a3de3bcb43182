"""Limits, Outcome, Output, Run: what the sandbox is told and what it says.

Promises: a failure of ours (INFRA) never shares a name with a failure of a program.
"""
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from kernel.tasks import Grid


class Outcome(Enum):
    """How the run of a program on one input ended. Listed from best to worst: a run's outcome is its worst output's."""

    OK = "OK"                      # a well-formed grid, right or not
    BAD_OUTPUT = "BAD_OUTPUT"      # returned something that is not a grid
    RAISED = "RAISED"              # an exception, SystemExit and syntax errors among them
    TIMEOUT = "TIMEOUT"            # over the wall-clock limit of the whole program, or over its CPU time
    MEMORY = "MEMORY"              # over the memory limit
    CRASHED = "CRASHED"            # its process ended by itself: a signal, os._exit
    DENIED = "DENIED"              # tried what no program may do, or wrote where its results are kept
    INFRA = "INFRA"                # we failed; says nothing about the program

    @property
    def severity(self) -> int:
        """0 for OK, rising down the list above."""
        return _SEVERITY[self]


_SEVERITY = {outcome: place for place, outcome in enumerate(Outcome)}


@dataclass(frozen=True)
class Limits:
    """What one program may use, over all of its inputs together."""

    wall_s: float = 5.0            # wall clock, from just before its process is forked
    memory_mb: int = 512           # address space beyond what the preloaded interpreter has
    result_kb: int = 1024          # 1024 bytes of results
    source_kb: int = 1024          # 1024 characters of source; a longer one is DENIED unread

    def __post_init__(self):
        for name in ("wall_s", "memory_mb", "result_kb", "source_kb"):
            value = getattr(self, name)
            kinds, words = ((int, float), "number") if name == "wall_s" else (int, "integer")
            if isinstance(value, bool) or not isinstance(value, kinds) or not 0 < value <= 1_000_000:
                raise ValueError(f"Limits.{name} is {value!r}; it must be a positive {words}, at most a million")


@dataclass(frozen=True, slots=True)
class Output:
    """What a program made of one input. `grid` is None unless `outcome` is OK; `message` says why, or is empty."""

    outcome: Outcome
    grid: Grid | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What a program made of its inputs: one output per input, in order; `outcome` is that of the worst of them.

    `key` is what the caller named the job, `seconds` the wall clock from the fork of its process to that process's
    end, 0 if it was not run, and `message` that of the first output that has the run's outcome.
    """

    key: Hashable
    outcome: Outcome
    outputs: tuple[Output, ...]
    seconds: float = 0.0
    message: str = ""


def summarise(key: Hashable, outputs: list[Output], seconds: float) -> Run:
    """A run from its outputs (at least one), by the rule of the worst."""
    worst = max(outputs, key=lambda output: output.outcome.severity)      # max keeps the first among equals
    return Run(key, worst.outcome, tuple(outputs), seconds, worst.message)


def same_for_all(key: Hashable, outcome: Outcome, message: str, inputs: int) -> Run:
    """A run that ended alike for every input, without having begun."""
    return Run(key, outcome, (Output(outcome, None, message),) * inputs, 0.0, message)
