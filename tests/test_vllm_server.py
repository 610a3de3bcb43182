"""The vLLM engine with a real server and the stand-in model: what only vLLM itself can prove."""
import asyncio
import os
import queue
import time
from dataclasses import replace

import pytest

from kernel.bundle import ModelBundle
from kernel.engines import Finished, Happening, Request, Sampled
from kernel.engines.vllm import VllmEngine
from kernel.engines.vllm.line import Line, TooLong
from kernel.engines.vllm.replica import Replica, ReplicaSettings
from kernel.engines.vllm.sampler import Settings
from kernel.engines.vllm.serve import Serving
from kernel.prompts import messages
from kernel.tasks import Pair, Task
from tests import made
from tests.server_watch import token

pytestmark = pytest.mark.server

SMALL = Task("small", (Pair([[1, 2], [3, 4]], [[2, 1], [4, 3]]), Pair([[5, 6, 7]], [[7, 6, 5]])), ([[8, 9], [1, 0]],))
WIDE = tuple(Pair([[1] * 30] * 30, [[2] * 30] * 30) for _ in range(20))


class Stand:
    """A running engine with one real server."""

    def __init__(self, folder):
        self.bundle = ModelBundle.load(made.tiny_model())
        serving = Serving(made.serve_python(), self.bundle.folder, "cpu", self.bundle.context, self.bundle.kv_cache,
                          sequences=16, environ=dict(os.environ))
        self.replica = Replica(ReplicaSettings(0, self.bundle, serving, folder / "logs", folder / "cache", token()),
                               time.monotonic)
        self.events = queue.Queue()
        self.engine = VllmEngine([self.replica], self.bundle.pack, self.bundle.sampling, self.bundle.refining,
                                 Settings(sequences=16))
        self.engine.start(self.events)

    def serve(self, request):
        """What comes of a request, its end last; what befell the server meanwhile."""
        self.engine.submit(request)
        seen, befell = [], []
        while not seen or not isinstance(seen[-1], Finished):
            event = self.events.get(timeout=300)
            (befell if isinstance(event, Happening) else seen).append(event)
        return seen, befell

    def ask(self, question):
        """The answer to a question that a line to the server is asked."""
        async def asked():
            line = Line(self.replica.url, "none", 5.0, 60.0, None)
            try:
                return await question(line)
            finally:
                await line.close()
        return asyncio.run(asked())


@pytest.fixture(scope="module")
def stand(tmp_path_factory):
    stand = Stand(tmp_path_factory.mktemp("server"))
    yield stand
    stand.engine.close()
    assert stand.replica.pid is None


def test_every_sample_comes_once_with_its_tokens(stand):
    request = Request(1, SMALL, 40, 1000.0, seed=3)
    seen, _ = stand.serve(request)
    *sampled, end = seen
    samples = [one.sample for one in sampled]
    assert end.error is None and all(isinstance(one, Sampled) for one in sampled)
    assert sorted(sample.index for sample in samples) == list(range(40)) == sorted(
        sample.seed - min(other.seed for other in samples) for sample in samples)
    assert {sample.finish for sample in samples} <= {"stop", "length"}
    assert len({sample.prompt_tokens for sample in samples}) == 1 and min(s.completion_tokens for s in samples) > 0
    assert {(sample.place, sample.rung) for sample in samples} == {("server-0", stand.replica.rung)}
    programs = [one.candidate.program for one in sampled if one.candidate]
    assert programs and all("def transform(" in program for program in programs)


def test_a_sample_depends_on_its_seed_and_not_on_the_chunk_it_came_in(stand):
    sampling, chat = replace(stand.bundle.sampling, max_tokens=64), messages(stand.bundle.pack, SMALL)

    async def texts(line, seed, n):
        return {seed + one.index: one.text async for one in
                line.draw(stand.replica.model, chat, sampling, seed=seed, n=n, heard=lambda tokens: None)}

    async def question(line):
        seed = (1 << 52) - 100
        return await texts(line, seed, 8), await texts(line, seed + 3, 2), await texts(line, seed + 7, 1)
    whole, middle, last = stand.ask(question)
    assert len(whole) == 8 and len(set(whole.values())) > 1
    assert (middle | last).items() <= whole.items() and len(middle | last) == 3


def test_vllm_counts_prompts_as_it_refuses_them(stand):
    chat, model = messages(stand.bundle.pack, SMALL), stand.replica.model
    long = messages(stand.bundle.pack, replace(SMALL, train=WIDE))

    async def question(line):
        tokens, context = await line._count(model, chat)
        exact = replace(stand.bundle.sampling, max_tokens=context - tokens)
        one_more = replace(exact, max_tokens=exact.max_tokens + 1)
        by_count = [await line.fits(model, chat, exact), await line.fits(model, chat, one_more),
                    await line.fits(model, long, exact)]
        line._tokenizes = False                           # as with a server that cannot count
        by_asking = [await line.fits(model, chat, exact), await line.fits(model, long, exact)]
        with pytest.raises(TooLong):
            await anext(line.draw(model, long, exact, seed=1, n=1, heard=None))
        return context, by_count, by_asking
    context, by_count, by_asking = stand.ask(question)
    assert context == stand.bundle.context and by_count == [True, False, False] and by_asking == [True, False]


def test_a_task_too_long_for_the_context_is_refused_and_one_with_a_long_pair_is_not(stand):
    seen, befell = stand.serve(Request(2, replace(SMALL, id="hopeless", train=WIDE, tests=([[3] * 30] * 30,) * 20), 4,
                                       1000.0, seed=3))
    assert len(seen) == 1 and "task hopeless: its prompt is longer than the context" in seen[0].error
    seen, befell = stand.serve(Request(3, replace(SMALL, id="long", train=(*SMALL.train, *WIDE)), 4, 1000.0, seed=3))
    assert len(seen) == 5 and seen[-1].error is None
    assert befell[0].kind == "shortened" and befell[0].text.endswith("train pairs " + ", ".join(map(str, range(4, 23))))
