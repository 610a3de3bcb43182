"""Endpoints: OpenAI-compatible servers that others run, on a cluster or anywhere.

An endpoint is asked for its models every few seconds; it is ready while it answers, and given up when it has not for
long, when it refuses the key, or when it does not have the model. Leaves out: starting and healing it, and noticing
that it hangs while busy (the sampler's own time limit on silence does that).
"""
import asyncio

import openai

from kernel.engines.vllm.line import client
from kernel.engines.vllm.places import Tell


class Endpoint:
    """A place that others run. `url` ends in /v1; `model` may be left out where the server has but one.

    `check_s`: seconds between two looks; `patience_s`: so long it may be away before it is given up, counted in looks.
    """

    def __init__(self, url: str, *, model: str = "", key: str = "none", check_s: float = 10.0,
                 patience_s: float = 900.0):
        self.name = self.url = url.rstrip("/")
        self.model = model
        self.ready = self.gone = False
        self.rung = "unknown"
        self.changed = asyncio.Event()
        self._key = key
        self._check_s = check_s
        self._looks_max = max(1, round(patience_s / check_s))

    async def live(self, tell: Tell) -> None:
        """Look whether it is there until cancelled or given up."""
        line = client(self.url, self._key, connect_s=self._check_s, silence_s=self._check_s)
        missed = 0
        try:
            while not self.gone:
                try:
                    fault = self._fault(await self._models(line))
                except openai.AuthenticationError as error:
                    fault = f"it does not accept the key: {error}"
                except openai.PermissionDeniedError as error:
                    fault = f"it does not let us in: {error}"
                except openai.OpenAIError as error:
                    missed += 1
                    fault = f"no answer: {error}" if missed >= self._looks_max else None
                    if self.ready:
                        tell("lost", f"no answer: {error}")
                    self._set(ready=False)
                else:
                    missed = 0
                    if fault is None and not self.ready:
                        tell("ready", f"serves {self.model}")
                        self._set(ready=True)
                if fault is not None:
                    tell("gone", fault)
                    self.gone = True
                    self._set(ready=False)
                    return
                await asyncio.sleep(self._check_s)
        finally:
            self._set(ready=False)
            await line.close()

    async def _models(self, line: openai.AsyncOpenAI) -> list[str] | None:
        """Ids of its models; None where it does not list them."""
        try:
            return [model.id for model in (await line.models.list()).data]
        except openai.NotFoundError:
            return None

    def _fault(self, models: list[str] | None) -> str | None:
        """Why it can never be used, if so; chooses the model where there is but one."""
        if models is None:
            return None if self.model else "it does not list its models: name the one to use"
        if not self.model and len(models) == 1:
            self.model = models[0]
        if self.model in models:
            return None
        wanted = f"no model {self.model}" if self.model else "several models: name the one to use"
        return f"it has {wanted}; it lists {', '.join(models) or 'none'}"[:400]

    def _set(self, *, ready: bool) -> None:
        self.ready = ready
        self.changed.set()

    def began(self) -> None:
        """Nothing to note: see the module."""

    def heard(self, tokens: int) -> None:
        """Nothing to note: see the module."""

    def ended(self) -> None:
        """Nothing to note: see the module."""
