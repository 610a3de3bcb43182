"""The wire: what the supervisor and a zygote say to each other, and where a child leaves its results.

Supervisor and zygote share a socket that keeps message boundaries, and memory without a name, two pieces of it:
  results   written by the child, read and cleared by the supervisor once it is dead: HEADER, then a record per input
  orders    notes, one page, written by the zygote alone: its child's pid, for the day that the zygote dies and its
            child not; behind them the job, written by the supervisor, read once by the child before it is confined:
            a program and its inputs
Two, because a program has the results mapped, and a mapping can be made larger: there is nothing behind them.
An order is the length of the job, ORDER_BYTES long. Replies are words: `ready LAYER=0|1 ...`, `ended STATUS LATE
SECONDS BEGUN` with the child's wait status and whether it came as far as the program, or `error TEXT`.

Results lie in memory, so that each is safe the moment it exists, nobody has to wake up for it, and no program can send
more than there is room. A program that looks for that memory can write there; nothing depends on it not doing so,
because whatever is found is parsed as the word of a stranger and grids are compared outside the child.
"""
import marshal

ORDER_BYTES = 4
HEADER_BYTES = 8           # of the results: how many records there are, and how many bytes they take
RECORD_BYTES = 5           # a record's tag (one byte) and the length of what follows

GRID = b"G"                # rows, columns, then a byte per cell
VALUE = b"V"               # what is no list of lists of small ints, as JSON of `child.plain`: judged outside
LOADED = b"L"              # a job without inputs has been executed
RAISED, MEMORY, DENIED = b"R", b"M", b"D"            # a message, in UTF-8


MEMORY_STATUS = 77         # exit status of a child without memory left to say so
FULL_STATUS = 78           # exit status of a child that has no room left for its results


def number(value: int) -> bytes:
    """A count or a length, four bytes."""
    return value.to_bytes(4, "little")


def number_at(data: bytes, place: int) -> int:
    """The number that stands there."""
    return int.from_bytes(data[place:place + 4], "little")


def pack_job(program: str, inputs: list) -> bytes:
    """A job as the child reads it: `marshal`, which is quick, and safe from us to it; the other way it would not be.

    The same job gives the same bytes: version 2 writes no references. A lone surrogate in the source survives, so that
    it is the child that chokes. `inputs` are plain grids, or the child would get what marshal makes of them.
    """
    return marshal.dumps((program, inputs), 2)
