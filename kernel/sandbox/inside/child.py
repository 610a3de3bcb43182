"""One program, in a process of its own: execute the source, call `transform` on each input, send each result at once.

Promises: the source runs as it is written, in a fresh module that has the names models take for granted; each input is
a fresh copy; results leave as plain numbers within bounds. Whatever escapes from here ends this process alone: the
supervisor believes nothing that it does not check again.
"""
import errno
import gc
import os
import sys
import types

import wire

LARGEST = 31              # rows or cells sent on: one more than a grid may have, so that the judge sees it is too many
MESSAGE_CHARACTERS = 300
DENIED_ERRORS = {errno.EPERM, errno.EACCES, errno.EFBIG, errno.EMFILE, errno.EROFS, errno.EAGAIN}
INTS = {int}


class Results:
    """The shared memory in which the child leaves one record per input."""

    def __init__(self, memory: memoryview):
        self.memory = memory
        self.count = 0
        self.end = wire.HEADER_BYTES

    def add(self, tag: bytes, body: bytes) -> None:
        """Leave one record; end the process if there is no room. Counted last, so that a half-written one is none."""
        record = tag + len(body).to_bytes(4, "little") + body
        begin, self.end = self.end, self.end + len(record)
        if self.end > len(self.memory):
            os._exit(wire.FULL_STATUS)
        self.memory[begin:self.end] = record
        self.count += 1
        self.memory[:wire.HEADER_BYTES] = (self.end - wire.HEADER_BYTES << 32 | self.count).to_bytes(8, "little")


def program_module(names: dict) -> types.ModuleType:
    """The module that programs run in, with the names that they start with. Made before the fork: to copy the names in
    the child would be to copy every page on which one of those objects counts its references."""
    module = types.ModuleType("program")
    module.__dict__.update(names)
    sys.modules["program"] = module
    return module


def run_job(program: str, inputs: list, module: types.ModuleType, results: Results) -> None:
    """Run a program in the module, on each input, and leave its results."""
    namespace = module.__dict__
    try:
        exec(compile(program, "<program>", "exec", dont_inherit=True), namespace)
        transform = namespace.get("transform")
        if transform is None:
            raise NameError("the program defines no transform")
    except BaseException as error:
        tag, message = describe(error)
        for _ in range(max(1, len(inputs))):
            results.add(tag, message)
        return
    if not inputs:
        results.add(wire.LOADED, b"")
    for grid in inputs:
        try:
            tag, body = as_record(transform(grid))
        except BaseException as error:
            tag, body = describe(error)
        results.add(tag, body)


def as_record(value: object) -> tuple[bytes, bytes]:
    """What `transform` returned: as cells where it is plainly a grid, else as JSON for the judge outside."""
    value = plain(value)
    if type(value) is list and value and type(value[0]) is list:
        width = len(value[0])
        cells = []
        for row in value:
            if type(row) is not list or len(row) != width or set(map(type, row)) != INTS:
                break
            cells += row
        else:
            if min(cells) >= 0 and max(cells) <= 9:
                return wire.GRID, bytes((len(value), width)) + bytes(cells)
    return wire.VALUE, as_json(value).encode()


def as_json(value: object) -> str:
    """What `plain` gives, as JSON. Our own: a program may patch the library's, which would have to be loaded, too."""
    if type(value) is list:
        return "[" + ",".join(map(as_json, value)) + "]"
    if type(value) is dict:
        text = value["is"].encode("ascii", "replace").decode().replace("\\", "/").replace('"', "'")
        return '{"is":"' + "".join(letter if letter.isprintable() else " " for letter in text) + '"}'
    return repr(value)


def describe(error: BaseException) -> tuple[bytes, bytes]:
    """A tag and a message for what a program raised. Its text is the program's own, so it is cut and not trusted."""
    try:
        line = program_line(error)
        error.__traceback__ = None           # lets go of what filled the memory before anything is built here
        if isinstance(error, MemoryError) or isinstance(error, OSError) and error.errno == errno.ENOMEM:
            gc.collect()
            return wire.MEMORY, ("MemoryError" + line).encode()
        text = _text(error)
        message = f"{type(error).__name__[:80]}: {text}{line}"
        denied = (isinstance(error, OSError) and error.errno in DENIED_ERRORS
                  or type(error) is RuntimeError and text.startswith("can't start new thread"))
        return (wire.DENIED if denied else wire.RAISED), message.encode("utf-8", "replace")
    except MemoryError:
        return wire.MEMORY, b"MemoryError"
    except BaseException:                    # an exception may be made so that every look at it raises another
        return wire.RAISED, b"an exception that cannot be described"


def _text(error: BaseException) -> str:
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)[:MESSAGE_CHARACTERS]
    except Exception:
        return "(its text cannot be read)"


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
