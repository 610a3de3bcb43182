"""A made checkpoint is looked at tensor by tensor: what is right passes, and whatever is wrong with one is found."""
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tensors import CheckpointError, as_float, headers
from models.verify import VerifyError, check_tensors
from tests import checkpoints

SPEC = checkpoints.spec()
WEIGHT = "model.layers.1.mlp.down_proj.weight"
K_SCALE = "model.layers.0.self_attn.k_scale"


def made_of(folder, change=lambda tensors: None, spec=SPEC):
    """A source and its made checkpoint, with something done to the made tensors; checked."""
    source, made = checkpoints.write_both(folder, spec)
    tensors = checkpoints.made_tensors(checkpoints.source_tensors(spec), spec.shape.layers)
    change(tensors)
    checkpoints.write_folder(made, tensors)
    return check_tensors(made, source, spec)


def put(name: str, dtype: str | None = None, shape: list[int] | None = None, raw: bytes | None = None):
    """A change that puts another type, shape or content in the place of a tensor's."""
    def change(tensors):
        before = tensors[name]
        tensors[name] = (dtype or before[0], shape or before[1], before[2] if raw is None else raw)
    return change


def test_what_is_right_passes_and_is_counted(tmp_path):
    figures = made_of(tmp_path)
    assert (figures["quantized"], figures["kv_scales"]) == (14, 4)
    assert figures["checked"] == len(SPEC.shape.tensors()) + 14 + 4
    assert 0 < figures["worst_weight_error"] < 0.05


def flip_first_bit(tensors):
    raw = bytearray(tensors["lm_head.weight"][2])
    raw[0] ^= 1
    tensors["lm_head.weight"] = (*tensors["lm_head.weight"][:2], bytes(raw))


def scale(value: float) -> bytes:
    return np.float32(value).tobytes()


@pytest.mark.parametrize("change, says", [
    (lambda tensors: tensors.pop(WEIGHT), "down_proj.weight: missing"),
    (lambda tensors: tensors.pop(WEIGHT + "_scale"), "down_proj.weight_scale: missing"),
    (lambda tensors: tensors.update(more=("F32", [1], bytes(4))), "more: not known"),
    (lambda tensors: [tensors.pop(name) for name in list(tensors) if name.endswith("k_scale")], "k_scale: missing"),
    (put(WEIGHT, shape=[48, 32]), "down_proj.weight: F8_E4M3 [48, 32]"),
    (put(WEIGHT, dtype="F8_E5M2"), "F8_E5M2"),
    (put(WEIGHT, dtype="BF16", raw=bytes(2 * 32 * 48)), "down_proj.weight: BF16"),
    (put("model.norm.weight", dtype="F16"), "model.norm.weight: F16"),
    (put("model.norm.weight", raw=bytes(64)), "bit for bit"),
    (flip_first_bit, "lm_head.weight: not the source's"),
    (put(WEIGHT, raw=bytes(32 * 48)), "off by 1.000"),
    (put(WEIGHT, raw=b"\x7f" * 32 * 48), "not finite"),
    (put(WEIGHT + "_scale", raw=bytes(64)), "weight_scale: a scale"),
    (put(WEIGHT + "_scale", raw=checkpoints.bfloat16(np.full(32, np.inf)).tobytes()), "weight_scale: a scale"),
    (put(K_SCALE, raw=scale(0)), "k_scale: a scale"),
    (put(K_SCALE, raw=scale(-1)), "k_scale: a scale"),
    (put(K_SCALE, raw=scale(float("nan"))), "k_scale: a scale"),
    (put(K_SCALE, raw=scale(float("inf"))), "k_scale: a scale"),
    (put(K_SCALE, shape=[2], raw=scale(1) * 2), "k_scale: F32 [2]"),
])
def test_whatever_is_wrong_with_one_tensor_is_found_and_named(tmp_path, change, says):
    with pytest.raises(VerifyError) as caught:
        made_of(tmp_path, change)
    assert says in str(caught.value) and len(str(caught.value).splitlines()) == 1


@given(row=st.integers(0, 31), column=st.integers(0, 47), bit=st.sampled_from([6, 7]))
def test_a_weight_whose_sign_or_exponent_flipped_is_found_unless_it_is_small(tmp_path_factory, row, column, bit):
    folder = tmp_path_factory.mktemp("flipped")
    before = np.frombuffer(checkpoints.made_tensors(checkpoints.source_tensors(SPEC), 2)[WEIGHT][2], np.uint8)
    after = before.copy()
    after[row * 48 + column] ^= 1 << bit
    values = as_float(np.array([before[row * 48 + column], after[row * 48 + column]], np.uint8), "F8_E4M3")
    off = abs(float(values[0] - values[1])) / 448           # of the row's largest weight, which float8 holds as 448
    change = put(WEIGHT, raw=after.tobytes())
    if np.isnan(off) or off > 0.1:
        with pytest.raises(VerifyError, match="down_proj.weight"):
            made_of(folder, change)
    elif off < 0.01:
        made_of(folder, change)


