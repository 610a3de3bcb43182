"""Make a model: what `build.py model` runs, in the environment `quantize`.

    source -> calibrate -> quantize -> verify -> the model in its place, manifest last

Each arrow is a stage (`models.stages`) in OUT.work/ that is done once; the folder OUT is there only when all of it is.
Promises: a finished model of the same spec, source and prompts is recognised without reading it; where only what the
run reads of it has changed (sampling, context), that alone is written anew. Refusals come before anything is fetched.
Leaves out: how each stage does its work.
"""
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from kernel.bundle import ModelBundle
from kernel.prompts import KIT_PACK, PackError, PromptPack
from models import manifest, packs, room, source, stages
from models.arguments import BUILT, model_parser
from models.spec import Spec, SpecError, load_spec
from models.verify import VerifyError, check_tensors, judge, measure_logits

RECIPE = 1
"""Raised when the stages come to make something else of the same input, so that what was made before is made anew."""

REFUSED = (SpecError, PackError, source.SourceError, room.NoRoom, stages.Busy)
VERIFY_SEED = 1000                     # beside the calibration's: other tasks in another order


@dataclass(frozen=True)
class Build:
    """All that a build depends on, settled before it begins."""

    spec: Spec
    origin: source.Source
    pack: PromptPack
    out: Path
    low_memory: bool

    @property
    def work(self) -> Path:
        return self.out.with_name(self.out.name + ".work")

    def stamps(self) -> dict[str, dict]:
        """Per stage, what its result depends on, as plain JSON."""
        plain, pack = self.spec.plain(), self.pack.to_json()
        begun = {"recipe": RECIPE, "source": self.origin.stamp(self.spec, pack), "shape": plain["shape"]}
        calibrated = {**begun, "calibration": plain["calibration"], "pack": pack}
        kv = plain["quantization"]["kv_cache"] == "fp8"
        quantized = {**(calibrated if kv else begun), "quantization": plain["quantization"]}
        verified = {**quantized, "limits": plain["limits"], "pack": pack, "calibration": plain["calibration"]}
        return {"calibrate": calibrated, "quantize": quantized, "verify": verified,
                "model": {"verify": verified, "name": self.spec.name, "serving": plain["serving"],
                          "sampling": plain["sampling"], "refining": plain["refining"]}}


def main(arguments: list[str]) -> int:
    """The exit status of `build.py model` with these arguments."""
    given = model_parser().parse_args(arguments)
    began = time.monotonic()
    try:
        build, said = settle(given)
        for line in said:
            say(line)
        if not given.force and is_finished(build):
            say(f"{build.out}: finished before, from the same spec, source and prompts (--force makes it anew)")
            tidy(build)
            return 0
        free = room.free_memory()
        need = room.room_for(build.spec, fetches=build.origin.folder is None, low_memory=build.low_memory,
                             free_memory=free)
        for line in plan(build, need, free, timed=given.dry_run):
            say(line)
        room.check(need, out_disk=build.work, fetch_disk=fetch_folder(build), free_memory=free)
        if given.dry_run:
            return 0
        with stages.alone(build.work):
            make(build, need, free, force=given.force)
        say(f"{build.out}: finished, {time.monotonic() - began:.0f} s")
        return 0
    except REFUSED as error:
        print(f"build.py model: {error}", file=sys.stderr)
        return 2
    except source.FetchFailed as error:
        print(f"build.py model: {error}", file=sys.stderr)
        return 1
    except VerifyError as error:
        print(f"build.py model: verification: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbuild.py model: interrupted; the same command goes on", file=sys.stderr)
        return 130


def settle(given) -> tuple[Build, list[str]]:
    """The build that the arguments ask for, and what is to be said about it. Raises one of REFUSED."""
    spec = load_spec(given.spec)
    origin = source.source_of(spec, given.source, given.revision)
    pack, said = KIT_PACK, []
    if given.prompt_source is not None:
        if spec.prompts is None:
            raise PackError(f"{spec.name} is asked in the kit's own words; --prompt-source has no place there")
        more = set(given.prompt_sha)
        pack, said = packs.read(packs.find(given.prompt_source), prompt_shas={spec.prompts.sha256, *more},
                                system_shas={spec.prompts.system_sha256, *more}, name=spec.name)
    elif spec.prompts is not None:
        said = [f"prompt pack: the kit's own words, which {spec.name} was not trained with; --prompt-source with a "
                f"checkout of {spec.prompts.repository} gives it its own"]
    out = (given.out or BUILT / spec.name).absolute()
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and manifest.read(out) is None)):
        raise SpecError(f"{out}: something else is there; give another --out")
    return Build(spec, origin, pack, out, given.low_memory), said


def is_finished(build: Build) -> bool:
    """Whether the model is in its place, made from just this, every file there in its size."""
    found = manifest.read(build.out)
    return found is not None and found["made_from"].get("model") == build.stamps()["model"] and manifest.is_whole(
        build.out, found)


