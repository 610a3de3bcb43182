"""Has a signal arrive every millisecond, whose handler raises in whatever runs.

Expected: RAISED or CRASHED or TIMEOUT or OK
"""
import signal


def trip(*_):
    raise KeyboardInterrupt


def transform(grid):
    signal.signal(signal.SIGALRM, trip)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    while True:
        pass
