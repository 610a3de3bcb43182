"""Lifts its own limits.

Expected: OK
"""
import resource


def transform(grid):
    lifted = 0
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE,
                  resource.RLIMIT_CPU):
        try:
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            lifted += 1
        except (OSError, ValueError):
            pass
    return grid if lifted == 0 else [[9]]
