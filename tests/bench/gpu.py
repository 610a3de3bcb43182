"""What a GPU makes of the 14B model: FP8 weights and KV cache against bf16, beside the roofline of its memory.

    build.py bench gpu [--json] [--model DIR] [--layers N] [--sequences 16 32 64 96] [--serve-with PYTHON] [--rehearse]

Two servers, one after the other, each started with the kit's own options: FP8 weights with an fp8 KV cache, and bf16
with bf16. Their weights are random numbers in the shape of models/soar-14b.toml (speed does not depend on them), or
those of --model for the first. One that does not fit into the GPU's memory is left out, and that is said.

    prefill   seconds for a prompt of 5,000 tokens that the prefix cache does not know, and one token after it
    tokens/s  of so many sequences that share such a prompt and write 256 tokens each, sampled as a run samples, each
              from its own seed; the prompt lies in the prefix cache, and a first try is not counted

Roofline: what memory allows, by its speed measured here; `once` if the shared prompt's KV cache is read once a step
for all sequences, `each` if for each of them. The share is that of `once`. Projected is what the same share would give
on L4s, 264 GB/s each, with samples of 600 tokens. --layers makes a model that fits a small GPU; the projection is of
the whole one nevertheless. Figures of a GPU go to tests/bench/results/gpu.json under its name, those of --layers not.

Without a GPU: exit status 3. --rehearse runs all this on a CPU with the stand-in (`build.py model --spec
models/tiny.toml`, or --model); its figures mean nothing. It takes true weights for FP8, since random scales of a KV
cache are negative ones, at which vLLM's attention on a CPU ends; a GPU's does not ask.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import httpx

from kernel.bundle import SAMPLING, BundleError, ModelBundle
from kernel.engines.vllm import serve
from models.spec import Shape, load_spec
from tests.bench.serving import bandwidth, figures, machine, server, shapes
from tests.bench.serving.figures import BF16, FP8, L4, Contest, Load, Precision, Spread

SPEC = machine.ROOT / "models" / "soar-14b.toml"
RESULTS = machine.ROOT / "tests" / "bench" / "results" / "gpu.json"
NO_GPU = 3


@dataclass(frozen=True)
class Plan:
    """What is measured on each server."""

    sequences: tuple[int, ...] = (16, 32, 64, 96)
    prompt_tokens: int = 5000
    output_tokens: int = 256           # of each sequence
    rounds: int = 3
    warm_tokens: int = 16              # of the try that is not counted


STAND_IN = machine.ROOT / "models" / "built" / "tiny"
REHEARSAL = Plan(sequences=(2, 4), prompt_tokens=320, output_tokens=24, rounds=2, warm_tokens=4)


@dataclass(frozen=True)
class Way:
    """One server: what it serves, and how."""

    precision: Precision
    rung: str
    folder: Path
    dummy: bool


def main(argv: Sequence[str]) -> int:
    """Measure and print; exit status 0, 3 without a GPU, 2 with one line where something else is missing."""
    parser = argparse.ArgumentParser(prog="build.py bench gpu", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--model", type=Path, metavar="DIR", help="weights made by build.py model (default: random)")
    parser.add_argument("--layers", type=int, metavar="N", help="of a model with random weights (default: all 48)")
    parser.add_argument("--sequences", type=int, nargs="+", metavar="N", help="at once (default: 16 32 64 96)")
    parser.add_argument("--serve-with", type=Path, metavar="PYTHON", help="an interpreter that has vLLM (default: that "
                                                                          "of the environment that a dry run takes)")
    parser.add_argument("--rehearse", action="store_true", help="on a CPU, with the stand-in, to try the bench itself")
    arguments = parser.parse_args(argv)
    gpu = None if arguments.rehearse else machine.gpu()
    if gpu is None and not arguments.rehearse:
        print("build.py bench gpu: no NVIDIA GPU is visible here (nvidia-smi lists none, or CUDA_VISIBLE_DEVICES hides "
              "them), so nothing was measured. Run it on a machine that has one; --rehearse tries the bench itself on "
              "a CPU", file=sys.stderr)
        return NO_GPU
    if arguments.rehearse and arguments.model is None:
        arguments.model = STAND_IN
    plan = REHEARSAL if arguments.rehearse else Plan()
    if arguments.sequences:
        plan = replace(plan, sequences=tuple(sorted(arguments.sequences)))
    try:
        result = bench(plan, gpu, arguments)
    except (machine.NotHere, server.NoServer, serve.ServeError, BundleError) as error:
        print(f"build.py bench gpu: {error}", file=sys.stderr)
        return 2
    print(json.dumps(result, indent=1)) if arguments.json else show(result)
    return 0


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(text, file=sys.stderr, flush=True)


def bench(plan: Plan, gpu: str | None, arguments: argparse.Namespace) -> dict:
    """Both ways. Raises NotHere, NoServer, ServeError, BundleError."""
    python, folder = machine.serving_python(arguments.serve_with, gpu is not None), machine.kept("gpu")
    whole = load_spec(SPEC).shape
    ways, shape = ways_of(arguments, whole, folder)
    say("the speed of its memory")
    card = asked([str(python), bandwidth.__file__, "cuda" if gpu else "cpu"], gpu)
    say(f"{card['name']}: {card['bytes_per_s'] / 1e9:.0f} GB/s")
    serving = serve.Serving(python=python, folder=folder, device="cuda" if gpu else "cpu",
                            context_tokens=plan.prompt_tokens + plan.output_tokens, sequences=plan.sequences[-1],
                            threads=len(os.sched_getaffinity(0)), environ=dict(os.environ))
    result = {"rehearsal": gpu is None, "card": card, "plan": asdict(plan), "contest": asdict(Contest()),
              "layers": shape.layers, "weights": "random" if arguments.model is None else str(arguments.model),
              "ways": {way.precision.name: served(way, replace(serving, folder=way.folder, dummy=way.dummy), plan, gpu,
                                                  card, shape, whole, folder) for way in ways}}
    if gpu is not None and shape == whole:
        keep(result)
    return result


def ways_of(arguments: argparse.Namespace, shape: Shape, folder: Path) -> tuple[list[Way], Shape]:
    """What is served, and its shape: of the model given, else as told. Raises BundleError, ServeError."""
    precision, rung, given = FP8, "fp8", None
    if arguments.model is not None:
        given = ModelBundle.load(arguments.model.absolute())
        try:
            shape = shapes.shape_of(serve.checkpoint_config(given.folder))
        except (KeyError, TypeError, IndexError) as error:
            raise serve.ServeError(f"{given.folder}/config.json: not of a Qwen2 model ({error!r})") from None
        precision, rung = replace(FP8, kv=1 if given.kv_cache == "fp8" else 2), given.kv_cache
    elif arguments.layers:
        shape = replace(shape, layers=arguments.layers)
    first = given.folder if given else shapes.write(folder / "fp8", shape, quantized=True)
    return [Way(precision, rung, first, given is None),
            Way(BF16, "bf16", shapes.write(folder / "bf16", shape, quantized=False), True)], shape


def asked(command: list[str], gpu: str | None) -> dict:
    """What a program of the bench answers. Raises NoServer."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, env=environ | ({"CUDA_VISIBLE_DEVICES": gpu} if gpu else {}), text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise server.NoServer(f"{Path(command[1]).name} failed: {' '.join(done.stderr.split())[-400:]}")
    return json.loads(done.stdout.splitlines()[-1])


