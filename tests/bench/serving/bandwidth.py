"""How fast a device reads its memory: one line of JSON on the standard output.

    PYTHON bandwidth.py cuda|cpu        with an interpreter that has torch

Two kernels over arrays far larger than any cache: a copy, which reads and writes, and a sum, which reads alone. The
better of the two is taken, since decoding mostly reads. Needs nothing of this repository.
"""
import json
import sys
import time

REPEATS, TRIES = 10, 5


def main(device: str) -> dict:
    """Bytes a second of both kernels, and what the device calls itself."""
    import torch

    def settle() -> None:
        if device == "cuda":
            torch.cuda.synchronize()

    def rate(kernel, moved_bytes: int) -> float:
        best_s = float("inf")
        for _ in range(TRIES):
            settle()
            began_s = time.perf_counter()
            for _ in range(REPEATS):
                kernel()
            settle()
            best_s = min(best_s, time.perf_counter() - began_s)
        return REPEATS * moved_bytes / best_s

    if device == "cuda":
        found = torch.cuda.get_device_properties(0)
        name, memory_bytes = found.name, found.total_memory
        size = min(2 << 30, memory_bytes // 8)
    else:
        name, memory_bytes, size = "CPU", 0, 128 << 20
    one = torch.ones(size // 4, dtype=torch.float32, device=device)
    other = torch.empty_like(one)
    copy, read = rate(lambda: other.copy_(one), 2 * size), rate(one.sum, size)
    return {"name": name, "memory_bytes": memory_bytes, "copy_bytes_per_s": copy, "sum_bytes_per_s": read,
            "bytes_per_s": max(copy, read)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
