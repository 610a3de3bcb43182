"""Sends its own answer as a frame of the second input while it is asked for the first.

Expected: DENIED or RAISED
"""
import json
import os
import struct
import sys


def transform(grid):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    body = json.dumps([1, "grid", grid]).encode()
    os.write(3, struct.pack("!8sI", frame.f_locals["nonce"], len(body)) + body)
    return grid
