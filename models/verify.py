"""Verify: is the made model the source's, only smaller?

    check_tensors   every tensor, by type, shape and value; and what config.json declares
    measure_logits  KL divergence and top-1 agreement with the source over real prompts with programs as answers, keys
                    and values of the made model rounded as in service; and one generation
    judge           those figures against the spec's limits

Promises: a model that fails anything is a VerifyError of one line with figure and limit; figures are returned for
verify.json. Nothing is written. Leaves out: how a server's own kernels round (its canary sees that).
"""
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from kernel.replies import program_of
from models import tensors
from models.spec import Limits, Spec
from models.texts import Text

KNOWN_KEYS = {"num_bits", "type", "symmetric", "group_size", "strategy", "block_structure", "dynamic", "actorder",
              "scale_dtype", "zp_dtype", "observer", "observer_kwargs"}
"""What compressed-tensors 0.15.0.1, the oldest reader (vLLM 0.19.1's), knows of a quantization; it refuses others."""

POSITIONS = 256                        # rows of logits held at once: with 152,064 columns, in float32, 156 MB


class VerifyError(Exception):
    """A made model is not what it must be. One line: what, and what would be right."""


def check_tensors(made: Path, source: Path, spec: Spec, progress=lambda names: names) -> dict:
    """Every tensor of the made checkpoint against spec and source. Raises VerifyError; returns figures. `progress`
    wraps the names that are gone through."""
    try:
        before, after = tensors.headers(source), tensors.headers(made)
    except tensors.CheckpointError as error:
        raise VerifyError(str(error)) from None
    declares_kv = _check_config(made, spec)
    _refuse(tensors.made_faults(after, before, spec.shape, spec.quantization, declares_kv), made)
    scales = [name for name in after if name.endswith((".k_scale", ".v_scale"))]
    worst = 0.0
    for name in progress([*before, *scales]):
        found, off = tensors.value_faults(name, after, before, spec.quantization)
        _refuse(found, made)
        worst = max(worst, off)
    return {"checked": len(after), "quantized": sum(tensor.dtype == "F8_E4M3" for tensor in after.values()),
            "kv_scales": len(scales), "worst_weight_error": round(worst, 5)}


def _refuse(found: list[str], made: Path) -> None:
    if found:
        raise VerifyError(f"{made.name}: {found[0]}" + (f" (and {len(found) - 1} more)" if found[1:] else ""))


def _check_config(made: Path, spec: Spec) -> bool:
    """Whether config.json declares a KV cache scheme; it declares the spec's quantization, in words that every reader
    knows, or a VerifyError is raised."""
    try:
        config = json.loads((made / "config.json").read_text("utf-8"))["quantization_config"]
        (group,) = config["config_groups"].values()
        scheme, weights, activations = config.get("kv_cache_scheme"), group["weights"], group["input_activations"]
        said = {"quant_method": config["quant_method"], "format": config["format"], "targets": group["targets"],
                "ignore": sorted(config["ignore"]), "weights": _kind(weights), "activations": _kind(activations),
                "kv": scheme and _kind(scheme)}
        keys = set().union(weights, activations, scheme or {})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VerifyError(f"{made / 'config.json'}: no quantization_config as it should be ({error!r})") from None
    wanted = {"quant_method": "compressed-tensors", "format": "float-quantized", "targets": ["Linear"],
              "ignore": sorted(spec.quantization.kept), "weights": ("float", 8, "channel", False, True),
              "activations": ("float", 8, "token", True, True),
              "kv": ("float", 8, "tensor", False, True) if spec.quantization.kv_cache == "fp8" else None}
    for key, value in wanted.items():
        if said[key] != value:
            raise VerifyError(f"{made / 'config.json'}: quantization_config: {key} {said[key]}, the spec says {value}")
    if odd := sorted(keys - KNOWN_KEYS):
        raise VerifyError(f"{made / 'config.json'}: quantization_config: {odd[0]} is not known to every vLLM it is for")
    return scheme is not None


def _kind(table: dict) -> tuple:
    return tuple(table[key] for key in ("type", "num_bits", "strategy", "dynamic", "symmetric"))