def served(way: Way, serving: serve.Serving, plan: Plan, gpu: str | None, card: dict, shape: Shape, whole: Shape,
           folder: Path) -> dict:
    """One way from its start to its end, or why it was left out."""
    name, room = way.precision.name, card["memory_bytes"] * serving.gpu_memory_share - L4.spare_bytes
    needed = way.precision.resident_bytes(shape) + plan.prompt_tokens * way.precision.token_bytes(shape)
    if gpu is not None and needed > room:
        return {"left_out": f"{needed / 1e9:.1f} GB of weights and KV cache, and there is room for {room / 1e9:.1f}"}
    say(f"starting a server: {name}")
    with server.running(serving, rung=way.rung, folder=folder, gpu=gpu) as running:
        asker = Asker(running, plan, shape.vocabulary)
        prefill_s = asker.prefill_s()
        rows = []
        for sequences in plan.sequences:
            say(f"{name}, {sequences} sequences")
            row = asker.decoded(sequences)
            rows.append(row | beside(row["tokens_per_s"]["median"], way.precision, Load(
                sequences, plan.prompt_tokens, plan.output_tokens / 2), card["bytes_per_s"], shape, whole))
        return {"vllm": asker.version(), "start_s": running.start_s, "rung": way.rung, "prefill_s": prefill_s,
                "weights_gb": round(way.precision.weights_bytes(shape) / 1e9, 3),
                "kv_token_bytes": way.precision.token_bytes(shape), "rows": rows}


def beside(measured: float, precision: Precision, load: Load, bytes_per_s: float, shape: Shape, whole: Shape) -> dict:
    """The rooflines beside a measured rate, its shares of them, and what it projects."""
    once, each = (figures.tokens_per_s(shape, precision, load, bytes_per_s, shared=shared) for shared in (True, False))
    share = measured / once
    return {"roofline_once": round(once, 1), "roofline_each": round(each, 1), "share_of_once": round(share, 4),
            "share_of_each": round(measured / each, 4),
            "projected": figures.projected(whole, precision, load, share, Contest())}


