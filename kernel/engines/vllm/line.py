"""The line to one server: what it is sent, what it says, and whose fault it is when it does not.

A chunk of samples is one streamed chat completion with n choices; each choice is handed on the moment it finishes, so
that a server which dies in the middle of a chunk takes only what had not finished with it. The client is `openai`'s;
its streams are read as bytes and each event with `json`, since making the client's own objects of every event costs
several times as much as all else that is done for it (`build.py bench engine` measures the kernel's CPU per sample).

Promises: every sampling parameter is sent with every request; a failure is a `Refused` (asked again anywhere it would
be refused again) or a `Failed` (elsewhere or later it may work), whatever the server does. A server of others that
names a parameter it does not know is asked without it from then on, and that is told: only those of OPTIONAL can go.
Leaves out: trying again, and where (`sampler`).
"""
import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import openai

from kernel.bundle import Sampling
from kernel.prompts import Message

OPTIONAL = ("min_p", "top_k", "repetition_penalty", "presence_penalty", "frequency_penalty", "seed",
            "continuous_usage_stats", "stream_options")
"""What a server may refuse and is then asked without. vLLM knows all of them; the first three and the one before the
last are its own."""

_TOO_LONG = ("context length", "context_length", "context size", "context_size", "too long", "max_model_len",
             "maximum context", "context window")
"""How servers say that a prompt is too long: vLLM and OpenAI the first, llama.cpp the third; others vary."""

_CUT_OFF = ("abort", "error", "cancelled")
"""Finish reasons of a reply that the server gave up: vLLM's `abort` when it shuts down."""


class Refused(Exception):
    """The server will not have this request; the message is its reason."""


class TooLong(Refused):
    """The prompt and the reply together are longer than its context."""


class Failed(Exception):
    """The server failed. `suspect`: it had taken the request, so that the request may be what it failed on."""

    def __init__(self, message: str, suspect: bool = False):
        super().__init__(message)
        self.suspect = suspect


@dataclass(frozen=True)
class Choice:
    """One finished reply. Token counts are None where the server does not say."""

    index: int                         # among the choices of its chunk
    text: str
    finish: str
    prompt_tokens: int | None
    completion_tokens: int | None


def client(url: str, key: str, connect_s: float, silence_s: float) -> openai.AsyncOpenAI:
    """A client that neither retries nor, to a server on this machine, goes through a proxy."""
    here = urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    # Loading certificates takes a tenth of a second, in which nothing else would happen.
    transport = openai.DefaultAsyncHttpxClient(trust_env=not here, verify=urlsplit(url).scheme == "https")
    return openai.AsyncOpenAI(base_url=url, api_key=key, max_retries=0, http_client=transport,
                              timeout=openai.Timeout(silence_s, connect=connect_s))