def test_a_declared_kv_scheme_without_its_scales_is_refused(tmp_path):
    source, made = checkpoints.write_both(tmp_path, SPEC)
    tensors = checkpoints.made_tensors(checkpoints.source_tensors(SPEC), 0)
    checkpoints.write_folder(made, tensors)
    with pytest.raises(VerifyError, match="_scale: missing"):
        check_tensors(made, source, SPEC)


def test_scales_that_nothing_declares_and_a_scheme_that_the_spec_does_not_want_are_refused(tmp_path):
    source, made = checkpoints.write_both(tmp_path, SPEC)
    plain = checkpoints.spec(quantization={"kv_cache": "bf16"})
    with pytest.raises(VerifyError, match="kv"):
        check_tensors(made, source, plain)
    (made / "config.json").write_text(json.dumps({"quantization_config": checkpoints.config(kv=False)}))
    with pytest.raises(VerifyError, match="not known"):
        check_tensors(made, source, plain)
    checkpoints.write_folder(made, checkpoints.made_tensors(checkpoints.source_tensors(SPEC), 0))
    assert check_tensors(made, source, plain)["kv_scales"] == 0


@pytest.mark.parametrize("change, says", [
    (lambda config: config.update(format="dense"), "format"),
    (lambda config: config.update(ignore=["lm_head"]), "ignore"),
    (lambda config: config.update(quant_method="fp8"), "quant_method"),
    (lambda config: config["config_groups"]["group_0"].update(targets=["re:.*"]), "targets"),
    (lambda config: config["config_groups"]["group_0"]["weights"].update(strategy="tensor"), "weights"),
    (lambda config: config["config_groups"]["group_0"]["input_activations"].update(dynamic=False), "activations"),
    (lambda config: config["config_groups"].update(more=config["config_groups"]["group_0"]), "quantization_config"),
    (lambda config: config["kv_cache_scheme"].update(strategy="channel"), "kv"),
    (lambda config: config["kv_cache_scheme"].update(new_word=None), "new_word"),
    (lambda config: config.clear(), "quantization_config"),
])
def test_a_config_that_says_otherwise_is_refused(tmp_path, change, says):
    source, made = checkpoints.write_both(tmp_path, SPEC)
    config = checkpoints.config()
    change(config)
    (made / "config.json").write_text(json.dumps({"quantization_config": config}))
    with pytest.raises(VerifyError, match=says):
        check_tensors(made, source, SPEC)


@pytest.mark.parametrize("code, value", [(0x00, 0.0), (0x01, 2.0 ** -9), (0x08, 2.0 ** -6), (0x38, 1.0), (0x3c, 1.5),
                                         (0xb8, -1.0), (0x7e, 448.0), (0xfe, -448.0), (0x77, 240.0)])
def test_float8_is_read_as_its_specification_says(code, value):
    assert as_float(np.array([code], np.uint8), "F8_E4M3")[0] == value


def test_bfloat16_is_the_upper_half_of_a_float():
    values = np.array([0.0, -1.0, 3.0, 2.0 ** -126, 65280.0], np.float32)
    assert (as_float(checkpoints.bfloat16(values).view(np.uint8), "BF16") == values).all()


@given(keep=st.integers(0, 20000))
def test_a_file_that_was_cut_short_is_refused_in_one_line(tmp_path_factory, keep):
    folder = tmp_path_factory.mktemp("cut")
    source, _ = checkpoints.write_both(folder, SPEC)
    file = source / "model-1.safetensors"
    content = file.read_bytes()
    file.write_bytes(content[:min(keep, len(content) - 1)])
    with pytest.raises(CheckpointError, match="model-1.safetensors"):
        headers(source)


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, b"\x02\0\0\0\0\0\0\0[]", b"\x05\0\0\0\0\0\0\0hello"])
def test_what_is_no_safetensors_file_is_refused(tmp_path, content):
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(CheckpointError, match="model.safetensors"):
        headers(tmp_path)


def test_an_index_that_names_another_file_is_refused(tmp_path):
    source, _ = checkpoints.write_both(tmp_path, SPEC)
    index = source / "model.safetensors.index.json"
    index.write_text(index.read_text().replace("model-1", "model-9"))
    with pytest.raises(CheckpointError, match="index"):
        headers(source)


def test_a_tensor_that_stands_twice_is_refused(tmp_path):
    source, _ = checkpoints.write_both(tmp_path, SPEC)
    (source / "model-3.safetensors").write_bytes((source / "model-1.safetensors").read_bytes())
    with pytest.raises(CheckpointError, match="too"):
        headers(source)