class Asker:
    """Whoever asks a server of this bench, in token ids."""

    def __init__(self, running: server.Server, plan: Plan, vocabulary: int):
        self._running = running
        self._plan = plan
        self._chance = random.Random(0)
        self._vocabulary = vocabulary
        self._shared = self._prompt()
        self._client = httpx.Client(base_url=running.base, timeout=3600, trust_env=False)

    def version(self) -> str:
        """Of the server's vLLM."""
        return self._client.get("/version").json()["version"]

    def prefill_s(self) -> dict:
        """Seconds for a new prompt and one token, after a first one that is not counted."""
        self._seconds(self._prompt(), 1, 1)
        return asdict(Spread.of([self._seconds(self._prompt(), 1, 1) for _ in range(self._plan.rounds)]))

    def decoded(self, sequences: int) -> dict:
        """Output tokens a second of so many sequences, and how often the KV cache was too small for them."""
        self._seconds(self._shared, sequences, self._plan.warm_tokens)
        before = self._running.counters()
        seconds = [self._seconds(self._shared, sequences, self._plan.output_tokens) for _ in range(self._plan.rounds)]
        after = self._running.counters()
        tokens = sequences * self._plan.output_tokens
        return {"sequences": sequences, "tokens_per_s": asdict(Spread.of([tokens / one for one in seconds], 1)),
                "step_ms": asdict(Spread.of([1000 * one / self._plan.output_tokens for one in seconds], 2)),
                "preempted": round(after.get(figures.PREEMPTED, 0.0) - before.get(figures.PREEMPTED, 0.0))}

    def _prompt(self) -> list[int]:
        """A prompt that no other begins like."""
        return [self._chance.randrange(16, self._vocabulary - 16) for _ in range(self._plan.prompt_tokens)]

    def _seconds(self, prompt: list[int], sequences: int, tokens: int) -> float:
        """Until so many sequences have come, each of so many tokens. Raises NoServer."""
        body = {"model": self._running.model, "prompt": prompt, "n": sequences, "max_tokens": tokens,
                "ignore_eos": True, "seed": self._chance.randrange(1 << 40), "temperature": SAMPLING.temperature,
                "min_p": SAMPLING.min_p}
        began_s = time.perf_counter()
        try:
            answer = self._client.post("/v1/completions", json=body)
        except httpx.HTTPError as error:
            raise server.NoServer(f"the server broke off: {error!r}") from None
        seconds = time.perf_counter() - began_s
        if answer.status_code != 200:
            raise server.NoServer(f"the server refused: {' '.join(answer.text.split())[:400]}")
        if (counted := answer.json()["usage"]["completion_tokens"]) != sequences * tokens:
            raise server.NoServer(f"{counted} tokens came in the place of {sequences * tokens}")
        return seconds


def keep(result: dict) -> None:
    """Add the figures of this card to those that are kept."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[result["card"]["name"]] = result
    RESULTS.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n")


def show(result: dict) -> None:
    """The same for a person."""
    if result["rehearsal"]:
        print("REHEARSAL on a CPU with the stand-in: no figure here means anything for a GPU")
    card, plan, contest = result["card"], result["plan"], result["contest"]
    print(f"{card['name']}: memory read at {card['bytes_per_s'] / 1e9:.0f} GB/s; {result['layers']} layers, "
          f"{result['weights']} weights; prompt of {plan['prompt_tokens']} tokens, {plan['output_tokens']} written")
    for name, way in result["ways"].items():
        if "left_out" in way:
            print(f"\n{name}: left out: {way['left_out']}")
            continue
        print(f"\n{name} (KV cache {way['rung']}, vLLM {way['vllm']}): {way['weights_gb']} GB a step, "
              f"{way['kv_token_bytes']} bytes a token in the KV cache; prefill {Spread(**way['prefill_s'])} s")
        print(f"{'sequences':>11}{'tokens/s':>10}{'ms a step':>11}{'once':>9}{'each':>9}{'share':>8}{'preempted':>11}"
              f"{'  -> ' + L4.name:>10}{'a task':>9}")
        for row in way["rows"]:
            there = row["projected"]
            print(f"{row['sequences']:11}{row['tokens_per_s']['median']:10.1f}{row['step_ms']['median']:11.1f}"
                  f"{row['roofline_once']:9.1f}{row['roofline_each']:9.1f}{row['share_of_once']:8.1%}"
                  f"{row['preempted']:11}{there['tokens_per_s']:10.1f}{there['samples_per_task']:9.1f}"
                  + ("" if there["kv_fits"] else f"  (does not fit an {there['card']})"))
    print(f"\nprojected: tokens/s on one {L4.name}, and samples a task on {contest['gpus']} of them in "
          f"{contest['hours']} h, {contest['tasks']} tasks, {contest['sample_tokens']} tokens a sample")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
