"""Checkpoints, looked at tensor by tensor: does a made one hold what it must, bit for bit where nothing was changed?

Reads the safetensors format itself (eight bytes of length, a JSON header, then the numbers), since neither numpy nor
the library's numpy side knows bfloat16 and float8. Promises: every tensor that the spec's shape asks for is there in
its type and shape and no other is; scales are finite and above zero; what was to be left alone equals the source
in every bit; quantized weights times their scales are within rounding of the source; a KV scheme that config.json
declares has its scales. Files are mapped and compared in pieces: memory stays small. Leaves out: what the model does
(`models.verify`).
"""
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.spec import Quantization, Shape

HEADER_BYTES_MAX = 100 << 20           # the format's own limit
PIECE = 1 << 22                        # numbers that are compared at once
WORST = 1 / 20
"""Of a row's largest weight: the most by which a weight may be off. Float8 e4m3 is off by at most 16 of 448 (1/28) in
the topmost binade; the rest is for scales that are kept in bfloat16."""

_WIDTHS = {"F32": 4, "F16": 2, "BF16": 2, "F8_E4M3": 1}
FULL = ("BF16", "F16", "F32")


class CheckpointError(Exception):
    """A checkpoint cannot be read. One line: which file, and what is wrong with it."""


@dataclass(frozen=True)
class Tensor:
    """One tensor in a file: type as safetensors names it, shape, and where its bytes are."""

    file: Path
    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int

    def raw(self) -> np.ndarray:
        """Its bytes, mapped."""
        if self.start == self.end:
            return np.empty(0, np.uint8)
        return np.memmap(self.file, np.uint8, "r", self.start, (self.end - self.start,))

    def rows(self) -> Iterator[np.ndarray]:
        """Its numbers as float32, some rows at a time: arrays of (rows, columns)."""
        columns = self.shape[-1] if len(self.shape) > 1 else 1
        width = _WIDTHS[self.dtype] * columns
        raw, step = self.raw(), max(1, PIECE // columns) * width
        for at in range(0, len(raw), step):
            yield as_float(raw[at:at + step], self.dtype).reshape(-1, columns)


def _float8_values() -> np.ndarray:
    """The 256 values of float8 e4m3fn: sign, 4 bits of exponent (bias 7), 3 of mantissa; 0x7f and 0xff are no number
    (OCP 8-bit Floating Point Specification, revision 1.0)."""
    code = np.arange(256)
    sign, exponent, mantissa = np.where(code & 128, -1.0, 1.0), (code >> 3) & 15, code & 7
    value = np.where(exponent == 0, mantissa / 8 * 2.0 ** -6, (1 + mantissa / 8) * 2.0 ** (exponent - 7.0))
    value[(code & 127) == 127] = np.nan
    return (sign * value).astype(np.float32)


_FLOAT8 = _float8_values()


def as_float(raw: np.ndarray, dtype: str) -> np.ndarray:
    """Numbers from bytes, as float32. The type is one of F32, F16, BF16, F8_E4M3."""
    raw = np.ascontiguousarray(raw)
    if dtype == "F8_E4M3":
        return _FLOAT8[raw]
    if dtype == "BF16":
        return (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
    return raw.view({"F32": "<f4", "F16": "<f2"}[dtype]).astype(np.float32)


def headers(folder: Path) -> dict[str, Tensor]:
    """Every tensor in the safetensors files of a folder. Raises CheckpointError, also for a file that was cut short and
    for an index that names other files than the tensors are in."""
    found: dict[str, Tensor] = {}
    for file in sorted(folder.glob("*.safetensors")):
        for name, tensor in _header(file).items():
            if name in found:
                raise CheckpointError(f"{file}: {name} stands in {found[name].file.name} too")
            found[name] = tensor
    if not found:
        raise CheckpointError(f"{folder}: no safetensors files")
    index = folder / "model.safetensors.index.json"
    if index.exists():
        try:
            told = json.loads(index.read_text("utf-8"))["weight_map"]
        except (OSError, ValueError, KeyError, TypeError):
            raise CheckpointError(f"{index}: not an index of safetensors files") from None
        if told != {name: tensor.file.name for name, tensor in found.items()}:
            raise CheckpointError(f"{index}: does not say in which file each tensor is")
    return found


def _header(file: Path) -> dict[str, Tensor]:
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(8), "little")
            text = stream.read(length) if length <= HEADER_BYTES_MAX else b""
            size = stream.seek(0, 2)
        table = json.loads(text)
        tensors = {name: Tensor(file, entry["dtype"], tuple(entry["shape"]), *(8 + length + offset for offset
                                                                              in entry["data_offsets"]))
                   for name, entry in table.items() if name != "__metadata__"}
        last = max((tensor.end for tensor in tensors.values()), default=8 + length)
        whole = size == last and all(tensor.end - tensor.start == _WIDTHS[tensor.dtype] * math.prod(tensor.shape)
                                     for tensor in tensors.values() if tensor.dtype in _WIDTHS)
    except OSError as error:
        raise CheckpointError(f"{file}: {error.strerror or error}") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise CheckpointError(f"{file}: not a safetensors file") from None
    if not whole:
        raise CheckpointError(f"{file}: cut short, or more in it than its header says ({size} bytes, {last} told)")
    return tensors


def is_quantized(name: str, quantization: Quantization) -> bool:
    """Whether a tensor of the source is a weight that the scheme makes smaller: of a linear layer that is not kept."""
    return name.endswith("_proj.weight") and name.removesuffix(".weight") not in quantization.kept


def source_faults(source: dict[str, Tensor], shape: Shape) -> list[str]:
    """What is wrong with a source, one line a tensor."""
    wanted = shape.tensors()
    return _names(wanted.keys(), source.keys()) + [
        f"{name}: {tensor.dtype} {list(tensor.shape)}, {'/'.join(FULL)} {list(wanted[name])} is right"
        for name, tensor in source.items()
        if name in wanted and (tensor.shape != wanted[name] or tensor.dtype not in FULL)]


def made_faults(made: dict[str, Tensor], source: dict[str, Tensor], shape: Shape, quantization: Quantization,
                declares_kv: bool) -> list[str]:
    """What is wrong with a made checkpoint by its headers alone, one line a tensor. `declares_kv`: whether its
    config.json has a KV cache scheme."""
    wanted = {}
    for name, rows in shape.tensors().items():
        full = source[name].dtype
        wanted[name] = ((full,), rows)
        if is_quantized(name, quantization):
            wanted[name] = (("F8_E4M3",), rows)
            wanted[name + "_scale"] = (FULL, (rows[0], 1))
    if declares_kv:
        wanted |= {f"model.layers.{layer}.self_attn.{part}_scale": (FULL, (1,))
                   for layer in range(shape.layers) for part in "kv"}
    return _names(wanted.keys(), made.keys()) + [
        f"{name}: {tensor.dtype} {list(tensor.shape)}, {'/'.join(wanted[name][0])} {list(wanted[name][1])} is right"
        for name, tensor in made.items()
        if name in wanted and (tensor.dtype not in wanted[name][0] or tensor.shape != wanted[name][1])]


def value_faults(name: str, made: dict[str, Tensor], source: dict[str, Tensor], quantization: Quantization
                 ) -> tuple[list[str], float]:
    """What is wrong with the numbers of one tensor of the source's, or of one KV scale, whose headers are right; and
    the largest error of a weight, as a share of its row's largest."""
    if name not in source:
        return _scale_faults(name, made), 0.0
    if not is_quantized(name, quantization):
        return ([] if _equal(made[name].raw(), source[name].raw()) else [f"{name}: not the source's, bit for bit"]), 0.0
    if found := _scale_faults(name + "_scale", made):
        return found, 0.0
    scales = np.concatenate([piece[:, 0] for piece in made[name + "_scale"].rows()])
    worst, at = 0.0, 0
    for before, after in zip(source[name].rows(), made[name].rows(), strict=True):
        largest = np.abs(before).max(axis=1)
        off = np.abs(before - after * scales[at:at + len(after), None]).max(axis=1)
        if not np.isfinite(off).all():
            return [f"{name}: numbers that are not finite"], worst
        worst = max(worst, float((off / np.maximum(largest, np.finfo(np.float32).tiny)).max()))
        at += len(after)
    return ([f"{name}: off by {worst:.3f} of a row's largest weight, {WORST} at most is right"] if worst > WORST else []
            ), worst


def _scale_faults(name: str, made: dict[str, Tensor]) -> list[str]:
    values = np.concatenate([piece.ravel() for piece in made[name].rows()])
    return [] if (np.isfinite(values) & (values > 0)).all() else [f"{name}: a scale that is not finite and above zero"]


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    step = PIECE * 8
    return len(one) == len(other) and all(np.array_equal(one[at:at + step], other[at:at + step])
                                          for at in range(0, len(one), step))


def _names(wanted, found) -> list[str]:
    return ([f"{name}: missing" for name in sorted(wanted - found)]
            + [f"{name}: not known" for name in sorted(found - wanted)])
