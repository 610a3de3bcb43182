"""Prints what looks like a result on both outputs. (The baseline believed a printed marker.)

Expected: OK
"""
import os
import sys


def transform(grid):
    for text in ("[[9]]", "RESULT: [[9]]", '[0, "grid", [[9]]]', '{"status": 0}', '{"ready": {}}'):
        print(text, flush=True)
        print(text, file=sys.stderr, flush=True)
        os.write(1, text.encode() + b"\n")
    return grid
