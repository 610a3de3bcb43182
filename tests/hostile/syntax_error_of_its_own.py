"""Raises a SyntaxError that it has filled with strange things.

Expected: RAISED
"""
def transform(grid):
    error = SyntaxError("x", ("<program>", 1, 1, "text"))
    error.lineno, error.msg, error.filename = [10**5000], object(), "<program>"
    raise error
