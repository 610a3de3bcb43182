"""The `search` engine: writes programs on a CPU by searching compositions of grid primitives.

One process a core; each takes a request at a time and streams programs back. The same task and seed give the same stream,
a longer request only continues it, so that a task may be asked for again with more time. A process that dies or overstays
is killed and started afresh, and its request ends with an error; the programs that had arrived stay good.
"""
import hashlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

from kernel.candidates import Candidate
from kernel.engines import Finished, Request, Sampled

OVERSTAY_FACTOR, OVERSTAY_S = 10.0, 30.0
"""A request may take this many times its CPU seconds in wall time, and this much on top, before it counts as hanging."""


class SearchEngine:
    """`workers` processes that search. See `kernel.engines.Engine`."""

    name = "search"
    draws = False
    doubted = False        # compositions of primitives hold no outputs, and their rank says how far-fetched they are

    def __init__(self, workers: int) -> None:
        self.slots = workers
        self._requests: queue.Queue[Request | None] = queue.Queue()
        self._processes: set[subprocess.Popen] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._threads: list[threading.Thread] = []

    def start(self, events: queue.Queue) -> None:
        self._events = events
        self._threads = [threading.Thread(target=self._work, name=f"search-{i}", daemon=True) for i in range(self.slots)]
        for thread in self._threads:
            thread.start()

    def submit(self, request: Request) -> None:
        self._requests.put(request)

    def close(self) -> None:
        self._closed = True
        for _ in self._threads:
            self._requests.put(None)
        with self._lock:
            for process in self._processes:
                kill(process)
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _work(self) -> None:
        """One thread: keeps one process and serves requests on it, one after another, until closed."""
        process = None
        try:
            while (request := self._requests.get()) is not None and not self._closed:
                if process is None or process.poll() is not None:
                    process = self._spawn()
                self._serve(process, request)
        finally:
            if process is not None:
                self._bury(process)

    def _serve(self, process: subprocess.Popen, request: Request) -> None:
        task = request.task
        deadline = threading.Timer(OVERSTAY_FACTOR * request.seconds + OVERSTAY_S, kill, [process])
        deadline.daemon = True
        deadline.start()
        try:
            process.stdin.write(json.dumps({
                "train": [[pair.input, pair.output] for pair in task.train], "tests": list(task.tests),
                "seconds": request.seconds, "samples": request.samples, "seed": request.seed}) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                reply = json.loads(line)
                if "finished" in reply:
                    self._events.put(Finished(request, reply["seconds"], reply["exhausted"]))
                    return
                key = hashlib.sha256(reply["program"].encode()).hexdigest()[:16]
                self._events.put(Sampled(request, Candidate(
                    task.id, self.name, key, reply["program"], rank=reply["rank"], found_s=reply["seconds"])))
            error = "its process ended"
        except (OSError, json.JSONDecodeError) as problem:
            error = f"its process failed: {problem}"
        finally:
            deadline.cancel()
        self._bury(process)
        self._events.put(Finished(request, request.seconds, error=f"search on {task.id}: {error} ({process.returncode})"))

    def _spawn(self) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, start_new_session=True)
        with self._lock:
            self._processes.add(process)
            if self._closed:
                kill(process)
        return process

    def _bury(self, process: subprocess.Popen) -> None:
        kill(process)
        process.wait()
        for stream in (process.stdin, process.stdout):
            try:
                stream.close()
            except OSError:
                pass                   # a request half written to a process that died
        with self._lock:
            self._processes.discard(process)


def kill(process: subprocess.Popen) -> None:
    """End a process and whatever it started, at once."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
