"""The vLLM engine against servers that behave as a test says, from well to every way of failing."""
import asyncio
import json
import queue
import threading
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.bundle import REFINING, SAMPLING
from kernel.engines import EngineError, Finished, Happening, Request, Sampled
from kernel.engines.vllm import VllmEngine
from kernel.engines.vllm.endpoints import Endpoint
from kernel.engines.vllm.jobs import Job, Series, first_seed
from kernel.engines.vllm.sampler import Settings
from kernel.prompts import KIT_PACK, messages
from kernel.tasks import Pair, Task
from tests.scripted import DROP, GATE, HANG, Host, Scripted, choice, event, program, well

QUICK = Settings(chunk=4, active=2, sequences=16, rest_s=0.001, rest_max_s=0.01, silence_s=20.0, tries=10**9)
LONG_S = 1000.0


@pytest.fixture(scope="module")
def host():
    host = Host()
    yield host
    host.close()


class Stand:
    """A place whose life the test leads."""

    rung = "fp8"
    model = "m"

    def __init__(self, server, name="here", ready=True):
        self.name, self.url, self.ready, self.gone = name, server.url, ready, False
        self.changed = asyncio.Event()
        self.begun = self.ended_ = self.tokens = 0
        self._loop, self._up, self.idle = None, threading.Event(), threading.Event()

    async def live(self, tell):
        self._loop = asyncio.get_running_loop()
        self._up.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ready = False

    def turn(self, *, ready=False, gone=False):
        """Called from any thread: this is what becomes of it."""
        def now():
            self.ready, self.gone = ready and not self.gone, self.gone or gone
            self.changed.set()
        assert self._up.wait(20)
        self._loop.call_soon_threadsafe(now)

    def settle(self):
        """Until the engine has seen what the place became."""
        for _ in range(3):
            asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self._loop).result(20)

    def began(self):
        self.begun += 1
        self.idle.clear()

    def heard(self, tokens):
        self.tokens += tokens

    def ended(self):
        self.ended_ += 1
        if self.ended_ == self.begun:
            self.idle.set()


def task(id="t", cells=1):
    return Task(id, tuple(Pair([[1] * n], [[2] * n]) for n in (cells, cells + 1, cells)), ([[3]],))


def engine_of(*places, settings=QUICK, sampling=SAMPLING):
    return VllmEngine(places, KIT_PACK, sampling, REFINING, settings)


def serve(engine, *requests):
    """All events until every request has ended, and whatever comes when the engine is closed."""
    events, seen = queue.Queue(), []
    engine.start(events)
    try:
        for request in requests:
            engine.submit(request)
        while sum(isinstance(one, Finished) for one in seen) < len(requests):
            seen.append(events.get(timeout=20))
    finally:
        engine.close()
    while not events.empty():
        seen.append(events.get_nowait())
    return seen


def of(seen, kind):
    return [one for one in seen if isinstance(one, kind)]


def indices(seen, request):
    return [one.sample.index for one in of(seen, Sampled) if one.request is request]


def ask(samples=10, id=1, task_id="t", seconds=LONG_S, drawn=0, cells=1):
    return Request(id, task(task_id, cells), samples, seconds, seed=5, drawn=drawn)


def test_every_sample_once_with_its_own_seed_and_all_that_is_known_of_it(host):
    server, request = Scripted(host), ask(samples=10, drawn=3)
    place = Stand(server)
    seen = serve(engine_of(place), request)
    assert sorted(indices(seen, request)) == list(range(3, 13))
    base = first_seed(5, "t")
    for one in of(seen, Sampled):
        sample, candidate = one.sample, one.candidate
        assert sample.seed == base + sample.index and candidate.program == program(sample.seed)
        assert candidate.key == f"{sample.index}-{sample.seed:x}" and candidate.engine == "vllm"
        assert (sample.prompt_tokens, sample.completion_tokens, sample.finish) == (7, 20, "stop")
        assert (sample.place, sample.rung, sample.recovered) == ("here", "fp8", False) and sample.seconds >= 0
    (end,) = of(seen, Finished)
    assert end.request is request and end.error is None and not end.exhausted
    assert place.begun == place.ended_ == len(server.asked) == 3 and place.tokens == 200


