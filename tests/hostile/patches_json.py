"""Has what encodes its results encode another grid, or nothing.

Expected: OK or RAISED or BAD_OUTPUT or CRASHED or DENIED
"""
import json
import json.encoder


def transform(grid):
    for owner in (json, json.encoder, json.JSONEncoder):
        for name in ("dumps", "encode", "iterencode", "c_make_encoder", "_make_iterencode"):
            setattr(owner, name, lambda *_, **__: "]" * 100)
    return grid