def fetch_folder(build: Build) -> Path:
    """Where the source's files will lie: the model's folder in the hub client's cache, or the build's own."""
    if build.origin.hub is None:
        return build.work
    from huggingface_hub.constants import HF_HUB_CACHE
    from huggingface_hub.file_download import repo_folder_name

    return Path(HF_HUB_CACHE, repo_folder_name(repo_id=build.origin.hub, repo_type="model"))


def plan(build: Build, need: room.Room, free: int, *, timed: bool) -> list[str]:
    """What will be done, and what it takes, one line each. `timed` measures this machine for a second or two."""
    origin, spec = build.origin, build.spec
    where = (f"the folder {origin.folder}" if origin.folder else f"{origin.hub} at {origin.revision}, "
             f"{room.shown(need.fetched)} to fetch (into {fetch_folder(build)}; what is there is not fetched again)"
             if origin.hub else f"made here ({origin.made}), about {spec.source.budget_s:.0f} s")
    lines = [f"{spec.name}: {spec.shape.parameters() / 1e9:.3g} billion parameters; source: {where}",
             f"writes {build.out}: {room.shown(need.made)}; disk while it works: {room.shown(need.disk)}; memory: "
             + (f"layers on disk, {room.shown(need.memory_least)} of {room.shown(free)} free" if need.low_memory else
                f"{room.shown(need.memory_all)} of {room.shown(free)} free")]
    if timed:
        tokens = spec.calibration.prompts * min(spec.calibration.tokens_max, 5000) * (
            spec.quantization.kv_cache == "fp8") + 2 * spec.limits.prompts * min(spec.limits.tokens_max, 5000)
        device, rate = speed()
        minutes = 2 * spec.shape.parameters() * tokens / rate / 60
        lines.append(f"time: at most about {f'{minutes:.0f} min' if minutes < 120 else f'{minutes / 60:.0f} h'} to "
                     f"calibrate and verify ({tokens:,} tokens at the {rate / 1e12:.2g} Tflop/s that this {device} "
                     f"showed), and the time to read and write the files")
    return lines


def speed() -> tuple[str, float]:
    """What computes here, and how many operations a second it does on a matrix product in bfloat16, half of what a
    large one showed: layers are smaller."""
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    side = 8192 if device == "cuda" else 1024
    one = torch.ones(side, side, dtype=torch.bfloat16, device=device)
    best = float("inf")
    for _ in range(4):
        began = time.monotonic()
        (one @ one).sum().item()
        best = min(best, time.monotonic() - began)
    return ("GPU" if device == "cuda" else "CPU"), side ** 3 / best