def test_every_parameter_is_sent_and_the_prompt_is_the_packs(host):
    server = Scripted(host)
    sampling = replace(SAMPLING, top_k=40, max_tokens=99)
    serve(engine_of(Stand(server), sampling=sampling), ask(samples=1))
    (body,) = server.asked
    assert body.pop("messages") == messages(KIT_PACK, task())
    assert body == {
        "model": "m", "stream": True, "n": 1, "seed": first_seed(5, "t"), "max_tokens": 99, "temperature": 1.0,
        "top_p": 1.0, "min_p": 0.05, "top_k": 40, "repetition_penalty": 1.0, "presence_penalty": 0.0,
        "frequency_penalty": 0.0, "stream_options": {"include_usage": True, "continuous_usage_stats": True}}


def test_a_task_asked_again_goes_on_where_it_was(host):
    server, first, second = Scripted(host), ask(samples=6), ask(samples=6, id=2)
    seen = serve(engine_of(Stand(server)), first, second)
    assert sorted(indices(seen, first) + indices(seen, second)) == list(range(12))


def test_seeds_differ_between_tasks_and_runs():
    seeds = {first_seed(run, name) for run in range(20) for name in ("a", "b", "1")}
    assert len(seeds) == 60 and all(0 <= seed < 1 << 52 for seed in seeds)


def good(k):
    return lambda body: [one for index in range(min(k, body["n"])) for one in choice(body, index)]


WAYS = {
    "well": lambda k, body: well(body),
    "drops": lambda k, body: [*good(k)(body), event(k % body["n"], "half a", None, 3), DROP],
    "ends early": lambda k, body: good(k)(body),
    "says done early": lambda k, body: [*good(k)(body), b"[DONE]"],
    "garbage": lambda k, body: [*good(k)(body), b'{"choices": [{"index": 0, "delta"'],
    "other json": lambda k, body: [*good(k)(body), b'[17, null]'],
    "error event": lambda k, body: [*good(k)(body), {"error": {"message": "the engine died", "code": 500}}],
    "aborts": lambda k, body: [*good(k)(body), *choice(body, body["n"] - 1, finish="abort"), b"[DONE]"],
    "500": lambda k, body: 500,
    "503": lambda k, body: 503,
    "twice": lambda k, body: [*good(k)(body), *well(body)],
    "too many": lambda k, body: [*choice(body, body["n"]), *choice(body, -1), *well(body)],
    "no usage": lambda k, body: [event(i, f"```python\n{program(body['seed'] + i)}```", "stop")
                                 for i in range(body["n"])],
    "all at once": lambda k, body: [{"choices": [part for i in range(body["n"]) for part in event(
        i, f"```python\n{program(body['seed'] + i)}```", "length")["choices"]]}],
}


@settings(max_examples=60)
@given(st.data())
def test_whatever_fails_when_every_sample_comes_once_and_every_request_ends_once(host, data):
    """Two servers that misbehave as drawn for their first requests, and then behave; places that fall and rise."""
    step = st.tuples(st.sampled_from([*WAYS, "falls"]), st.integers(0, 3))
    scripts = [data.draw(st.lists(step, max_size=8)) for _ in range(2)]
    wanted = data.draw(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 11)), min_size=1, max_size=4))
    places = []

    def script_of(which):
        def script(body, number):
            way, k = scripts[which][number] if number < len(scripts[which]) else ("well", 0)
            if way == "falls":
                places[which].turn(ready=False)
                host.loop.call_later(0.005, lambda: places[which].turn(ready=True))
                return [*good(k)(body), DROP]
            return WAYS[way](k, body)
        return script

    servers = [Scripted(host, script_of(which)) for which in range(2)]
    places += [Stand(server, name=f"place {which}") for which, server in enumerate(servers)]
    requests = [ask(samples, id, name) for id, (name, samples) in enumerate(wanted)]
    try:
        seen = serve(engine_of(*places), *requests)
    finally:
        for server in servers:
            server.close()
    assert Counter(end.request.id for end in of(seen, Finished)) == Counter(range(len(requests)))
    assert not [end.error for end in of(seen, Finished) if end.error]
    for name in "ab":
        of_task = [request for request in requests if request.task.id == name]
        got = [index for request in of_task for index in indices(seen, request)]
        assert sorted(got) == list(range(sum(request.samples for request in of_task)))
        assert all(len(indices(seen, request)) == request.samples for request in of_task)
    for one in of(seen, Sampled):
        assert one.candidate.program == program(first_seed(5, one.request.task.id) + one.sample.index)
    assert all(place.begun == place.ended_ for place in places)


