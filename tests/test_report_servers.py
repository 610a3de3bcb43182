"""The model servers' part of the report: nothing lost in the sums, and of much that happened the two ends."""
from hypothesis import given
from hypothesis import strategies as st

from kernel.draws import Drawn
from kernel.engines import Happening, Sample
from kernel.report.servers import HAPPENINGS_MAX, tell_servers

tokens = st.none() | st.integers(0, 5000)
samples = st.builds(Sample, index=st.integers(0, 99), seed=st.integers(0, 9), prompt_tokens=tokens,
                    completion_tokens=tokens, finish=st.sampled_from(["stop", "length"]), recovered=st.booleans(),
                    place=st.sampled_from(["server-0", "server-1"]), rung=st.sampled_from(["fp8", "bf16"]),
                    seconds=st.floats(0, 100))
drawn = st.builds(Drawn, engine=st.just("vllm"), task_id=st.just("t"), candidate_id=st.none() | st.just("c"),
                  sample=samples)


@given(st.lists(drawn, max_size=30))
def test_every_sample_is_in_one_line(all_drawn):
    places = tell_servers(iter(all_drawn), [])["places"]
    assert len({(place["name"], place["rung"]) for place in places}) == len(places)
    for key, expected in (("samples", len(all_drawn)),
                          ("programs", sum(one.candidate_id is not None for one in all_drawn)),
                          ("cut", sum(one.sample.finish == "length" for one in all_drawn)),
                          ("completion_tokens", sum(one.sample.completion_tokens or 0 for one in all_drawn)),
                          ("prompt_tokens", sum(one.sample.prompt_tokens or 0 for one in all_drawn))):
        assert sum(place[key] for place in places) == expected


@given(st.integers(0, 3 * HAPPENINGS_MAX))
def test_of_much_that_happened_the_ends_are_told(count):
    told = tell_servers([], [(Happening("died", "server-0", str(at)), float(at)) for at in range(count)])
    texts = [text for _, _, _, text in told["happenings"]]
    assert len(texts) + told["hidden"] == count and len(texts) <= HAPPENINGS_MAX
    if count:
        assert texts[0] == "0" and texts[-1] == str(count - 1)
