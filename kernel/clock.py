"""The clock of a run. An entry imports this before anything else, so that `BEGAN_S` is when its process began.

The clock goes on while the machine is suspended (CLOCK_BOOTTIME), since the time limit of whoever gave the budget does
so too; when somebody sets the machine's time it does not jump. Not counted: the tenth of a second before the first
import, and the environment that build.py makes on first use, before it hands over.
"""
import time


def now_s() -> float:
    """Seconds since the machine was started, suspended or not."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


BEGAN_S = now_s()
