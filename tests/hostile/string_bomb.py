"""Doubles a string without end.

Expected: MEMORY
"""
def transform(grid):
    text = "x"
    while True:
        text += text
