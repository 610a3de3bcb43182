"""Small checkpoints written by hand: a source, and what quantizing it must give, without torch.

Numbers are bfloat16 and float8 as safetensors keeps them. The quantizer here is the definition (scale = largest of a
row / 448, nearest float8), written apart from the code under test.
"""
import json
from pathlib import Path

import numpy as np

from models.spec import Spec, spec_of

FLOAT8 = [sign * value for sign in (1, -1) for value in
          [mantissa / 8 * 2.0 ** -6 for mantissa in range(8)]
          + [(1 + mantissa / 8) * 2.0 ** (exponent - 7) for exponent in range(1, 16) for mantissa in range(8)]]
LARGEST = 448.0                        # what stands after it in the table is no number


def spec(**changes) -> Spec:
    """A spec of the smallest shape that has everything: two layers, grouped heads."""
    value = {"name": "made", "source": {"made": "tiny"}, "quantization": {},
             "shape": {"architecture": "Qwen2ForCausalLM", "layers": 2, "hidden": 32, "intermediate": 48, "heads": 4,
                       "kv_heads": 2, "head_size": 8, "vocabulary": 40, "positions": 8192},
             "calibration": {"prompts": 2, "tokens_min": 1, "tokens_max": 4000},
             "limits": {"prompts": 2, "tokens_max": 4000, "generated_tokens": 4, "kl_answer": 1.0, "kl_prompt": 1.0,
                        "top1_answer": 0.0, "top1_prompt": 0.0},
             "serving": {"context": 8192, "canary_share": 0.5}}
    for key, table in changes.items():
        value[key] = {**value[key], **table}
    return spec_of(value, "made.toml")


def bfloat16(values: np.ndarray) -> np.ndarray:
    """Values cut to bfloat16, as their 16 bits."""
    return (np.ascontiguousarray(values, "<f4").view("<u4") >> 16).astype("<u2")


def write(file: Path, tensors: dict[str, tuple[str, list[int], bytes]]) -> None:
    """A safetensors file: name -> type, shape, bytes."""
    table, at = {}, 0
    for name, (dtype, shape, raw) in tensors.items():
        table[name] = {"dtype": dtype, "shape": shape, "data_offsets": [at, at + len(raw)]}
        at += len(raw)
    header = json.dumps(table).encode()
    file.write_bytes(len(header).to_bytes(8, "little") + header + b"".join(raw for _, _, raw in tensors.values()))


def source_tensors(of: Spec, seed: int = 0) -> dict[str, tuple[str, list[int], bytes]]:
    rng = np.random.default_rng(seed)
    return {name: ("BF16", list(rows), bfloat16(rng.normal(size=rows)).tobytes())
            for name, rows in of.shape.tensors().items()}


def made_tensors(source: dict[str, tuple[str, list[int], bytes]], layers: int) -> dict:
    """What the source is to become: projections in float8 with a scale a row, one scale a layer for keys and values."""
    made = {}
    for name, (dtype, shape, raw) in source.items():
        if not name.endswith("_proj.weight"):
            made[name] = (dtype, shape, raw)
            continue
        values = (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4").reshape(shape)
        bits = bfloat16(np.abs(values).max(axis=1, keepdims=True) / LARGEST)
        scales = (bits.astype("<u4") << 16).view("<f4")
        table = np.array([abs(value) if abs(value) <= LARGEST else np.inf for value in FLOAT8[:128]])
        codes = np.abs(np.abs(values / scales)[..., None] - table).argmin(axis=-1).astype(np.uint8)
        made[name] = ("F8_E4M3", shape, (codes | np.where(values < 0, 128, 0).astype(np.uint8)).tobytes())
        made[name + "_scale"] = ("BF16", [shape[0], 1], bits.tobytes())
    for layer in range(layers):
        for part in "kv":
            made[f"model.layers.{layer}.self_attn.{part}_scale"] = ("F32", [1], np.float32(0.02).tobytes())
    return made


def config(kv: bool = True) -> dict:
    """The quantization_config of a made checkpoint."""
    number = {"type": "float", "num_bits": 8, "symmetric": True}
    return {"quant_method": "compressed-tensors", "format": "float-quantized",
            "ignore": ["lm_head", "model.embed_tokens"],
            "kv_cache_scheme": {**number, "strategy": "tensor", "dynamic": False} if kv else None,
            "config_groups": {"group_0": {"targets": ["Linear"],
                                          "weights": {**number, "strategy": "channel", "dynamic": False},
                                          "input_activations": {**number, "strategy": "token", "dynamic": True}}}}


def write_both(folder: Path, of: Spec) -> tuple[Path, Path]:
    """A source and what it is to become, in two files each with an index: folders `source` and `made`."""
    source = source_tensors(of)
    for name, tensors in (("source", source), ("made", made_tensors(source, of.shape.layers))):
        write_folder(folder / name, tensors)
    (folder / "made" / "config.json").write_text(json.dumps({"quantization_config": config()}))
    return folder / "source", folder / "made"


def write_folder(folder: Path, tensors: dict) -> None:
    folder.mkdir(exist_ok=True)
    names = sorted(tensors)
    halves = {"model-1.safetensors": names[::2], "model-2.safetensors": names[1::2]}
    for file, held in halves.items():
        write(folder / file, {name: tensors[name] for name in held})
    (folder / "model.safetensors.index.json").write_text(
        json.dumps({"weight_map": {name: file for file, held in halves.items() for name in held}}))
