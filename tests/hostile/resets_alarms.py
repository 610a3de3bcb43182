"""Catches every signal, SIGXCPU and SIGALRM among them, resets all timers and unblocks nothing.

Expected: TIMEOUT
"""
import resource
import signal


def transform(grid):
    for number in signal.valid_signals():
        try:
            signal.signal(number, lambda *_: None)
        except (OSError, ValueError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))
    while True:
        for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 0)
