"""Works on rows as text: replaces patterns and strips what is at the ends."""
import re

GAP = re.compile(r"(?<=[1-9])0(?=[1-9])")


def transform(grid):
    lines = ["".join(map(str, row)) for row in grid]
    lines = [GAP.sub("7", line) for line in lines]
    width = max(len(line.rstrip("0")) for line in lines) or 1
    return [[int(letter) for letter in line[:width].ljust(width, "0")] for line in lines]
