"""A model's spec: the shipped ones are whole; what is unknown, of another type or impossible is refused in one line."""
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.bundle import REFINING, SAMPLING
from models.spec import SpecError, load_spec, spec_of

MODELS = Path(__file__).resolve().parent.parent / "models"
SPECS = sorted(MODELS.glob("*.toml"))


def plain(name: str = "soar-14b") -> dict:
    return tomllib.loads((MODELS / f"{name}.toml").read_text())


def test_both_specs_are_there():
    assert [file.stem for file in SPECS] == ["soar-14b", "tiny"]


@pytest.mark.parametrize("file", SPECS, ids=lambda file: file.stem)
def test_a_shipped_spec_is_whole_and_named_as_its_file(file):
    spec = load_spec(file)
    assert spec.name == file.stem
    assert spec_of(tomllib.loads(file.read_text()), "again").plain() == spec.plain()


def test_soar_is_what_its_authors_released_and_how_they_sampled_it():
    spec = load_spec(MODELS / "soar-14b.toml")
    assert spec.source.hub == "julien31/Soar-qwen-14b"
    assert spec.shape.parameters() == 14_770_033_664         # Qwen2.5-14B, as its authors count it
    assert (spec.sampling, spec.refining) == (SAMPLING, REFINING)
    assert spec.quantization.kv_cache == "fp8"


def test_the_longest_prompt_known_and_a_reply_fit_into_the_context():
    spec = load_spec(MODELS / "soar-14b.toml")
    assert 19_400 + spec.sampling.max_tokens <= spec.serving.context


def set_in(value: dict, path: str, new: object) -> dict:
    *tables, key = path.split(".")
    inner = value
    for table in tables:
        inner = inner.setdefault(table, {})
    if new is None:
        inner.pop(key)
    else:
        inner[key] = new
    return value


@pytest.mark.parametrize("path, new, says", [
    ("extra", 1, "unknown key"),
    ("shape.extra", 1, "shape: unknown key"),
    ("sampling.best_of", 2, "sampling: unknown key"),
    ("name", "Soar 14B", "name"),
    ("name", None, "name"),
    ("source.hub", None, "exactly one of hub and made"),
    ("source.made", "tiny", "exactly one of hub and made"),
    ("source.hub", "no-owner", "owner/name"),
    ("source.revision", "main", "40 hex digits"),
    ("shape.layers", "48", "shape: layers"),
    ("shape.layers", 48.0, "shape: layers"),
    ("shape.layers", True, "shape: layers"),
    ("shape.layers", 0, "shape: layers"),
    ("shape.layers", None, "shape: no layers"),
    ("shape.kv_heads", 7, "cannot share"),
    ("shape.hidden", 5121, "multiple of 16"),
    ("shape.architecture", "LlamaForCausalLM", "architecture"),
    ("shape", 3, "shape"),
    ("quantization.scheme", "NVFP4", "FP8_DYNAMIC"),
    ("quantization.kv_cache", "fp4", "kv_cache"),
    ("quantization.kept", ["lm_head"], "model.embed_tokens"),
    ("quantization.kept", "lm_head", "list of names"),
    ("calibration.tokens_min", 20000, "tokens_min is above"),
    ("calibration.tokens_max", 40000, "positions"),
    ("serving.context", 40000, "positions"),
    ("serving.context", 4096, "no room"),
    ("serving.canary_share", 1.01, "canary_share"),
    ("limits.kl_answer", float("nan"), "kl_answer"),
    ("limits.top1_answer", -0.1, "top1_answer"),
    ("sampling.temperature", float("inf"), "sampling: temperature"),
    ("sampling", [], "sampling"),
    ("prompts.sha256", "ea27", "sha256"),
    ("prompts.repository", "http://example.org", "https"),
])
def test_what_cannot_be_is_refused_in_one_line_that_names_the_key(path, new, says):
    with pytest.raises(SpecError) as caught:
        spec_of(set_in(plain(), path, new), "made.toml")
    assert str(caught.value).startswith("made.toml: ") and says in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_spec_without_prompts_and_samplings_takes_the_kits():
    value = plain("tiny")
    del value["refining"]
    value["serving"]["context"] = 8192
    spec = spec_of(value, "made.toml")
    assert spec.prompts is None and spec.refining == REFINING


@given(key=st.sampled_from(sorted(plain())), value=st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["hub", "layers"]), inner),
    max_leaves=6))
def test_whatever_stands_in_the_place_of_a_table_the_answer_is_a_spec_or_one_line(key, value):
    try:
        spec_of({**plain(), key: value}, "made.toml")
    except SpecError as error:
        assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("content", [b"name = ", b"\xff", b"a = 1\na = 2"])
def test_what_is_not_toml_is_refused(tmp_path, content):
    (tmp_path / "made.toml").write_bytes(content)
    with pytest.raises(SpecError, match="made.toml"):
        load_spec(tmp_path / "made.toml")


def test_a_spec_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SpecError, match="No such file"):
        load_spec(tmp_path / "none.toml")
