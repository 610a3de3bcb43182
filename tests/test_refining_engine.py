"""Requests with a draft: what the servers are asked, what comes back, and that no seed or prompt is mixed up."""
from dataclasses import replace

import pytest

from kernel.bundle import REFINING, SAMPLING
from kernel.candidates import Candidate, Evaluation
from kernel.engines import Finished, Happening, Sampled
from kernel.engines.vllm import VllmEngine
from kernel.engines.vllm.jobs import first_seed
from kernel.engines.vllm.ours import on_endpoints
from kernel.prompts import KIT_PACK, messages, refinement
from tests.scripted import Host, Scripted
from tests.test_vllm_engine import QUICK, Stand, ask, engine_of, indices, of, serve, task


@pytest.fixture(scope="module")
def host():
    host = Host()
    yield host
    host.close()


def draft(name="0-beef", colour=4, task_id="t") -> Evaluation:
    """What a program for `task()` came to that is right on its first pair."""
    return Evaluation(Candidate(task_id, "vllm", name, f"def transform(g):\n    return [[{colour}]]"), "OK",
                      (True, False, False), ([[2]], [[colour]], [[colour]]), ([[colour]],))


def test_a_draft_is_refined_with_its_own_words_sampling_and_parent(host):
    server, first, fresh = Scripted(host), draft(), ask(samples=3)
    refined = replace(ask(samples=6, id=2), draft=first)
    seen = serve(engine_of(Stand(server)), fresh, refined)
    prompts = {1: messages(KIT_PACK, task()), 2: refinement(KIT_PACK, task(), first)}
    assert sorted((len(body["messages"][-1]["content"]), body["n"]) for body in server.asked) == sorted(
        (len(prompts[which][-1]["content"]), n) for which, n in ((1, 3), (2, 4), (2, 2)))
    for body in server.asked:
        refines = body["messages"] == prompts[2]
        assert refines or body["messages"] == prompts[1]
        assert body["max_tokens"] == (REFINING if refines else SAMPLING).max_tokens
    assert first.candidate.program in prompts[2][-1]["content"]
    for one in of(seen, Sampled):
        assert one.candidate.parents == (("vllm/t/0-beef",) if one.request is refined else ())


def test_the_series_of_seeds_goes_on_through_fresh_samples_and_refinements(host):
    requests = [ask(samples=5, drawn=7), replace(ask(samples=5, id=2, drawn=7), draft=draft()),
                replace(ask(samples=5, id=3, drawn=7), draft=draft("1-cafe", 6)), ask(samples=5, id=4, drawn=7)]
    seen = serve(engine_of(Stand(Scripted(host))), *requests)
    assert sorted(index for request in requests for index in indices(seen, request)) == list(range(7, 27))
    samples = [one.sample for one in of(seen, Sampled)]
    assert {sample.seed for sample in samples} == {first_seed(5, "t") + index for index in range(7, 27)}


def test_drafts_of_one_task_have_prompts_of_their_own_each_made_once(host):
    server, drafts = Scripted(host), [draft(f"{colour}-x", colour) for colour in range(4, 8)]
    requests = [replace(ask(samples=8, id=number), draft=drafts[number % 4]) for number in range(12)]
    seen = serve(engine_of(Stand(server)), *requests)
    assert not [end.error for end in of(seen, Finished) if end.error] and server.counted == 4
    told = {(body["messages"][-1]["content"], body["seed"]) for body in server.asked}
    for one in of(seen, Sampled):
        parent = one.request.draft.candidate
        assert one.candidate.parents == (parent.id,)
        assert any(parent.program in text and 0 <= one.sample.seed - seed < QUICK.chunk for text, seed in told)


@pytest.mark.parametrize("kept, counted", [(2, 6), (4, 3)])
def test_prompts_are_kept_up_to_a_bound_those_used_last(host, kept, counted):
    """Three drafts in turns, twice: with room for two every prompt has gone when its turn comes again."""
    server, drafts = Scripted(host), [draft(f"{colour}-x", colour) for colour in (4, 5, 6)]
    requests = [replace(ask(samples=4, id=number), draft=drafts[number % 3]) for number in range(6)]
    serve(engine_of(Stand(server), settings=replace(QUICK, active=1, sequences=4, prompts=kept)), *requests)
    assert server.counted == counted


def test_a_refinement_that_is_too_long_loses_pairs_or_ends_and_harms_no_other(host):
    def words(chat):
        return sum(len(message["content"].split()) for message in chat)
    long = replace(draft(), candidate=replace(draft("1-long").candidate, program="x = 1 + 1\n" * 500))
    whole = refinement(KIT_PACK, task(cells=20), draft())
    context = words(whole) - 1 + REFINING.max_tokens
    server = Scripted(host, context=context)
    small = replace(ask(samples=2, id=1, cells=20), draft=draft())
    large = replace(ask(samples=2, id=2, cells=20), draft=long)
    engine = VllmEngine([Stand(server)], KIT_PACK, replace(SAMPLING, max_tokens=9), REFINING, QUICK)
    seen = serve(engine, small, large, ask(samples=2, id=3, cells=20))
    errors = {end.request.id: end.error for end in of(seen, Finished)}
    assert errors[1] is None and errors[3] is None and "longer than the context" in errors[2]
    (told,) = of(seen, Happening)
    assert told.kind == "shortened" and "refine 0-beef" in told.text and len(of(seen, Sampled)) == 4


def test_endpoints_without_a_bundle_are_asked_for_refinements_as_soar_is(host):
    server = Scripted(host)
    seen = serve(on_endpoints([server.url], "none", None), replace(ask(samples=1), draft=draft()))
    assert [body["max_tokens"] for body in server.asked] == [REFINING.max_tokens] == [2048]
    assert of(seen, Sampled)[0].candidate.parents == ("vllm/t/0-beef",)
