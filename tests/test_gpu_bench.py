"""The bench of the GPU: what it computes, what it says where there is none, and a rehearsal of all of it."""
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.engines.vllm.serve import Serving
from models.spec import load_spec
from tests import made
from tests.bench import gpu
from tests.bench.serving import figures, shapes
from tests.bench.serving.figures import BF16, FP8, L4, Contest, Load, Spread

WHOLE = load_spec(gpu.SPEC).shape
SHAPES = st.builds(replace, st.just(WHOLE), layers=st.integers(1, 60),
                   hidden=st.sampled_from([64, 128, 5120]), kv_heads=st.sampled_from([1, 2, 8]))
LOADS = st.builds(Load, st.integers(1, 256), st.integers(1, 20_000), st.floats(0, 4096))
SPEEDS = st.floats(1e9, 1e13)


# The roofline

def test_the_14b_model_weighs_what_is_known_of_it():
    assert FP8.weights_bytes(WHOLE) == pytest.approx(14.8e9, rel=0.005)
    assert FP8.token_bytes(WHOLE) == 96 * 1024 and BF16.token_bytes(WHOLE) == 2 * 96 * 1024
    assert FP8.weights_bytes(WHOLE) / L4.bytes_per_s == pytest.approx(0.056, rel=0.005)
    assert BF16.resident_bytes(WHOLE) == 2 * WHOLE.parameters()


def test_64_sequences_on_an_l4():
    load = Load(64, 5000, 300)
    once, each = (figures.tokens_per_s(WHOLE, FP8, load, L4.bytes_per_s, shared=shared) for shared in (True, False))
    assert each == pytest.approx(340, rel=0.05)
    assert each < 680 < once               # 680: the prompt from the L2 cache, which takes time as well


def test_an_l4_holds_what_was_seen_there():
    assert 38_000 <= L4.kv_room(WHOLE, FP8) <= 49_000 and L4.kv_room(WHOLE, BF16) == 0


@given(SHAPES, LOADS, SPEEDS, st.sampled_from([FP8, BF16]))
def test_reading_the_prompt_once_is_never_slower_and_no_step_beats_its_weights(shape, load, speed, precision):
    once, each = (figures.tokens_per_s(shape, precision, load, speed, shared=shared) for shared in (True, False))
    assert 0 < each <= once * (1 + 1e-9)
    assert once <= load.sequences * speed / precision.weights_bytes(shape)
    if load.sequences == 1:
        assert each == once


@given(SHAPES, LOADS, SPEEDS)
def test_more_at_once_is_more_and_fp8_is_at_most_twice_bf16(shape, load, speed):
    def rate(precision, load):
        return figures.tokens_per_s(shape, precision, load, speed, shared=True)
    assert rate(FP8, replace(load, sequences=load.sequences + 1)) > rate(FP8, load)
    assert 1 - 1e-9 <= rate(FP8, load) / rate(BF16, load) <= 2 + 1e-9


@given(SHAPES, LOADS, st.floats(0.01, 1))
def test_a_projection_is_the_share_of_the_other_cards_roofline(shape, load, share):
    found = figures.projected(shape, FP8, load, share, Contest())
    there = replace(load, own_tokens=300.0)
    expected = share * figures.tokens_per_s(shape, FP8, there, L4.bytes_per_s, shared=True)
    assert found["tokens_per_s"] == pytest.approx(expected, abs=0.06)
    assert found["kv_fits"] == (load.prompt_tokens + 300 * load.sequences <= L4.kv_room(shape, FP8))


def test_650_tokens_a_second_are_747_samples_a_task():
    assert Contest().samples(650) == pytest.approx(179_400)
    assert int(Contest().samples_per_task(650)) == 747


# What a server counts

@given(st.dictionaries(st.from_regex(r"vllm:[a-z_]{1,20}", fullmatch=True),
                       st.lists(st.floats(0, 1e15), min_size=1, max_size=3), max_size=5))
