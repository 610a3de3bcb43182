"""A checkpoint's configuration without its weights: what a server that fills them with random numbers needs.

The quantization is written as `models.quantize` has the library write it, so that a server takes the same path through
its code as with the made model; a test compares the two.
"""
import json
from pathlib import Path

from models.spec import Shape


def config(shape: Shape, *, quantized: bool) -> dict:
    """The config.json of a model of this shape, in bf16 or with FP8 weights and an fp8 KV cache."""
    plain = {"architectures": [shape.architecture], "model_type": "qwen2", "dtype": "bfloat16", "hidden_act": "silu",
             "attention_dropout": 0.0, "bos_token_id": None, "eos_token_id": 2, "pad_token_id": 0,
             "head_dim": shape.head_size, "hidden_size": shape.hidden, "initializer_range": 0.02,
             "intermediate_size": shape.intermediate, "max_position_embeddings": shape.positions,
             "max_window_layers": shape.layers, "num_attention_heads": shape.heads,
             "num_hidden_layers": shape.layers, "num_key_value_heads": shape.kv_heads, "rms_norm_eps": 1e-6,
             "rope_parameters": {"rope_theta": 1e6, "rope_type": "default"}, "sliding_window": None,
             "tie_word_embeddings": False, "use_cache": True, "use_sliding_window": False,
             "vocab_size": shape.vocabulary}
    return plain | ({"quantization_config": QUANTIZATION} if quantized else {})


def _numbers(strategy: str, dynamic: bool, observer: str | None) -> dict:
    """Eight-bit floats, as compressed-tensors describes them."""
    return {"num_bits": 8, "type": "float", "symmetric": True, "strategy": strategy, "dynamic": dynamic,
            "observer": observer, "observer_kwargs": {}, "actorder": None, "block_structure": None,
            "group_size": None, "scale_dtype": None, "zp_dtype": None}


QUANTIZATION = {
    "quant_method": "compressed-tensors", "format": "float-quantized", "quantization_status": "compressed",
    "ignore": ["lm_head", "model.embed_tokens"], "global_compression_ratio": None, "transform_config": {},
    "kv_cache_scheme": _numbers("tensor", False, "static_minmax"),
    "config_groups": {"group_0": {"targets": ["Linear"], "format": "float-quantized", "output_activations": None,
                                  "weights": _numbers("channel", False, None),
                                  "input_activations": _numbers("token", True, None)}}}


def write(folder: Path, shape: Shape, *, quantized: bool) -> Path:
    """A folder of this configuration alone, made or replaced; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config(shape, quantized=quantized), indent=1) + "\n")
    return folder


def shape_of(config: dict) -> Shape:
    """The shape that a checkpoint's config.json tells. Raises KeyError for one that is not of a Qwen2 model."""
    return Shape(config["architectures"][0], layers=config["num_hidden_layers"], hidden=config["hidden_size"],
                 intermediate=config["intermediate_size"], heads=config["num_attention_heads"],
                 kv_heads=config["num_key_value_heads"], vocabulary=config["vocab_size"],
                 head_size=config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"],
                 positions=config["max_position_embeddings"])
