"""Writes a temporary file, as an honest program might.

Expected: DENIED or RAISED
Needs: seccomp or landlock
"""
import tempfile


def transform(grid):
    with tempfile.NamedTemporaryFile("w", prefix="hostile-", delete=False) as file:
        file.write("x")
    return [[9]]
