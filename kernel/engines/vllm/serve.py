"""What a model server is started with: every option and variable that matters, each beside its reason.

Promises: nothing that bears on speed, memory or what is sampled is left to a default that another version of vLLM may
choose otherwise; the same `Serving`, rung and start give the same command. A test puts every option through the
argument parser of each vLLM version that a lock names. Leaves out: starting and watching (`replica`).

Rungs, best first: how the KV cache is kept. With fp8 twice as many tokens fit as with bf16, which on an L4 decides how
many samples run at once; but some models turn to babble with it (Qwen2.5's first and last layers have keys far outside
the common range), so that a replica whose canary fails goes one rung down.

    fp8         all layers
    fp8-edges   the first and last layers in bf16, the rest in fp8
    bf16        all layers
"""
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RUNGS = ("fp8", "fp8-edges", "bf16")
DEVICES = ("cpu", "cuda")
HOST = "127.0.0.1"                       # nobody else's business
FOREIGN = ("PYTHON", "VLLM_", "HF_", "TRANSFORMERS_", "TORCH", "OMP_", "CUDA_VISIBLE_DEVICES", "http_proxy",
           "https_proxy", "all_proxy")  # what a server would otherwise do differently on another machine


class ServeError(ValueError):
    """A model's folder cannot be served: no config.json there, or one without layers. One line."""


@dataclass(frozen=True)
class Serving:
    """How one model is served, alike for all replicas."""

    python: Path                       # interpreter of the environment that has vLLM
    folder: Path                       # the checkpoint
    device: str                        # "cpu" or "cuda"
    context_tokens: int                # prompt and reply together
    top_rung: str = "fp8"              # the highest rung that the checkpoint allows
    sequences: int = 64                # at once on one server
    batch_tokens: int = 2048           # in one step of the scheduler; on a CPU at least the context
    kv_cpu_mb: int = 512               # KV cache of a server on a CPU
    gpu_memory_share: float = 0.92     # of a GPU's memory, weights and KV cache together
    threads: int = 1                   # of a server on a CPU
    ready_s: int = 1800                # vLLM's own patience with its engine
    dummy: bool = False                # random weights, no tokenizer: the folder holds a config.json alone (benches)
    environ: Mapping[str, str] | None = None     # what the server inherits, as the door found it; FOREIGN is left out
    program: tuple[str, ...] = ("-m", "vllm.entrypoints.openai.api_server")
    """What the interpreter runs. Both of our vLLM versions have this module; the command `vllm serve` of the CPU build
    asks for the version of a package named `vllm`, which that build is not."""


def rungs(top: str) -> tuple[str, ...]:
    """The rungs from this one down."""
    return RUNGS[RUNGS.index(top):]


def command(serving: Serving, *, rung: str, port: int, model: str, seed: int) -> list[str]:
    """The whole command line. `model` is the id that the server answers to. Raises ServeError."""
    return [os.path.abspath(serving.python), *serving.program,
            *options(serving, rung=rung, port=port, model=model, seed=seed)]


def context(serving: Serving, rung: str) -> int:
    """Tokens of a prompt and its reply together: half of them for a GPU whose KV cache is bf16.

    An L4 beside 14B FP8 weights has room for 38,000 to 49,000 tokens of an fp8 KV cache and half as many in bf16; vLLM
    starts only where one request of full length fits.
    """
    return serving.context_tokens // 2 if rung == "bf16" and serving.device == "cuda" else serving.context_tokens


def options(serving: Serving, *, rung: str, port: int, model: str, seed: int) -> list[str]:
    """The server's options. Raises ServeError."""
    given = {
        "--model": os.path.abspath(serving.folder),        # the server does not run where we do
        "--served-model-name": model,                      # unique: only our own server answers to it
        "--host": HOST,
        "--port": str(port),
        "--seed": str(seed),                               # requests bring their own; this one is for what has none
        "--dtype": "bfloat16",                             # what SOAR was trained in; "auto" follows the checkpoint
        "--load-format": "dummy" if serving.dummy else "safetensors",      # "auto" would also read pickles
        "--max-model-len": str(context(serving, rung)),
        "--max-num-seqs": str(serving.sequences),          # 64: beyond, an L4's KV cache holds no more (FACTS)
        "--generation-config": "vllm",                     # else the checkpoint's own file changes what is sampled
        "--stream-interval": "16",                         # tokens a message: 16 times fewer to read for the kernel
        "--tensor-parallel-size": "1",                     # one server a GPU: the model fits, nothing to synchronise
        "--uvicorn-log-level": "warning",                  # the list of routes hides what matters
    }
    flags = ["--enable-prefix-caching",                    # all samples of a task share their prompt's KV blocks
             "--disable-uvicorn-access-log",               # a line a request, hours long
             "--no-enable-log-requests",                   # prompts do not belong into a log
             *(["--skip-tokenizer-init"] if serving.dummy else []),        # asked by token ids alone
             *(_on_cuda(serving, rung) if serving.device == "cuda" else _on_cpu(serving)),
             *_kv_cache(serving, rung)]
    return [word for pair in given.items() for word in pair] + flags