def measure_logits(made: Path, source: Path, texts: Sequence[Text], *, generated_tokens: int, memory_bytes: int,
                   aside: Path, progress=lambda texts, what: texts) -> dict:
    """What the made model says over the texts, against what the source says; and one generation, of the first text's
    prompt. `progress` wraps the texts that are gone through; layers that do not fit into `memory_bytes` lie in the
    folder `aside` meanwhile."""
    import torch
    from transformers import AutoTokenizer

    with torch.inference_mode():
        expected, _ = _states(source, texts, memory_bytes, aside, progress(texts, "source"))
        # The made model is unpacked to bfloat16 when it runs: what is in memory then is twice what is loaded.
        got, reply = _states(made, texts, memory_bytes // 2, aside, progress(texts, "made model"),
                             generated_tokens=generated_tokens)
        figures = _compared(expected, got, texts, _head(source), _head(made))
    text = AutoTokenizer.from_pretrained(made).decode(reply, skip_special_tokens=True)
    return {**figures, "generation": {"task": texts[0].task_id, "tokens": len(reply), "text": text,
                                      "program": program_of(text) is not None}}


def judge(logits: dict, limits: Limits) -> None:
    """Raises VerifyError where what `measure_logits` returned is beyond the spec's limits."""
    if not logits["generation"]["tokens"]:
        raise VerifyError("the generation is empty")
    for key, limit in (("kl_answer", limits.kl_answer), ("kl_prompt", limits.kl_prompt)):
        if not logits[key] <= limit:                        # so that what is not a number fails too
            raise VerifyError(f"{key} {logits[key]:.4f} nats a token, {limit} at most is right")
    for key, limit in (("top1_answer", limits.top1_answer), ("top1_prompt", limits.top1_prompt)):
        if not logits[key] >= limit:
            raise VerifyError(f"{key} {logits[key]:.4f}, {limit} at least is right")


def _states(folder: Path, texts: Sequence[Text], memory_bytes: int, aside: Path, shown: Iterable[Text], *,
            generated_tokens: int = 0) -> tuple[list, list[int]]:
    """What a model has in front of its head, for every position of every text (bfloat16, in memory); and, if asked for,
    the tokens it generates behind the first prompt, greedily."""
    import torch

    from models.quantize import load

    device = "cuda:0" if torch.cuda.is_available() else "cpu"
    with tempfile.TemporaryDirectory(dir=aside) as offload:
        model = load(folder, memory_bytes=memory_bytes, offload=Path(offload))
        # The whole model is called, since that is what unpacks FP8 weights; of its head one row is asked, since the
        # logits of a long prompt would be gigabytes.
        states, reply = [], []
        hook = model.model.norm.register_forward_hook(lambda _module, _given, out: states.append(out[0].cpu()))
        for text in shown:
            model(torch.tensor([text.ids], device=device), logits_to_keep=1)
        hook.remove()
        if generated_tokens:
            prompt = torch.tensor([texts[0].ids[:texts[0].answer]], device=device)
            reply = model.generate(prompt, attention_mask=torch.ones_like(prompt), max_new_tokens=generated_tokens,
                                   do_sample=False)[0, prompt.shape[1]:].tolist()
    return states, reply


def _head(folder: Path):
    """A checkpoint's output head, rows of the vocabulary."""
    from safetensors import safe_open

    with safe_open(tensors.headers(folder)["lm_head.weight"].file, "pt") as file:
        return file.get_tensor("lm_head.weight")


def _compared(expected: list, got: list, texts: Sequence[Text], head, other_head) -> dict:
    """KL divergence (of the made model's distribution from the source's) and top-1 agreement, over the positions that
    foretell a token of the prompt, and over those that foretell one of the answer."""
    import torch

    sums = {part: torch.zeros(3, dtype=torch.float64) for part in ("prompt", "answer")}
    for before, after, text in zip(expected, got, texts, strict=True):
        for part, begin, end in (("prompt", 0, text.answer - 1), ("answer", text.answer - 1, len(text.ids) - 1)):
            for at in range(begin, end, POSITIONS):
                rows = slice(at, min(at + POSITIONS, end))
                one = (before[rows] @ head.T).float().log_softmax(-1)
                two = (after[rows] @ other_head.T).float().log_softmax(-1)
                kl = (one.exp() * (one - two)).sum(-1)
                same = one.argmax(-1) == two.argmax(-1)
                sums[part] += torch.tensor([len(kl), kl.double().sum(), same.sum()])
    return {f"{name}_{part}": int(total[0]) if name == "positions" else round(float(total[i] / total[0]), 5)
            for part, total in sums.items() for i, name in enumerate(("positions", "kl", "top1"))}
