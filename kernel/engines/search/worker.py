"""One search process: requests come in as JSON lines, programs go out as JSON lines as they are found.

In:  {"train": [[input, output], ...], "tests": [input, ...], "seconds": s, "samples": n, "seed": k}
Out: {"program": ..., "rank": ..., "seconds": ...} any number of times, then {"finished": true, "seconds": ...,
     "exhausted": ...}; `exhausted` when the search ended by itself, before its time and its number of samples.

Seconds are CPU seconds of this process, so that a busy machine does not shorten a search. The process ends with its
standard input, or with the process that started it. Run as a script, so that it needs nothing of its surroundings.
"""
import ctypes
import json
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TextIO

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[3])         # the kit's root, in the place of this folder
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"                                     # one process a core: read when numpy is imported

from kernel.engines.search.emit import sources
from kernel.engines.search.synthesize import search

PR_SET_PDEATHSIG = 1


def serve(requests: TextIO, replies: TextIO, clock: Callable[[], float]) -> None:
    """Answer requests until they end."""
    for line in requests:
        request = json.loads(line)
        begun, n = clock(), 0
        train = [tuple(pair) for pair in request["train"]]
        stream = search(train, request["tests"], clock, request["seconds"], request["seed"])
        for found in islice(stream, request["samples"]):
            n += 1
            print(json.dumps({"program": found.program, "rank": found.rank, "seconds": round(found.seconds, 4)}),
                  file=replies, flush=True)
        seconds = clock() - begun
        exhausted = n < request["samples"] and seconds < request["seconds"]
        print(json.dumps({"finished": True, "seconds": round(seconds, 4), "exhausted": exhausted}),
              file=replies, flush=True)


if __name__ == "__main__":
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)      # the engine decides when to stop
    warnings.simplefilter("ignore")                   # numpy's about empty slices: such states are dropped anyway
    sources()                                         # parsed once, on nobody's time
    serve(sys.stdin, sys.stdout, time.process_time)
