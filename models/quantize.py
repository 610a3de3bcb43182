"""FP8 weights and the scales of an FP8 KV cache, by llmcompressor. Runs in the environment `quantize`.

    calibrate   runs the source over real prompts and keeps, a layer, one scale for keys and one for values
    quantize    turns the linear layers' weights into FP8, file by file, and adds those scales

The two are apart because weights need no data and fit into memory a file at a time, while calibrating needs the whole
model, in memory or, layer by layer, from disk. Both ways of calibrating run the same code of the library and give the
same scales. Promises: memory stays within what was given, but for the layer at work. Leaves out: checking the result.

Scales are taken from the true extremes of all prompts (`static_minmax`). The library's default for activations,
`minmax`, is a moving average that hardly leaves the first prompt, and a key above the scale is cut off.
"""
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from models.source import FETCHED
from models.spec import Quantization
from models.tensors import headers
from models.texts import Text

SCALES = "kv_scales.safetensors"
INDEX = "model.safetensors.index.json"
KV_SCHEME = {"num_bits": 8, "type": "float", "strategy": "tensor", "dynamic": False, "symmetric": True,
             "observer": "static_minmax"}


def load(folder: Path, *, memory_bytes: int, offload: Path):
    """A model whose layers lie in memory up to `memory_bytes`, the others on disk (`offload` holds what is not in the
    checkpoint as it is); computed on the GPU where there is one."""
    import torch
    from compressed_tensors.offload import load_offloaded_model, set_onload_device
    from transformers import AutoModelForCausalLM

    with load_offloaded_model():
        model = AutoModelForCausalLM.from_pretrained(folder, dtype="auto", device_map="auto_offload",
                                                     max_memory={"cpu": memory_bytes}, offload_folder=str(offload))
    if torch.cuda.is_available():
        set_onload_device(model, "cuda:0")
    return model.eval()


def calibrate(source: Path, texts: Sequence[Text], out: Path, *, memory_bytes: int) -> None:
    """Write `SCALES` into the folder `out`: k_scale and v_scale of every layer, as the library takes them from running
    the source over the texts."""
    import torch
    from llmcompressor import oneshot
    from llmcompressor.modifiers.quantization import QuantizationModifier
    from safetensors.torch import save_file
    from torch.utils.data import DataLoader

    samples = [{"input_ids": torch.tensor(text.ids), "attention_mask": torch.ones(len(text.ids), dtype=torch.int64)}
               for text in texts]
    with tempfile.TemporaryDirectory(dir=out) as offload:
        model = load(source, memory_bytes=memory_bytes, offload=Path(offload))
        oneshot(model=model, dataset=DataLoader(samples, batch_size=1), num_calibration_samples=len(samples),
                recipe=QuantizationModifier(targets=[], kv_cache_scheme=KV_SCHEME), pipeline="sequential",
                propagate_error=False)                      # nothing is quantized, so no error is to be passed on
        scales = {name: value.detach().to("cpu", torch.float32).contiguous()
                  for name, value in model.state_dict().items() if name.endswith((".k_scale", ".v_scale"))}
    save_file(scales, out / SCALES, metadata={"format": "pt"})


def quantize(source: Path, quantization: Quantization, scales: Path | None, out: Path) -> None:
    """Fill the folder `out` with the quantized checkpoint: weights file by file, tokenizer and configuration. `scales`:
    the file of KV scales, or None for a model without."""
    import torch
    from compressed_tensors.quantization import QuantizationArgs, QuantizationConfig, preset_name_to_scheme
    from llmcompressor import model_free_ptq

    config = QuantizationConfig(
        config_groups={"group_0": preset_name_to_scheme(quantization.scheme, ["Linear"])},
        kv_cache_scheme=QuantizationArgs(**KV_SCHEME) if scales else None, ignore=list(quantization.kept))
    with tempfile.TemporaryDirectory(dir=out.parent) as view:
        for pattern in FETCHED:                             # the library copies whatever else lies in a folder
            for file in source.glob(pattern):
                (Path(view) / file.name).symlink_to(file.resolve())
        model_free_ptq(view, out, config=config, device=None if torch.cuda.is_available() else "cpu")
    if scales:
        shutil.copyfile(scales, out / SCALES)
    _name_files(out)


def _name_files(out: Path) -> None:
    """Have an index say where every tensor is. A lone model.safetensors gets another name: transformers would read it
    alone, and leave the KV scales beside it unread."""
    if (out / "model.safetensors").exists():
        (out / "model.safetensors").rename(out / "model-00001-of-00001.safetensors")
    (out / INDEX).unlink(missing_ok=True)                   # of the library's, which knows no scales
    found = headers(out)
    size = sum(tensor.end - tensor.start for tensor in found.values())
    for file in out.iterdir():
        file.chmod(0o644)                                   # the library's files are its maker's alone
    (out / INDEX).write_text(json.dumps({"metadata": {"total_size": size}, "weight_map": {
        name: tensor.file.name for name, tensor in sorted(found.items())}}, indent=1) + "\n")
