"""Has Python call it back at every line and every call of our side of its process, and raises there.

Expected: RAISED or CRASHED or OK or BAD_OUTPUT
"""
import sys


def hook(frame, event, argument):
    if frame.f_code.co_filename != "<program>":
        raise SystemExit(event)
    return hook


def transform(grid):
    frame = sys._getframe(1)
    while frame is not None:
        frame.f_trace = hook
        frame = frame.f_back
    sys.settrace(hook)
    sys.setprofile(hook)
    return grid
