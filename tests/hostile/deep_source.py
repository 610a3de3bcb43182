"""Has Python compile sources that nest too deep for it.

Expected: RAISED or MEMORY or CRASHED
"""
import ast


def transform(grid):
    for text in ("(" * 10**5, "[" * 150 + "]" * 150 + "[" * 10**5, "-" * 10**5 + "1", "+".join(["1"] * 10**5),
                 "not " * 10**5 + "1", "x" + ".x" * 10**5, "lambda: " * 10**5 + "0"):
        try:
            compile(text, "<deep>", "eval")
            ast.literal_eval(text)
        except (SyntaxError, ValueError):
            pass
    raise RecursionError("came through")
