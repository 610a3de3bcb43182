"""A vLLM engine as a run asks for it: on servers of ours, one per GPU, or on endpoints of others.

Leaves out: finding out what the machine has (`kernel.door`), and everything that happens once the engine runs.
"""
import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kernel.bundle import REFINING, SAMPLING, ModelBundle
from kernel.engines.vllm import VllmEngine
from kernel.engines.vllm.endpoints import Endpoint
from kernel.engines.vllm.places import Tell
from kernel.engines.vllm.replica import Replica, ReplicaSettings
from kernel.engines.vllm.sampler import Settings
from kernel.engines.vllm.serve import Serving
from kernel.engines.vllm.warm import memory_room, warm
from kernel.prompts import KIT_PACK


@dataclass(frozen=True)
class Machine:
    """What servers of ours run on."""

    python: Path                       # interpreter of an environment that has vLLM
    gpus: tuple[str, ...]              # as CUDA_VISIBLE_DEVICES names them; none: on the CPU
    cpus: int
    environ: Mapping[str, str]         # what the servers inherit
    cache_dir: Path                    # what vLLM compiles is kept there, for the next start
    scratch_dir: Path                  # for what lives no longer than a server; short, since sockets lie in it
    clock: Callable[[], float]         # seconds that only go forward


def on_servers(bundle: ModelBundle, machine: Machine, count: int, log_dir: Path, seed: int) -> VllmEngine:
    """The engine on `count` servers: the first GPUs (as many as that must be there), one each, or on the CPU, with an
    equal share of its cores each. Their logs go to `log_dir`."""
    device = "cuda" if machine.gpus else "cpu"
    serving = Serving(python=machine.python, folder=bundle.folder, device=device, context_tokens=bundle.context,
                      top_rung=bundle.kv_cache, threads=max(1, machine.cpus // count), environ=machine.environ)
    token = secrets.token_hex(4)
    replicas = [Replica(ReplicaSettings(index=index, bundle=bundle, serving=serving, log_dir=log_dir,
                                        cache_dir=machine.cache_dir, scratch_dir=machine.scratch_dir, token=token,
                                        seed=seed, gpu=machine.gpus[index] if machine.gpus else None), machine.clock)
                for index in range(count)]
    return VllmEngine(replicas, bundle.pack, bundle.sampling, bundle.refining, Settings(sequences=serving.sequences),
                      before=lambda tell: read_ahead(bundle.folder, tell))


def on_endpoints(urls: Sequence[str], key: str, bundle: ModelBundle | None) -> VllmEngine:
    """The engine on servers of others, asked as the bundle says, or in the kit's own words and with SOAR's sampling."""
    pack, *samplings = (bundle.pack, bundle.sampling, bundle.refining) if bundle else (KIT_PACK, SAMPLING, REFINING)
    places = [Endpoint(url, key=key) for url in dict.fromkeys(urls)]
    return VllmEngine(places, pack, *samplings, Settings(key=key))


async def read_ahead(folder: Path, tell: Tell) -> None:
    """Read the weights into the page cache, and tell how that went."""
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    warmed = await warm(folder, room_bytes=memory_room(), progress=lambda read, total: None)
    tell("read", f"{warmed.read_bytes / 1e9:.2f} of {warmed.total_bytes / 1e9:.2f} GB of weights read ahead in "
                 f"{loop.time() - began_s:.1f} s")
