"""Starts threads without end.

Expected: DENIED
"""
import threading
import time


def transform(grid):
    while True:
        threading.Thread(target=time.sleep, args=(1000,)).start()
