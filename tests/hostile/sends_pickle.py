"""Writes on every descriptor a pickle that would run a command in who reads it. (The baseline unpickled it.)

Expected: DENIED
"""
import os
import pickle


class Trap:
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-pickle",)


def transform(grid):
    for descriptor in range(64):
        try:
            os.write(descriptor, pickle.dumps(Trap()) + b"\n")
        except OSError:
            pass
    return grid
