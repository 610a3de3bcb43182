"""Finds the nonce in the frames below it and sends a frame that nests too deep for a parser.

Expected: DENIED
"""
import os
import struct
import sys


def transform(grid):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    body = b"[" * 60000
    os.write(3, struct.pack("!8sI", frame.f_locals["nonce"], len(body)) + body)
    return grid