def make(build: Build, need: room.Room, free: int, *, force: bool) -> None:
    """Run every stage that is not done, and put the model in its place. Raises FetchFailed, VerifyError, or one of
    REFUSED."""
    stamps, work = build.stamps(), build.work
    if force:
        for name in ("source", "calibrate", "quantize", "verify"):
            shutil.rmtree(work / name, ignore_errors=True)
    elif renewed(build, stamps):
        return
    folder, record = source.obtain(build.origin, build.spec, build.pack.to_json(), work, say)
    source.check(folder, build.spec.shape)
    # With layers on disk two fifths of the memory may hold layers; the rest is for the one at work and what runs
    # through. A quarter of the layers at most: low memory is low memory, also where it was only asked for.
    memory = min(2 * free // 5, need.source // 4) if need.low_memory else 2 * need.source + (1 << 30)
    scales = None
    if build.spec.quantization.kv_cache == "fp8":
        calibrated = stages.stage(work / "calibrate", stamps["calibrate"], "calibrate the KV cache's scales",
                                  lambda out: calibrate(build, folder, out, memory), say)
        from models.quantize import SCALES
        scales = calibrated / SCALES

    def quantize(out: Path) -> None:
        from models.quantize import quantize
        quantize(folder, build.spec.quantization, scales, out)

    made = stages.stage(work / "quantize", stamps["quantize"], "quantize the weights, file by file", quantize, say)
    verified = stages.stage(work / "verify", stamps["verify"], "verify",
                            lambda out: verify(build, made, folder, out, memory), say)
    place(build, stamps, made, verified, record)


def calibrate(build: Build, folder: Path, out: Path, memory_bytes: int) -> None:
    """The stage `calibrate`: scales, and which tasks they were taken from."""
    from models.quantize import calibrate

    chosen = calibration_texts(build, folder)
    say(f"{len(chosen)} prompts of real ARC tasks, {sum(len(text.ids) for text in chosen):,} tokens")
    calibrate(folder, chosen, out, memory_bytes=memory_bytes)
    stages.write_json(out / "texts.json", {text.task_id: len(text.ids) for text in chosen})


def calibration_texts(build: Build, folder: Path):
    from transformers import AutoTokenizer

    from models import texts

    of = build.spec.calibration
    found = texts.drawn(AutoTokenizer.from_pretrained(folder), build.pack, count=of.prompts, tokens_min=of.tokens_min,
                        tokens_max=of.tokens_max, seed=of.seed, answered=False)
    if len(found) < of.prompts:
        raise SpecError(f"calibration: only {len(found)} ARC prompts have {of.tokens_min} to {of.tokens_max} tokens")
    return found


def verify(build: Build, made: Path, folder: Path, out: Path, memory_bytes: int) -> None:
    """The stage `verify`: verify.json, or VerifyError."""
    from tqdm import tqdm
    from transformers import AutoTokenizer

    from models import texts

    spec, limits = build.spec, build.spec.limits
    figures = {"tensors": check_tensors(made, folder, spec, lambda names: tqdm(names, desc="tensors", unit=""))}
    chosen = texts.drawn(AutoTokenizer.from_pretrained(folder), build.pack, count=limits.prompts, tokens_min=1,
                         tokens_max=limits.tokens_max, seed=spec.calibration.seed + VERIFY_SEED, answered=True,
                         other_than=calibration_texts(build, folder))
    if len(chosen) < limits.prompts:
        raise VerifyError(f"only {len(chosen)} ARC prompts with a program have at most {limits.tokens_max} tokens")
    figures["logits"] = measure_logits(made, folder, chosen, generated_tokens=limits.generated_tokens, aside=out,
                                       memory_bytes=memory_bytes, progress=lambda texts, what: tqdm(
                                           texts, desc=f"logits, {what}", unit="prompt"))
    stages.write_json(out / "verify.json", {**figures, "limits": spec.plain()["limits"]})
    for line in report(figures, spec):
        say(line)
    judge(figures["logits"], limits)


def report(figures: dict, spec: Spec) -> list[str]:
    """What the verification found, for a reader."""
    of, logits, limits = figures["tensors"], figures["logits"], spec.limits
    reply = logits["generation"]
    return [f"tensors: {of['checked']} as they must be: {of['quantized']} in FP8 (largest error of a weight "
            f"{of['worst_weight_error']:.1%} of its row's largest), {of['kv_scales']} KV scales, the rest bit for bit",
            *(f"logits, {part}: KL {logits[f'kl_{part}']:.4f} nats (limit {getattr(limits, f'kl_{part}')}), same first "
              f"token {logits[f'top1_{part}']:.1%} (limit {getattr(limits, f'top1_{part}'):.0%}), "
              f"{logits[f'positions_{part}']:,} positions" for part in ("answer", "prompt")),
            f"generation, {reply['tokens']} tokens for task {reply['task']}: {reply['text'][:60]!r}"]


def renewed(build: Build, stamps: dict) -> bool:
    """Write model.json and manifest anew where these alone are to change in a finished model. False where more is."""
    found = manifest.read(build.out)
    if found is None or found["made_from"].get("model", {}).get("verify") != stamps["verify"] or not manifest.is_whole(
            build.out, {**found, "files": {k: v for k, v in found["files"].items() if k != "model.json"}}):
        return False
    say("weights and verification are finished; model.json alone is written anew")
    bundle(build, build.out).write()
    manifest.write(build.out, {**found["made_from"], "model": stamps["model"]},
                   known={name: entry for name, entry in found["files"].items() if name != "model.json"})
    return True


def place(build: Build, stamps: dict, made: Path, verified: Path, record: dict) -> None:
    """The finished model into its place, in one rename; the folder of the work goes."""
    shutil.copyfile(verified / "verify.json", made / "verify.json")
    bundle(build, made).write()
    say("sha256 of every file")
    manifest.write(made, {"source": record, "model": stamps["model"]})
    stages.sync(made)
    with tempfile.TemporaryDirectory(dir=build.work) as aside:
        if build.out.exists():
            os.rename(build.out, Path(aside) / "old")
        os.rename(made, build.out)
    tidy(build)


def tidy(build: Build) -> None:
    """Remove what a finished model has no use for."""
    (build.out / stages.STAMP).unlink(missing_ok=True)
    shutil.rmtree(build.work, ignore_errors=True)


def bundle(build: Build, folder: Path) -> ModelBundle:
    """What a run is told of the model."""
    spec = build.spec
    return ModelBundle(folder=folder, name=spec.name, context=spec.serving.context, sampling=spec.sampling,
                       refining=spec.refining, kv_cache=spec.quantization.kv_cache,
                       canary_share=spec.serving.canary_share, pack=build.pack)


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    if not sys.stderr.isatty():        # the libraries' bars: a line now and then in a file, instead of ten a second
        os.environ.setdefault("TQDM_MININTERVAL", "30")
    os.environ.setdefault("LLM_COMPRESSOR_LOG_LEVEL", "ERROR")
    sys.exit(main(sys.argv[1:]))