@settings(max_examples=100)
@given(begin=st.integers(0, 5), count=st.integers(1, 30), chunk=st.integers(1, 8), random=st.randoms())
def test_a_job_hands_out_every_index_and_none_to_two(begin, count, chunk, random):
    job, out, finished = Job(ask(), Series(0, begin), count), [], []
    while not job.done:
        if job.wants and (not out or random.random() < 0.5):
            indices = job.take(chunk)
            assert 1 <= len(indices) <= chunk
            out.append(set(indices))
        else:
            some = out.pop(random.randrange(len(out)))
            back = {index for index in some if random.random() > 0.75}
            for index in some - back:
                job.in_flight.remove(index)
                finished.append(index)
            job.give_back(back)
        assert len(job.in_flight) == sum(map(len, out))
    assert sorted(finished) == list(range(begin, begin + count))


def test_no_program_is_a_sample_without_candidate_and_a_cut_reply_is_recovered(host):
    def script(body, number):
        cut = "```python\ndef transform(g):\n    return g\n\ndef helper(g"
        return [event(0, "I cannot.", "stop", 3), event(1, cut, "length", 9), b"[DONE]"]
    seen = serve(engine_of(Stand(Scripted(host, script))), ask(samples=2))
    nothing, cut = sorted(of(seen, Sampled), key=lambda one: one.sample.index)
    assert nothing.candidate is None and nothing.sample.finish == "stop" and not nothing.sample.recovered
    assert cut.candidate.program == "def transform(g):\n    return g\n" and cut.sample.recovered


def test_a_reply_may_hold_any_character(host):
    odd = "\u2028\u2029\x85\x0b\x0c\r\n\x1e😀\\ud800é"
    source = f"def transform(g):\n    return {odd!r}\n"

    def script(body, number):
        whole = json.dumps(event(0, f"```python\n{source}# {odd[:3]}\n```", "stop", 3), ensure_ascii=False).encode()
        return [whole, b"[DONE]"]
    seen = serve(engine_of(Stand(Scripted(host, script))), ask(samples=1))
    assert of(seen, Sampled)[0].candidate.program == source + f"# {odd[:3]}\n"


def test_a_server_that_hangs_is_left_after_the_silence_it_is_allowed(host):
    slow, fast = Scripted(host, lambda body, number: [*choice(body, 0), HANG]), Scripted(host)
    request = ask(samples=8)
    places = Stand(slow, "slow"), Stand(fast, "fast", ready=False)

    def script(body, number):
        if number == 1:                                   # its second chunk: now there is another place
            places[1].turn(ready=True)
        return [*choice(body, 0), HANG]
    slow.script = script
    seen = serve(engine_of(*places, settings=replace(QUICK, silence_s=0.3, rest_s=60.0, rest_max_s=60.0)), request)
    assert sorted(indices(seen, request)) == list(range(8))
    assert Counter(one.sample.place for one in of(seen, Sampled)) == {"slow": 2, "fast": 6}
    host.do(slow.quiet.wait())
    assert slow.broken == 2 and [one.kind for one in of(seen, Happening)] == ["failed"]


def test_samples_of_a_task_stay_where_its_prompt_is(host):
    servers = [Scripted(host), Scripted(host)]
    places = [Stand(server, str(number)) for number, server in enumerate(servers)]
    engine, events = engine_of(*places, settings=replace(QUICK, active=1)), queue.Queue()
    assert engine.slots == 2 * QUICK.requests
    engine.start(events)
    homes = {"a": set(), "b": set(), "c": set()}
    try:
        for round in range(4):
            # One request at a time, so that both places are free and only the prompt decides.
            for name in homes:
                engine.submit(ask(3, round, name))
                while not isinstance(one := events.get(timeout=20), Finished):
                    homes[name].add(one.sample.place)
    finally:
        engine.close()
    assert [len(places) for places in homes.values()] == [1, 1, 1]
    assert sum(server.counted for server in servers) == 3      # each prompt was counted once


