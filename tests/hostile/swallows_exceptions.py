"""Ignores every signal it may and swallows every exception, in a loop.

Expected: TIMEOUT
"""
import signal


def transform(grid):
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    signal.alarm(0)
    while True:
        try:
            while True:
                raise KeyboardInterrupt
        except BaseException:
            continue