def _on_cuda(serving: Serving, rung: str) -> list[str]:
    # On SM89, of the backends that read an fp8 KV cache only TRITON_ATTN needs no compiler at run time; for bf16
    # FlashAttention is faster. CUDA graphs for no more sequences than there will be: each costs memory and start time.
    # Prefills go in pieces: a prompt of 19k tokens would stall all others for seconds.
    return ["--attention-backend", "FLASH_ATTN" if rung == "bf16" else "TRITON_ATTN",
            "--gpu-memory-utilization", str(serving.gpu_memory_share),
            "--max-cudagraph-capture-size", str(serving.sequences),
            "--enable-chunked-prefill", "--max-num-batched-tokens", str(serving.batch_tokens)]


def _on_cpu(serving: Serving) -> list[str]:
    # Compiling takes longer than a tiny model's whole run gains. The KV cache's size is given, since a share of the
    # machine's memory would be taken by every server anew. Prompts go whole: after a piece of a prefill vLLM turns the
    # request's random generator back, and a CPU's cannot be (0.32.0 dies of "CPU Generator does not use offset").
    return ["--enforce-eager", "--kv-cache-memory-bytes", str(serving.kv_cpu_mb << 20),
            "--no-enable-chunked-prefill",
            "--max-num-batched-tokens", str(max(serving.batch_tokens, serving.context_tokens))]


def _kv_cache(serving: Serving, rung: str) -> list[str]:
    config = checkpoint_config(serving.folder)
    if rung == "fp8":
        return ["--kv-cache-dtype", "fp8"]
    if rung == "fp8-edges":
        return ["--kv-cache-dtype", "fp8", "--kv-cache-dtype-skip-layers", *edge_layers(config["num_hidden_layers"])]
    # Not "auto", which takes the checkpoint's scheme. vLLM 0.19.1 takes that scheme even against an explicit bfloat16
    # (its attention layer asks the quantization config last), so the scheme is taken out of the config as well.
    chosen = ["--kv-cache-dtype", "bfloat16"]
    quantization = config.get("quantization_config")
    if quantization is not None and quantization.get("kv_cache_scheme") is not None:
        plain = {"quantization_config": quantization | {"kv_cache_scheme": None}}
        chosen += ["--hf-overrides", json.dumps(plain, separators=(",", ":"))]
    return chosen


def edge_layers(layers: int) -> list[str]:
    """The layers that `fp8-edges` keeps in bf16: one in 24 at each end, at least one; of 48 two and two."""
    edge = max(1, layers // 24)
    return [str(layer) for layer in range(layers) if layer < edge or layer >= layers - edge]


def checkpoint_config(folder: Path) -> dict:
    """The checkpoint's config.json. Raises ServeError."""
    file = folder / "config.json"
    try:
        config = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ServeError(f"{file}: {error.strerror or error}; a checkpoint is needed") from None
    except ValueError:
        raise ServeError(f"{file}: not JSON; the checkpoint is damaged") from None
    if not isinstance(config, dict) or not isinstance(config.get("num_hidden_layers"), int):
        raise ServeError(f"{file}: no num_hidden_layers; the checkpoint is damaged")
    if not isinstance(config.get("quantization_config"), dict | None):
        raise ServeError(f"{file}: quantization_config is no table; the checkpoint is damaged")
    return config


def environment(serving: Serving, *, cache: Path, gpu: str | None) -> dict[str, str]:
    """The server's environment. `gpu`: the one device it may see, by index or UUID; None on a CPU.

    Set before the interpreter starts, since vLLM looks for GPUs while it is imported.
    """
    inherited = {name: value for name, value in (serving.environ or {}).items()
                 if not name.upper().startswith(tuple(word.upper() for word in FOREIGN))}
    cache = Path(os.path.abspath(cache))
    ours = {
        "HF_HUB_OFFLINE": "1",                             # the model lies in a folder; there is no network
        "TRANSFORMERS_OFFLINE": "1",
        "VLLM_NO_USAGE_STATS": "1",
        "VLLM_DO_NOT_TRACK": "1",
        "VLLM_CACHE_ROOT": str(cache),                     # two servers that compile into one folder disturb each other
        "XDG_CACHE_HOME": str(cache),
        "TRITON_CACHE_DIR": str(cache / "triton"),
        "TORCHINDUCTOR_CACHE_DIR": str(cache / "inductor"),
        "VLLM_ENGINE_READY_TIMEOUT_S": str(serving.ready_s),    # slow storage: its 10 minutes are too few
        "VLLM_PLUGINS": "",                                # none: faster, and nothing unknown is loaded
        "TOKENIZERS_PARALLELISM": "false",
        "PYTHONUNBUFFERED": "1",                           # the log's last lines are there when it dies
        "PYTHONNOUSERSITE": "1",
    }
    if serving.device == "cuda":
        ours |= {
            "CUDA_VISIBLE_DEVICES": gpu or "",
            "VLLM_USE_FLASHINFER_SAMPLER": "0",            # it is compiled at run time and wants an nvcc
            "OMP_NUM_THREADS": "1",                        # four servers share the CPU with the sandbox
        }
    else:
        ours |= {
            "VLLM_ENABLE_V1_MULTIPROCESSING": "0",         # no worker process beside the engine's: 12 s sooner there
            "VLLM_CPU_OMP_THREADS_BIND": "nobind",         # bound, N servers would all take the first core
            "OMP_NUM_THREADS": str(serving.threads),
            "CUDA_VISIBLE_DEVICES": "",
        }
    return inherited | ours