def test_no_more_in_flight_than_allowed_and_two_tasks_share_alike(host):
    sent, full = Counter(), threading.Event()

    def script(body, number):
        sent[body["messages"][-1]["content"]] += body["n"]
        if number == 3:
            full.set()
        return [HANG]
    server = Scripted(host, script)
    place = Stand(server, ready=False)
    engine, events = engine_of(place), queue.Queue()
    requests = [ask(100, number, name, cells=number) for number, name in enumerate("abc", 1)]
    engine.start(events)
    for request in requests:
        engine.submit(request)
    place.turn(ready=True)
    assert full.wait(20)
    engine.close()
    assert len(server.asked) == 4 and sorted(sent.values()) == [8, 8]
    assert sorted(events.get_nowait().request.id for _ in requests) == [1, 2, 3]


def test_when_its_seconds_are_over_a_request_keeps_what_is_in_flight(host):
    def script(body, number):
        if number == 3:                                   # as many as may be in flight: now its time passes
            host.loop.call_later(0.1, server.gate.set)
        return [GATE, *well(body)]
    server = Scripted(host, script)
    seen = serve(engine_of(Stand(server)), request := ask(samples=1000, seconds=0.01))
    (end,) = of(seen, Finished)
    assert end.error is None and end.seconds >= 0.01 and sorted(indices(seen, request)) == list(range(16))


def test_what_is_in_flight_for_longer_than_the_grace_is_called_off(host):
    server = Scripted(host, lambda body, number: [*choice(body, 0), HANG])
    quick = replace(QUICK, grace_s=0.5)
    seen = serve(engine_of(Stand(server), settings=quick), ask(samples=1000, seconds=0.01), ask(1, 2, "u"))
    assert [end.error for end in of(seen, Finished)] == [None, None]
    host.do(server.quiet.wait())
    assert server.broken == len(server.asked)


def test_seconds_do_not_count_while_no_place_is_ready(host):
    server = Scripted(host)
    place, request = Stand(server, ready=False), ask(samples=4, seconds=0.2)
    engine, events = engine_of(place), queue.Queue()
    engine.start(events)
    engine.submit(request)
    with pytest.raises(queue.Empty):
        events.get(timeout=0.5)                           # longer than the request's seconds
    place.turn(ready=True)
    seen = [events.get(timeout=20) for _ in range(5)]
    engine.close()
    assert sorted(indices(seen, request)) == [0, 1, 2, 3] and seen[-1].error is None


def test_when_the_last_place_is_gone_requests_end_with_an_error(host):
    server = Scripted(host, lambda body, number: [*choice(body, 0), HANG])
    place, request = Stand(server), ask(samples=4)
    engine, events = engine_of(place), queue.Queue()
    engine.start(events)
    engine.submit(request)
    assert events.get(timeout=20).sample.index == 0
    place.turn(gone=True)
    server.close()
    engine.submit(later := ask(id=2))
    ended = events.get(timeout=20)
    assert ended.request is later and "no server is left" in ended.error
    engine.close()
    assert (last := events.get_nowait()).request is request and last.error and events.empty()


def test_a_place_that_comes_back_does_not_rest_for_what_was_before(host):
    server = Scripted(host, lambda body, number: [DROP] if number < 4 else well(body))
    place, request = Stand(server), ask(samples=16)
    engine, events = engine_of(place, settings=replace(QUICK, rest_s=LONG_S, rest_max_s=LONG_S)), queue.Queue()
    engine.start(events)
    engine.submit(request)
    assert events.get(timeout=20).kind == "failed" and place.idle.wait(20)
    place.turn(ready=False)
    place.settle()
    place.turn(ready=True)
    seen = [events.get(timeout=20) for _ in range(17)]
    engine.close()
    assert sorted(indices(seen, request)) == list(range(16)) and seen[-1].error is None


class Bursting(Stand):
    """A place with a fault of its own."""

    async def live(self, tell):
        raise RuntimeError("burst")


def test_a_place_that_bursts_is_gone_and_the_others_go_on(host):
    server = Scripted(host)
    seen = serve(engine_of(Bursting(server, "a"), Stand(server, "b")), ask(samples=3))
    assert {one.sample.place for one in of(seen, Sampled)} == {"b"}
    (told,) = of(seen, Happening)
    assert (told.kind, told.place) == ("gone", "a") and "burst" in told.text


