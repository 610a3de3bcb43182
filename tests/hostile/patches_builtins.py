"""Takes away the builtins.

Expected: RAISED or CRASHED or BAD_OUTPUT or OK
"""
import builtins


def transform(grid):
    for name in list(vars(builtins)):
        if name not in ("list", "vars", "builtins"):
            setattr(builtins, name, None)
    return grid