def test_counters_are_read_and_added_up_over_labels(known):
    lines = ["# HELP vllm:x says 5", "# TYPE vllm:x counter", "vllm:broken{} not-a-number", ""]
    lines += [f'{name}{{engine="{n}",model_name="a {{b}} 7"}} {value!r}'
              for name, values in known.items() for n, value in enumerate(values)]
    found = figures.counters("\n".join(lines) + "\n")
    assert found == {name: pytest.approx(sum(values)) for name, values in known.items()}


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9), st.data())
def test_the_hit_rate_is_of_what_was_asked_in_between(asked, hit, more, data):
    hits = data.draw(st.integers(0, more))
    before = {figures.QUERIES: asked, figures.HITS: hit}
    after = {figures.QUERIES: asked + more, figures.HITS: hit + hits}
    assert figures.hit_rate(before, after) == pytest.approx(hits / more)
    assert figures.hit_rate(after, after) is None


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_spread_holds_its_median(values):
    spread = Spread.of(values)
    assert spread.least <= spread.median <= spread.most


# The bench

@given(SHAPES)
def test_a_configuration_tells_its_shape(shape):
    for quantized in (True, False):
        assert shapes.shape_of(shapes.config(shape, quantized=quantized)) == shape


def test_without_a_gpu_it_says_so(monkeypatch, capsys):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert gpu.main(["--json"]) == gpu.NO_GPU
    told = capsys.readouterr()
    assert told.out == "" and "no NVIDIA GPU" in told.err and "--rehearse" in told.err


def test_what_does_not_fit_into_memory_is_left_out_and_said(tmp_path, capsys):
    card = {"name": "small", "memory_bytes": L4.memory_bytes, "bytes_per_s": 264e9}
    serving = Serving(tmp_path / "python", tmp_path, "cuda", 5256)
    way = gpu.Way(BF16, "bf16", tmp_path, True)
    found = gpu.served(way, serving, gpu.Plan(), "0", card, WHOLE, WHOLE, tmp_path)
    gpu.show({"rehearsal": False, "card": card, "plan": vars(gpu.Plan()), "contest": vars(Contest()), "layers": 48,
              "weights": "random", "ways": {"bf16": found}})
    assert "bf16: left out: 30.5 GB" in capsys.readouterr().out


def test_figures_are_kept_card_by_card(tmp_path, monkeypatch):
    monkeypatch.setattr(gpu, "RESULTS", tmp_path / "gpu.json")
    for name, value in (("L4", 1), ("H100", 2), ("L4", 3)):
        gpu.keep({"card": {"name": name}, "value": value})
    kept = json.loads((tmp_path / "gpu.json").read_text())
    assert {name: result["value"] for name, result in kept.items()} == {"H100": 2, "L4": 3}


@pytest.mark.server
def test_the_shapes_quantization_is_that_of_a_made_model():
    config = json.loads((made.tiny_model() / "config.json").read_text())
    written = config["quantization_config"]
    written.pop("version")                 # of the library that wrote it
    assert shapes.QUANTIZATION == written
    ours = shapes.config(shapes.shape_of(config), quantized=True)
    of_a_model = {"quantization_config", "initializer_range", "max_window_layers", "eos_token_id", "pad_token_id",
                  "rope_parameters"}
    assert ours.keys() <= config.keys()
    assert {name: config[name] for name in ours.keys() - of_a_model} == {
        name: ours[name] for name in ours.keys() - of_a_model}


@pytest.mark.server
def test_a_rehearsal_goes_all_the_way(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(gpu, "RESULTS", tmp_path / "gpu.json")
    assert gpu.main(["--rehearse", "--json", "--model", str(made.tiny_model()),
                     "--serve-with", str(made.serve_python())]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["rehearsal"] and result["card"]["bytes_per_s"] > 1e8 and not gpu.RESULTS.exists()
    assert {name: way["rung"] for name, way in result["ways"].items()} == {"fp8": "fp8", "bf16": "bf16"}
    for way in result["ways"].values():
        assert [row["sequences"] for row in way["rows"]] == [2, 4] and way["prefill_s"]["least"] > 0
        for row in way["rows"]:
            assert row["tokens_per_s"]["least"] > 0 and row["preempted"] == 0
            assert row["share_of_once"] <= row["share_of_each"]
    assert result["ways"]["bf16"]["kv_token_bytes"] == 2 * result["ways"]["fp8"]["kv_token_bytes"]
    gpu.show(result)
    assert "REHEARSAL" in capsys.readouterr().out
