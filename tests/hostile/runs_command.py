"""Starts a command with subprocess.

Expected: DENIED
"""
import subprocess


def transform(grid):
    subprocess.run(["sleep", "1000"])
    return [[9]]
