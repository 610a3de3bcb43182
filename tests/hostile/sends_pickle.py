"""Leaves, as its result, a pickle that would run a command in who reads it. (The baseline unpickled it.)

Expected: DENIED
"""
import os
import pickle
import sys


class Trap:
    def __reduce__(self):
        return os.system, ("touch /tmp/hostile-pickle",)


def transform(grid):
    frame = sys._getframe()
    while "results" not in frame.f_locals:
        frame = frame.f_back
    frame.f_locals["results"].add(b"V", pickle.dumps(Trap()))
    return grid
