"""One program, in a process of its own: execute the source, call `transform` on each input, send each result at once.

Promises: the source runs as it is written, in a fresh module that has the names models take for granted; each input is
a fresh copy; results leave as plain numbers within bounds. Whatever escapes from here ends this process alone: the
supervisor believes nothing that it does not check again.
"""
import errno
import gc
import json
import os
import random
import sys
import types

import wire

RESULT_FD = 3
LARGEST = 31              # rows or cells sent on: one more than a grid may have, so that the judge sees it is too many
MESSAGE_CHARACTERS = 300
DENIED_ERRORS = {errno.EPERM, errno.EACCES, errno.EFBIG, errno.EMFILE, errno.EROFS, errno.EAGAIN}


def run_job(job: bytes, nonce: bytes, names: dict) -> None:
    """Run one job (JSON `[program, inputs]`) and send its frames. `names`: what the program's module starts with."""
    program, inputs = json.loads(job)
    random.seed(0)            # numpy's is seeded before the fork; this one reseeds itself at every fork
    module = types.ModuleType("program")
    module.__dict__.update(names)
    sys.modules["program"] = module
    send(nonce, -1, wire.READY, os.getpid())
    try:
        exec(compile(program, "<program>", "exec", dont_inherit=True), module.__dict__)
        transform = module.__dict__.get("transform")
        if transform is None:
            raise NameError("the program defines no transform")
    except BaseException as error:
        word, message = describe(error)
        for index in range(max(1, len(inputs))):
            send(nonce, index, word, message)
        return
    if not inputs:
        send(nonce, 0, wire.LOADED, None)
    for index, grid in enumerate(inputs):
        try:
            word, value = wire.GRID, plain(transform(grid))
        except BaseException as error:
            word, value = describe(error)
        send(nonce, index, word, value)


def send(nonce: bytes, index: int, word: str, value: object) -> None:
    """Write one frame; end the process if that cannot be done."""
    data = wire.frame(nonce, index, word, value)
    try:
        while data:
            data = data[os.write(RESULT_FD, data):]
    except OSError:
        os._exit(wire.LOST_STATUS)


def describe(error: BaseException) -> tuple[str, str]:
    """A word and a message for what a program raised. Its text is the program's own, so it is cut and not trusted."""
    line = program_line(error)
    error.__traceback__ = None           # lets go of what filled the memory before anything is built here
    if isinstance(error, MemoryError):
        gc.collect()
        return wire.MEMORY, "MemoryError" + line
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)[:MESSAGE_CHARACTERS]
    except BaseException:
        text = "(its text cannot be read)"
    message = f"{type(error).__name__[:80]}: {text}{line}"
    denied = (isinstance(error, OSError) and error.errno in DENIED_ERRORS
              or type(error) is RuntimeError and text.startswith("can't start new thread"))
    return (wire.DENIED if denied else wire.RAISED), message.encode("utf-8", "replace").decode()


def program_line(error: BaseException) -> str:
    """` (line N)`: the innermost line of the program on the way to the error, or nothing."""
    number = error.lineno if isinstance(error, SyntaxError) and error.filename == "<program>" else None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<program>":
            number = step.tb_lineno
        step = step.tb_next
    return f" (line {number})" if number else ""


def plain(value: object) -> object:
    """What `transform` returned as nested lists of numbers, or in words. The judging is done outside."""
    rows = _items(value)
    if type(rows) is not list:
        return rows
    return [row if type(row) is not list else
            [cell if type(cell) is int and 0 <= cell <= 9 else _cell(cell) for cell in row]
            for row in map(_items, rows)]


def _items(value: object) -> object:
    """A list, tuple or array as a list of at most LARGEST items; anything else in words."""
    kind = type(value)
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray):
        if value.ndim not in (1, 2) or value.size > LARGEST * LARGEST:
            return {"is": f"an array of shape {value.shape}"[:100]}
        value = value.tolist()
    elif kind is not list and not isinstance(value, (list, tuple)):
        return {"is": f"of type {kind.__name__[:80]}"}
    if len(value) > LARGEST:
        return {"is": f"of {len(value)} items (at most 30)"}
    return value if type(value) is list else list(value)


def _cell(value: object) -> object:
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, numpy.ndarray) and value.ndim == 0:
        value = value.item()
    elif numpy is not None and isinstance(value, numpy.generic):
        value = value.item()
    if isinstance(value, int):
        value = int(value)
        return value if -10**6 < value < 10**6 else {"is": "an integer beyond a million"}
    if isinstance(value, float):
        value = float(value)
        return value if -1e6 < value < 1e6 else {"is": f"the float {value!r}"}
    return {"is": f"of type {type(value).__name__[:80]}"}
