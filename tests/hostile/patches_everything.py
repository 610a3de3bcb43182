"""Patches what our side of the process may rely on.

Expected: RAISED or BAD_OUTPUT or CRASHED or DENIED
"""
import builtins
import json
import os


def transform(grid):
    json.dumps = json.JSONEncoder.encode = lambda *arguments: "[0]"
    os.getpid = lambda: 1
    builtins.isinstance = lambda *arguments: True
    builtins.len = lambda *arguments: 1
    return object()
