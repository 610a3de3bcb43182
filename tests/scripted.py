"""A model server on the loopback whose every answer a test writes: OpenAI's chat completions, well or badly behaved.

One thread with one asyncio loop serves all of them. A script is asked for each chat completion what to send: a list of
dicts (events), bytes (as they are), an int (that HTTP status instead of a stream), or one of
the three below.
"""
import asyncio
import json
import threading
from collections.abc import Callable

HANG, DROP, GATE = "say nothing more", "break the connection", "wait until `gate` is set"
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 500: "Internal Server Error"}


def program(seed: int) -> str:
    """What the well-behaved server writes with this seed."""
    return f"def transform(grid_lst):\n    return [[{seed % 10}]]  # {seed}\n"


def event(index: int, content: str = "", finish: str | None = None, tokens: int | None = None) -> dict:
    """One event of a stream, with vLLM's running count of tokens unless `tokens` is None."""
    usage = {} if tokens is None else {"usage": {"prompt_tokens": 7, "completion_tokens": tokens}}
    return {"choices": [{"index": index, "delta": {"content": content}, "finish_reason": finish}], **usage}


def choice(body: dict, index: int, finish: str = "stop") -> list[dict]:
    """One whole choice: it begins, goes on and ends."""
    text = f"Like this:\n```python\n{program(body['seed'] + index)}```\n"
    return [event(index, "", None, 0), event(index, text[:9], None, 2), event(index, text[9:], finish, 20)]


def well(body: dict) -> list:
    """Every choice, the last one first, and the end of the stream."""
    events = [one for index in reversed(range(body["n"])) for one in choice(body, index)]
    return [*events, {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 20 * body["n"]}}, b"[DONE]"]


class Host:
    """The thread in which scripted servers run."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, coroutine):
        """Run a coroutine in the thread and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(20)

    def close(self):
        self.do(self._end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _end(self):
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Scripted:
    """A server. `context`: tokens (words, here) that /tokenize says fit; None for a server without /tokenize.

    `asked` holds the bodies of all chat completions, `broken` counts streams that the client called off; `quiet` is set
    while no stream is open, and a script's GATE opens with `gate`. Both belong to the host's loop.
    """

    def __init__(self, host: Host, script: Callable[[dict, int], list | int] = lambda body, number: well(body), *,
                 context: int | None = 100_000, models: list[str] | int = ["m"]):
        self.script, self.context, self.models = script, context, models
        self.asked: list[dict] = []
        self.counted = self.broken = 0
        self.key = ""
        self.gate, self.quiet = asyncio.Event(), asyncio.Event()
        self._streams = 0
        self._host = host
        self._server = host.do(asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 24))
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"

    def close(self):
        """Stop listening."""
        self._host.loop.call_soon_threadsafe(self._server.close)

    async def _serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode().split("\r\n")
                headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                self.key = headers.get("authorization", "").removeprefix("Bearer ")
                await self._answer(first.split()[1], json.loads(body or "{}"), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, path, body, reader, writer):
        if path == "/v1/models":
            status, names = (200, self.models) if isinstance(self.models, list) else (self.models, [])
            self._send(writer, status, {"object": "list", "data": [{"id": name, "object": "model"} for name in names]})
        elif path == "/tokenize":
            self.counted += 1
            words = sum(len(message["content"].split()) for message in body["messages"])
            known = self.context is not None
            self._send(writer, 200 if known else 404, {"count": words, "max_model_len": self.context, "tokens": []})
        else:
            self.asked.append(body)
            self._streams += 1
            self.quiet.clear()
            try:
                await self._stream(self.script(body, len(self.asked) - 1), reader, writer)
            finally:
                self._streams -= 1
                if not self._streams:
                    self.quiet.set()

    def _send(self, writer, status, value):
        text = json.dumps(value).encode()
        writer.write(b"HTTP/1.1 %d %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
                     % (status, REASONS.get(status, "?").encode(), len(text), text))

    async def _stream(self, script, reader, writer):
        if isinstance(script, tuple):
            return self._send(writer, *script)
        if isinstance(script, int):
            return self._send(writer, script, {"error": {"message": "so the test says"}})
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        for step in script:
            if step is DROP:
                writer.transport.abort()
                raise ConnectionError
            if step is GATE:
                await self.gate.wait()
                continue
            if step is HANG:
                await writer.drain()
                await reader.read(1)           # returns when the client goes away
                self.broken += 1
                raise ConnectionError
            data = step if isinstance(step, bytes) else json.dumps(step, ensure_ascii=False).encode()
            line = b"data: " + data + b"\n\n"
            writer.write(b"%x\r\n%s\r\n" % (len(line), line))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()
