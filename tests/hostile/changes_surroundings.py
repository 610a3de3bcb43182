"""Changes folder, environment, locale, mask, time zone, digits of integers and how numbers are drawn.

Expected: OK or DENIED
"""
import locale
import os
import random
import sys
import time


def transform(grid):
    os.environ.clear()
    os.environ.update({"PATH": "/nowhere", "PYTHONPATH": "/tmp", "LD_PRELOAD": "/tmp/hostile.so", "TZ": "Mars/Olympus"})
    time.tzset()
    for change in (lambda: locale.setlocale(locale.LC_ALL, "C"), lambda: os.umask(0), lambda: sys.setrecursionlimit(50),
                   lambda: sys.setswitchinterval(1e-6), lambda: sys.set_int_max_str_digits(640)):
        change()
    random.seed(99)
    os.chdir("/proc/self")
    return grid