class Line:
    """`silence_s`: so long a stream may be silent before it counts as broken. `tell` is told once of each parameter
    that the server is asked without; None for a server that must know them all."""

    def __init__(self, url: str, key: str, connect_s: float, silence_s: float, tell: Callable[[str], None] | None):
        self.url = url
        self._client = client(url, key, connect_s, silence_s)
        self._tell = tell
        self._without: set[str] = set()
        self._tokenizes = True

    async def close(self) -> None:
        """Hang up."""
        await self._client.close()

    async def fits(self, model: str, messages: list[Message], sampling: Sampling) -> bool:
        """Whether the prompt and a reply of `max_tokens` go into the server's context.

        vLLM (0.19.1 and 0.32.0 alike) has /tokenize beside /v1, which counts and says how long the context is. A server
        without it is asked for a sample, which is called off as soon as it begins or is refused: the verdict is then
        the server's, and some shorten replies where vLLM's count would have shortened the prompt.
        """
        if self._tokenizes:
            counted = await self._count(model, messages)
            if counted is not None:
                tokens, context = counted
                return tokens + sampling.max_tokens <= context
            self._tokenizes = False
        stream = self.draw(model, messages, sampling, seed=0, n=1, heard=None)
        try:
            await anext(stream, None)
        except TooLong:
            return False
        finally:
            await stream.aclose()
        return True

    async def _count(self, model: str, messages: list[Message]) -> tuple[int, int] | None:
        """Tokens of the prompt and of the context; None where the server cannot say."""
        url = self.url.removesuffix("/v1") + "/tokenize"
        try:
            said = await self._client.post(url, cast_to=object, body={"model": model, "messages": messages})
            return int(said["count"]), int(said["max_model_len"])
        except openai.APIStatusError as error:
            if error.status_code in (400, 404, 405, 422, 501):
                return None
            raise _of_status(error) from None
        except openai.APIError as error:
            raise Failed(_text(error)) from None
        except (KeyError, TypeError, ValueError):
            return None

    async def draw(self, model: str, messages: list[Message], sampling: Sampling, *, seed: int, n: int,
                   heard: Callable[[int], None] | None) -> AsyncIterator[Choice]:
        """`n` replies as they finish; choice i is drawn from seed + i (so vLLM does it). `heard` is told of every
        event how many more tokens have come; without it the stream yields an unfinished Choice when it begins.

        May end before every choice has finished. Raises Refused and Failed.
        """
        while True:
            body = self._body(sampling, seed, n)
            try:
                create = self._client.chat.completions.with_streaming_response.create
                async with create(model=model, messages=messages, stream=True, extra_body=body) as response:
                    async for choice in _choices(response.iter_bytes(), n, heard):
                        yield choice
                return
            except openai.APIStatusError as error:
                if not self._can_do_without(error, body):
                    raise _of_status(error) from None
            except openai.APIError as error:         # not reached, or silent before it answered
                raise Failed(_text(error), suspect=isinstance(error, openai.APITimeoutError)) from None
            except (Refused, Failed):
                raise
            except Exception as error:               # the boundary of one server: whatever broke the stream
                raise Failed(_text(error), suspect=True) from None

    def _body(self, sampling: Sampling, seed: int, n: int) -> dict[str, Any]:
        body = {"n": n, "seed": seed, "max_tokens": sampling.max_tokens, "temperature": sampling.temperature,
                "top_p": sampling.top_p, "min_p": sampling.min_p, "top_k": sampling.top_k,
                "repetition_penalty": sampling.repetition_penalty, "presence_penalty": sampling.presence_penalty,
                "frequency_penalty": sampling.frequency_penalty,
                "stream_options": {"include_usage": True, "continuous_usage_stats": True}}
        for name in self._without:
            body.pop(name, None)
        if "continuous_usage_stats" in self._without and "stream_options" in body:
            body["stream_options"] = {"include_usage": True}
        return body

    def _can_do_without(self, error: openai.APIStatusError, body: dict[str, Any]) -> bool:
        """Whether the server named a parameter of this request that it is from now on asked without."""
        if self._tell is None or error.status_code not in (400, 422) or _says_too_long(_text(error)):
            return False
        sent = {*body, *body.get("stream_options", ())}
        words = set(re.findall(r"\w+", _text(error)))
        named = next((name for name in OPTIONAL if name in words and name in sent), None)
        if named is None:
            return False
        if named not in self._without:                   # else another request was told so meanwhile
            self._without.add(named)
            self._tell(f"asked without {named} from now on, since it says: {_text(error)}")
        return True


async def _choices(pieces: AsyncIterator[bytes], n: int, heard: Callable[[int], None] | None) -> AsyncIterator[Choice]:
    """The finished choices of a stream of server-sent events. Lines end at line feeds alone: a reply may hold any other
    character that Unicode calls a line end."""
    texts: list[list[str] | None] = [[] for _ in range(n)]          # None: finished
    tokens = [0] * n
    rest = b""
    async for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                return
            for choice in _event(json.loads(data), texts, tokens, heard):
                yield choice


def _event(event: Any, texts: list[list[str] | None], tokens: list[int],
           heard: Callable[[int], None] | None) -> list[Choice]:
    """Take up one event; the choices that finished with it. What has finished once does not finish again."""
    if "error" in event:
        raise Failed(f"it says in the middle of a reply: {str(event['error'])[:300]}", suspect=True)
    finished = []
    usage = event.get("usage") or {}
    for part in event.get("choices") or ():
        index = part.get("index", 0)
        if not 0 <= index < len(texts) or texts[index] is None:
            continue
        if heard is None:
            return [Choice(index, "", "", None, None)]
        content = (part.get("delta") or {}).get("content")
        if content:
            texts[index].append(content)
        counted = usage.get("completion_tokens")
        heard(counted - tokens[index] if counted is not None else 1)
        tokens[index] = counted or 0
        finish = part.get("finish_reason")
        if finish and finish not in _CUT_OFF:
            text, texts[index] = "".join(texts[index]), None
            finished.append(Choice(index, text, finish, usage.get("prompt_tokens"), counted))
    return finished


def _of_status(error: openai.APIStatusError) -> Exception:
    """400, 413 and 422 blame the request; all else is the server's own trouble (a wrong key or model id among it)."""
    text = _text(error)
    if error.status_code in (400, 413, 422):
        return TooLong(text) if _says_too_long(text) or error.status_code == 413 else Refused(text)
    return Failed(text, suspect=error.status_code == 500)


def _says_too_long(text: str) -> bool:
    return any(words in text.lower() for words in _TOO_LONG)


def _text(error: Exception) -> str:
    """An error on one line, short."""
    reason = f" ({error.__cause__})" if error.__cause__ is not None else ""
    return " ".join(f"{type(error).__name__}: {error}{reason}".split())[:400]