def test_a_request_on_which_servers_fail_is_given_up_and_another_is_not_harmed(host):
    def script(body, number):
        return [DROP] if " 9 9 9]" in body["messages"][-1]["content"] else well(body)
    poison = replace(ask(samples=5, id=1, task_id="p"), task=Task("p", (Pair([[9, 9, 9, 9]], [[1]]),), ([[1]],)))
    other = ask(samples=50, id=2)
    seen = serve(engine_of(Stand(Scripted(host, script)), settings=replace(QUICK, tries=3)), poison, other)
    errors = {end.request.id: end.error for end in of(seen, Finished)}
    assert "given up after 3 failures" in errors[1] and errors[2] is None
    assert sorted(indices(seen, other)) == list(range(50)) and not indices(seen, poison)


def test_a_place_that_cannot_be_reached_is_not_held_against_a_request(host):
    gone, there = Scripted(host), Scripted(host)
    gone.close()
    host.do(asyncio.sleep(0))
    places = Stand(gone, "gone"), Stand(there, "there")
    seen = serve(engine_of(*places, settings=replace(QUICK, tries=1)), ask(samples=9, id=1), ask(9, 2, "u"))
    assert not [end.error for end in of(seen, Finished) if end.error]
    assert {one.sample.place for one in of(seen, Sampled)} == {"there"}


@pytest.mark.parametrize("counts", [True, False])
def test_a_prompt_that_is_too_long_loses_its_largest_pairs_or_is_refused(host, counts):
    """Words stand for tokens; a server without /tokenize refuses what is too long as others do."""
    def words(body):
        return sum(len(message["content"].split()) for message in body["messages"])

    def script(body, number):
        if words(body) + body["max_tokens"] > 260:
            return 400, {"error": {"message": "maximum context length is 260 tokens"}}
        return well(body)
    server = Scripted(host, script, context=260 if counts else None)
    pairs = [Pair([[1] * n], [[2] * n]) for n in (5, 30, 6, 30, 30)]
    long = replace(ask(samples=5, id=1), task=Task("long", tuple(pairs), ([[3]],)))
    huge = replace(ask(samples=5, id=2), task=Task("huge", tuple(pairs), ([[3] * 30] * 30,)))
    sampling = replace(SAMPLING, max_tokens=50)
    seen = serve(engine_of(Stand(server), sampling=sampling), long, huge)
    errors = {end.request.id: end.error for end in of(seen, Finished)}
    assert errors[1] is None and sorted(indices(seen, long)) == list(range(5))
    assert "task huge: its prompt is longer than the context" in errors[2] and "3 of its 5" in errors[2]
    (told,) = of(seen, Happening)
    assert told.kind == "shortened" and told.text.endswith("asked without train pairs 2, 4, 5")
    prompts = [body["messages"][-1]["content"] for body in server.asked if words(body) + 50 <= 260]
    assert prompts and all("\n[[1 1 1 1 1]]" in prompt and "\n[[3]]" in prompt for prompt in prompts)
    assert counts == all(words(body) + 50 <= 260 for body in server.asked)


def test_a_server_of_others_is_asked_without_what_it_does_not_know(host):
    def script(body, number):
        for name in ("min_p", "repetition_penalty", "seed"):
            if name in body:
                return 400, {"error": {"message": f"Unrecognized request argument supplied: {name}"}}
        if "continuous_usage_stats" in body["stream_options"]:
            return 422, {"detail": [{"loc": ["body", "stream_options", "continuous_usage_stats"], "msg": "extra"}]}
        return [one for i in range(body["n"]) for one in (event(i, "x", None), event(i, "y", "stop"))] + [b"[DONE]"]
    server = Scripted(host, script, context=None)
    seen = serve(engine_of(Endpoint(server.url), settings=replace(QUICK, key="secret")), ask(samples=5))
    assert len(of(seen, Sampled)) == 5 and of(seen, Finished)[0].error is None
    kinds = Counter(one.kind for one in of(seen, Happening))
    assert kinds == {"ready": 1, "plain": 4}
    last = server.asked[-1]
    assert last["top_k"] == 0 and last["temperature"] == 1.0 and last["stream_options"] == {"include_usage": True}
    assert not {"min_p", "repetition_penalty", "seed"} & last.keys()


def test_a_server_of_ours_must_know_every_parameter(host):
    server = Scripted(host, lambda body, number: (400, {"error": {"message": "min_p must be in [0, 1]"}}))
    seen = serve(engine_of(Stand(server)), ask(samples=5))
    (end,) = of(seen, Finished)
    assert "min_p must be in [0, 1]" in end.error and not of(seen, Sampled)
    assert all("min_p" in body for body in server.asked)


