"""The wire: what the supervisor and a zygote say to each other, and what a child sends back.

Supervisor to zygote, over a stream socket: HEADER (command, length), then `length` bytes. With RUN travels the write
end of the job's result pipe; its body is a nonce and the job as JSON `[program, inputs]`. Zygote to supervisor: lines
of JSON. Child to supervisor, over the result pipe: frames of nonce, length, JSON `[index, word, value]`.

The nonce is drawn per job, so that a program which writes blindly on every descriptor is noticed and not believed. It
is no secret from a program that looks for it; nothing depends on that, because grids are compared outside the child.
"""
import json
import struct

HEADER = struct.Struct("!cI")
RUN, END, STATUS = b"R", b"E", b"S"     # start a child; end it; end it and say how it ended

NONCE_BYTES = 8
FRAME = struct.Struct(f"!{NONCE_BYTES}sI")
FRAME_BYTES_MOST = 64 * 1024

READY = "ready"            # [-1, READY, pid]: confined, job decoded, about to run the program; the clock starts
LOADED = "loaded"          # [0, LOADED, null]: a job without inputs has been executed
GRID = "grid"              # [i, GRID, plain value]: what `transform` returned
RAISED, MEMORY, DENIED = "RAISED", "MEMORY", "DENIED"     # [i, one of these, message]

MEMORY_STATUS = 77         # exit status of a child without memory left to say so
LOST_STATUS = 78           # exit status of a child that cannot write on its result pipe any more

# An encoder of our own: a program may patch json.dumps, and pays only for its own run if it patches deeper.
encode = json.JSONEncoder(separators=(",", ":")).encode


def frame(nonce: bytes, index: int, word: str, value: object) -> bytes:
    """One frame, ready to write."""
    body = encode([index, word, value]).encode()
    return FRAME.pack(nonce, len(body)) + body
