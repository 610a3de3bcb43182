"""The vLLM engine: a language model writes programs, on servers of ours or of others, through the OpenAI API.

    places, endpoints    where samples come from (`replica`: a server of ours)
    sampler, jobs        who is asked for what, and asked again
    line                 what one server is sent and says
    ours                 the engine as a run asks for it

One thread with one asyncio loop does everything; `close` stops all of it at once.
"""
import asyncio
import logging
import queue
import threading
from collections.abc import Sequence

from kernel.bundle import Sampling
from kernel.engines import EngineError, Finished, Request
from kernel.engines.vllm.places import Place
from kernel.engines.vllm.sampler import Before, Sampler, Settings
from kernel.prompts import PromptPack

log = logging.getLogger(__name__)


class VllmEngine:
    """Samples programs at `places`, asked with the model's own `pack` and `sampling`, for a request with a draft with
    `refining` in its place. See `kernel.engines.Engine`.

    Places start and come back as they can, all at once after `before`; requests wait for the first that is ready. When
    none is left every request is Finished with an error. Raises EngineError without a place.
    """

    name = "vllm"
    draws = True
    doubted = True                     # a model can write the outputs it was shown into its program

    def __init__(self, places: Sequence[Place], pack: PromptPack, sampling: Sampling, refining: Sampling,
                 settings: Settings, before: Before | None = None):
        if not places:
            raise EngineError("vllm: no server and no endpoint to sample from")
        self.slots = len(places) * settings.requests
        self._parts = places, pack, sampling, refining, settings
        self._before = before
        self._lock = threading.Lock()
        self._closing = False
        self._loop: asyncio.AbstractEventLoop | None = None              # while requests can be handed over
        self._sampler: Sampler | None = None
        self._running: asyncio.Task | None = None
        self._thread: threading.Thread | None = None
        self._events: queue.Queue | None = None

    def start(self, events: queue.Queue) -> None:
        """Begin; returns when requests can be taken, whether or not a place is ready."""
        self._events = events
        begun = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(begun,), name=self.name, daemon=True)
        self._thread.start()
        begun.wait()

    def submit(self, request: Request) -> None:
        """Take a request; never blocks. Once the engine has stopped it is Finished at once, with an error."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._sampler.submit, request)
                return
        self._events.put(Finished(request, 0.0, error="the engine has stopped"))

    def close(self) -> None:
        """Call off what is in flight and stop every place; returns when nothing is left running."""
        with self._lock:
            if self._loop is not None and not self._closing:
                self._closing = True                     # a second cancel would interrupt the clearing up
                self._loop.call_soon_threadsafe(self._running.cancel)
        if self._thread is not None:
            self._thread.join()

    def _work(self, begun: threading.Event) -> None:
        try:
            asyncio.run(self._serve(begun))
        except asyncio.CancelledError:
            pass                                         # closed
        except Exception:                                # the boundary of the engine: the other engines go on
            log.exception("engine %s has stopped", self.name)
        finally:
            begun.set()

    async def _serve(self, begun: threading.Event) -> None:
        self._sampler = Sampler(self.name, *self._parts, emit=self._events.put)
        self._running = asyncio.current_task()
        with self._lock:
            self._loop = asyncio.get_running_loop()
        begun.set()
        try:
            await self._sampler.run(self._before)
        finally:
            with self._lock:
                self._loop = None
            await asyncio.sleep(0)                       # what was handed over until now reaches the sampler
