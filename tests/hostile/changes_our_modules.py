"""Finds the modules of our side of its process and replaces every function in them.

Expected: OK or RAISED or CRASHED or DENIED or BAD_OUTPUT
"""
import sys
import types


def transform(grid):
    for name in ("child", "confine", "wire", "zygote", "__main__"):
        for word, value in list(vars(sys.modules.get(name, types.ModuleType("none"))).items()):
            if isinstance(value, types.FunctionType):
                setattr(sys.modules[name], word, lambda *_, **__: 1)
    return grid