def test_a_server_that_gives_one_reply_whatever_is_asked_is_asked_for_one(host):
    server = Scripted(host, lambda body, number: [*choice(body, 0), b"[DONE]"])
    seen = serve(engine_of(Stand(server), settings=replace(QUICK, sequences=1)), request := ask(samples=9))
    assert sorted(indices(seen, request)) == list(range(9))
    assert [body["n"] for body in server.asked] == [4] + [1] * 8
    assert [one.kind for one in of(seen, Happening)] == ["plain"]


@pytest.mark.parametrize("endpoint, models, reason", [
    ({}, ["a", "b"], "several models"), ({"model": "c"}, ["a", "b"], "no model c"), ({}, [], "lists none"),
    ({}, 404, "name the one to use"), ({}, 401, "does not accept the key"),
    ({"check_s": 0.01, "patience_s": 0.05}, 500, "no answer")])
def test_an_endpoint_that_can_never_be_used_is_gone_and_says_why(host, endpoint, models, reason):
    server = Scripted(host, models=models)
    seen = serve(engine_of(Endpoint(server.url, **endpoint)), ask(samples=2))
    assert "no server is left" in of(seen, Finished)[0].error
    (told,) = of(seen, Happening)
    assert told.kind == "gone" and reason in told.text


@pytest.mark.parametrize("endpoint, models", [({}, ["m"]), ({"model": "m"}, ["l", "m"]), ({"model": "m"}, 404)])
def test_an_endpoint_is_used_with_its_model_and_the_key(host, endpoint, models):
    server = Scripted(host, models=models)
    seen = serve(engine_of(Endpoint(server.url, **endpoint), settings=replace(QUICK, key="secret")), ask(samples=2))
    assert len(of(seen, Sampled)) == 2 and server.asked[0]["model"] == "m" and server.key == "secret"


def test_an_endpoint_that_goes_away_and_comes_back(host):
    server = Scripted(host)
    endpoint = Endpoint(server.url, check_s=0.01, patience_s=1e6)
    engine, events = engine_of(endpoint), queue.Queue()
    engine.start(events)
    try:
        assert events.get(timeout=20).kind == "ready"
        server.models = 503
        assert events.get(timeout=20).kind == "lost"
        engine.submit(request := ask(samples=2))
        server.models = ["m"]
        seen = [events.get(timeout=20) for _ in range(4)]
    finally:
        engine.close()
    assert seen[0].kind == "ready" and sorted(indices(seen, request)) == [0, 1]


def test_closing_ends_all_that_is_open_at_once_and_is_safe_at_any_time(host):
    server = Scripted(host, lambda body, number: [*choice(body, 0), HANG])
    engine, events = engine_of(Stand(server)), queue.Queue()
    engine.close()
    engine.start(events)
    engine.submit(first := ask(samples=4))
    assert events.get(timeout=20).request is first
    engine.close()
    engine.close()
    engine.submit(second := ask(id=2))
    ends = [events.get_nowait(), events.get_nowait()]
    assert [end.request for end in ends] == [first, second] and all(end.error for end in ends) and events.empty()
    host.do(asyncio.sleep(0.0))


class Tidy(Stand):
    """A place that takes its time to clear up."""

    cleared = False

    async def live(self, tell):
        try:
            await super().live(tell)
        finally:
            for _ in range(20):
                await asyncio.sleep(0.001)
            self.cleared = True


def test_closing_waits_until_places_have_cleared_up(host):
    places = [Tidy(Scripted(host), str(number)) for number in range(2)]
    seen = serve(engine_of(*places), ask(samples=4))
    assert [place.cleared for place in places] == [True, True] and len(seen) == 5


def test_an_engine_without_a_place_cannot_be_made():
    with pytest.raises(EngineError, match="no server and no endpoint"):
        engine_of()


def test_a_chunk_called_off_before_its_first_step_gives_back_what_it_took(host):
    """Refusals end requests in the very step in which room was made for their next chunk."""
    server = Scripted(host, lambda body, number: 400)
    requests = [ask(samples=100, id=number, task_id=f"t{number}") for number in range(200)]
    place = Stand(server)
    seen = serve(engine_of(place, settings=replace(QUICK, active=3)), *requests)
    server.close()
    assert sorted(one.request.id for one in of(seen, Finished)) == list(range(200))
    assert all(one.error is not None for one in of(seen, Finished)) and not of(seen, Sampled)
    assert place.begun == place.ended_
