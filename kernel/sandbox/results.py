"""What a job came to, from what its child left behind and how it ended, believing nothing.

Promises: whatever lies in the results' memory, the answer is a Run of which every OK output is a grid; nothing is
unpickled or evaluated, and the work is bounded by the memory's size.
"""
import json
import os
import signal
from collections.abc import Callable

from kernel.sandbox.grids import MOST, NotAGrid, grid_from
from kernel.sandbox.inside import wire
from kernel.sandbox.outcomes import Limits, Outcome, Output, Run, summarise
from kernel.sandbox.zygotes import Ended, Job

MESSAGE_CHARACTERS = 500


class Garbled(Exception):
    """No child of ours would have left this."""


def run_of(job: Job, ended: Ended, limits: Limits) -> Run:
    """The run of a job that has ended."""
    wanted = max(1, job.inputs)                # a job without inputs has one result: whether it loads
    try:
        outputs = read_outputs(ended.results, job.inputs)
        if len(outputs) < wanted:
            reason = _reason(ended, limits)
            rest = Output(reason.outcome, None, f"not run: {reason.message}")
            outputs += [reason] + [rest] * (wanted - len(outputs) - 1)
    except Garbled:
        outputs = [Output(Outcome.DENIED, None, "wrote where its results are kept")] * wanted
    run = summarise(job.key, outputs, ended.seconds)
    return run if job.inputs else Run(job.key, run.outcome, (), run.seconds, run.message)


def read_outputs(results: bytes, inputs: int) -> list[Output]:
    """One output per record: at most one per input, or one that says how a program without inputs loaded.

    Raises Garbled.
    """
    count, place = wire.number_at(results, 0), wire.HEADER_BYTES
    if count > max(1, inputs) or place + wire.number_at(results, 4) != len(results):
        raise Garbled
    outputs = []
    for _ in range(count):
        start = place + wire.RECORD_BYTES
        tag, place = results[place:place + 1], start + wire.number_at(results, place + 1)
        if place > len(results) or tag not in READERS or (tag == wire.LOADED) and inputs:
            raise Garbled
        outputs.append(READERS[tag](results[start:place]))
    if place != len(results):
        raise Garbled
    return outputs


def _reason(ended: Ended, limits: Limits) -> Output:
    """Why the results are not complete."""
    if ended.late:
        return Output(Outcome.TIMEOUT, None, f"over {limits.wall_s:g} s of wall clock")
    code = os.waitstatus_to_exitcode(ended.status)
    if code == wire.MEMORY_STATUS:
        return Output(Outcome.MEMORY, None, "no memory left to say more")
    if code == wire.FULL_STATUS:
        return Output(Outcome.DENIED, None, f"more results than {limits.result_kb} KB")
    if code == -signal.SIGXCPU:
        return Output(Outcome.TIMEOUT, None, "over its CPU time")
    if code < 0:
        return Output(Outcome.CRASHED, None, f"its process was killed by {_signal_name(-code)}")
    return Output(Outcome.CRASHED, None, f"its process exited with status {code} before it gave a result")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:                 # some have none
        return f"signal {number}"


def _cells(body: bytes) -> Output:
    """Rows, columns, a byte per cell."""
    if len(body) < 3 or len(body) != 2 + body[0] * body[1]:
        raise Garbled
    width = body[1]
    grid = [list(body[start:start + width]) for start in range(2, len(body), width)]
    if len(grid) > MOST or width > MOST or max(body[2:]) > 9:
        return _judged(grid)
    return Output(Outcome.OK, grid)


def _value(body: bytes) -> Output:
    try:
        return _judged(json.loads(body))
    except (ValueError, RecursionError):
        raise Garbled from None


def _judged(value: object) -> Output:
    try:
        return Output(Outcome.OK, grid_from(value))
    except NotAGrid as error:
        return Output(Outcome.BAD_OUTPUT, None, _clean(str(error)))


def _clean(text: str) -> str:
    """A program's text, short and fit to be stored: no half of a surrogate pair, no null."""
    return text[:MESSAGE_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode()


def _message(outcome: Outcome) -> Callable[[bytes], Output]:
    return lambda body: Output(outcome, None, _clean(body.decode("utf-8", "replace")))


READERS: dict[bytes, Callable[[bytes], Output]] = {
    wire.GRID: _cells, wire.VALUE: _value, wire.LOADED: lambda body: Output(Outcome.OK),
    wire.RAISED: _message(Outcome.RAISED), wire.MEMORY: _message(Outcome.MEMORY), wire.DENIED: _message(Outcome.DENIED)}
