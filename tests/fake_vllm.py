"""A small program in the place of vLLM's server: same options, same answers, started in a tenth of a second.

The variable FAKE_VLLM names a folder. Its file `plan.json` says how the n-th server started there behaves (the last
entry holds for all that follow), or by rung: {"fp8": ..., "bf16": ...}. It keeps a child, as vLLM does, and notes each
start in `starts`. Behaviours:

    sane       answers, with programs
    babbles    answers, without
    dies       writes an error and exits with 1 before it listens
    silent     never listens
    refuses    dies in the middle of every reply
    other      answers with another model's id
    dead       as sane, and /health says 503 once a reply has been given
    steady     as sane, and takes half a second over a reply, as if it had something to do
"""
import json
import os
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from signal import pause

PROGRAM = "```python\ndef transform(grid_lst):\n    return grid_lst\n```\n"
CHILD = [sys.executable, "-c", "import signal; signal.pause()"]


def main() -> None:
    options = dict(zip(sys.argv[1:], sys.argv[2:]))
    folder = Path(os.environ["FAKE_VLLM"])
    rung = ("fp8-edges" if "--kv-cache-dtype-skip-layers" in sys.argv else
            "bf16" if options["--kv-cache-dtype"] == "bfloat16" else "fp8")
    with open(folder / "starts", "a+") as notes:
        notes.seek(0)
        start = len(notes.readlines())
        notes.write(f"{rung} {options['--port']} {os.getpid()}\n")
    plan = json.loads((folder / "plan.json").read_text())
    behaviour = plan[rung] if isinstance(plan, dict) else plan[min(start, len(plan) - 1)]
    child = subprocess.Popen(CHILD)
    if behaviour == "dies":
        sys.exit("ERROR 11-21 12:00:00 [core.py:1] ValueError: the weights are damaged")
    if behaviour == "silent":
        pause()
    Handler.model = "another-model" if behaviour == "other" else options["--served-model-name"]
    Handler.behaviour, Handler.child = behaviour, child
    Listener((options["--host"], int(options["--port"])), Handler).serve_forever()


class Listener(ThreadingHTTPServer):
    allow_reuse_port = True              # so listens vLLM 0.19.1: another may listen beside it


class Handler(BaseHTTPRequestHandler):
    model = behaviour = ""
    child: subprocess.Popen
    given = False

    def do_GET(self) -> None:
        dead = self.behaviour == "dead" and Handler.given
        self._send(503 if dead and self.path == "/health" else 200,
                   json.dumps({"object": "list", "data": [{"id": self.model}]}).encode())

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/tokenize":
            return self._send(404, b"{}")
        if self.behaviour == "refuses":
            os._exit(1)
        if self.behaviour == "steady":
            time.sleep(0.5)
        text = "grid grid grid" if self.behaviour == "babbles" else PROGRAM
        events = [{"choices": [{"index": index, "delta": {"content": text}, "finish_reason": "stop"}],
                   "usage": {"prompt_tokens": 5, "completion_tokens": 9}} for index in range(asked["n"])]
        lines = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"]
        Handler.given = True
        self._send(200, "".join(lines).encode(), "text/event-stream")

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


if __name__ == "__main__":
    main()
