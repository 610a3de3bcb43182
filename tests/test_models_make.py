"""build.py model, run as a user runs it: with the real quantizer, on a small random Qwen2 whose source is in files.

What needs the environment `quantize` is marked `server`; what a finished model is asked runs without it.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kernel.bundle import ModelBundle
from kernel.prompts import KIT_PACK
from models import manifest
from models.spec import load_spec
from models.verify import VerifyError, check_tensors
from tests import hub, made

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_S = 600

SPEC = """
name = "random"
[source]
made = "tiny"
[shape]
architecture = "Qwen2ForCausalLM"
layers = 2
hidden = 64
intermediate = 96
heads = 4
kv_heads = 2
head_size = 32
vocabulary = 320
positions = 8192
[quantization]
[calibration]
prompts = 3
tokens_min = 300
tokens_max = 2500
[limits]
prompts = 2
tokens_max = 2500
generated_tokens = 4
kl_answer = 0.5
kl_prompt = 0.5
top1_answer = 0.2
top1_prompt = 0.2
[serving]
context = 4096
canary_share = 0.0
[sampling]
max_tokens = 512
[refining]
max_tokens = 512
"""

SOURCE = """
import sys, torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM
inner = Tokenizer(models.BPE())
inner.pre_tokenizer, inner.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
inner.train_from_iterator(["def transform(grid): return grid"], trainers.BpeTrainer(
    vocab_size=300, special_tokens=["<|im_start|>", "<|im_end|>"],
    initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, eos_token="<|im_end|>", pad_token="<|im_end|>")
tokenizer.chat_template = ("{% for m in messages %}<|im_start|>{{ m['role'] }}\\n{{ m['content'] }}<|im_end|>\\n"
                           "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\\n{% endif %}")
torch.manual_seed(0)
model = Qwen2ForCausalLM(Qwen2Config(
    vocab_size=320, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
    num_key_value_heads=2, head_dim=32, max_position_embeddings=8192, tie_word_embeddings=False, initializer_range=0.1,
    bos_token_id=None, eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id))
model.generation_config.eos_token_id = None      # so that a random model says something
model.to(torch.bfloat16).save_pretrained(sys.argv[1], max_shard_size=sys.argv[2])
tokenizer.save_pretrained(sys.argv[1])
"""

pytestmark = pytest.mark.server


def build(folder: Path, *arguments: str, python: Path | str | None = None, **environ: str
          ) -> subprocess.CompletedProcess:
    """`build.py model` with the folder's spec and source, out to its `out`."""
    return subprocess.run([*command(folder, *arguments, python=python)], cwd=ROOT, text=True, capture_output=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **environ}, timeout=TIMEOUT_S)


def command(folder: Path, *arguments: str, python: Path | str | None = None) -> list[str]:
    given = list(arguments)
    for option, value in (("--source", folder / "source"), ("--out", folder / "out")):
        if option not in given:
            given += [option, str(value)]
    return [str(python or made.quantize_python()), "-m", "models.make", "--spec", str(folder / "made.toml"), *given]


def files(folder: Path) -> dict[str, str]:
    """sha256 of each weight file and of what the verification found."""
    return {name: entry["sha256"] for name, entry in manifest.read(folder)["files"].items()}


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """Two random sources of the same weights: `many` in several files, `one` in a single one."""
    folder = tmp_path_factory.mktemp("sources")
    for name, size in (("many", "100KB"), ("one", "1GB")):
        subprocess.run([made.quantize_python(), "-c", SOURCE, folder / name, size], check=True, capture_output=True,
                       timeout=TIMEOUT_S)
    assert len(list((folder / "many").glob("*.safetensors"))) > 1
    assert (folder / "one" / "model.safetensors").is_file()
    return folder


def begin(folder: Path, sources: Path, which: str = "many", spec: str = SPEC) -> Path:
    shutil.copytree(sources / which, folder / "source")
    (folder / "made.toml").write_text(spec)
    return folder


@pytest.fixture(scope="module")
def finished(tmp_path_factory, sources) -> Path:
    """A folder with spec, source and finished model, not to be changed."""
    folder = begin(tmp_path_factory.mktemp("finished"), sources)
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def copied(tmp_path, finished) -> Path:
    """The same to be changed."""
    return shutil.copytree(finished, tmp_path / "copied")


def test_what_is_made_is_whole_and_says_how_it_is_to_be_asked(finished):
    assert manifest.faults(finished / "out") == []
    bundle = ModelBundle.load(finished / "out")
    assert (bundle.name, bundle.kv_cache, bundle.context, bundle.pack) == ("random", "fp8", 4096, KIT_PACK)
    found = json.loads((finished / "out" / "verify.json").read_text())
    assert found["tensors"]["quantized"] == 14 and found["tensors"]["kv_scales"] == 4
    assert found["logits"]["positions_answer"] > 20 and found["logits"]["generation"]["tokens"] == 4
    assert 0 < found["logits"]["kl_answer"] < 0.5            # as small as it is, it is not nothing
    assert not (finished / "out.work").exists()


def test_layers_on_disk_and_a_single_file_give_the_same_weights_scales_and_logits(tmp_path, sources, finished):
    low = begin(tmp_path / "low", sources)
    done = build(low, "--low-memory")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "layers on disk" in done.stdout
    assert files(low / "out") == files(finished / "out")
    one = begin(tmp_path / "one", sources, "one")
    done = build(one)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in ("kv_scales.safetensors", "verify.json"):
        assert files(one / "out")[name] == files(finished / "out")[name]


def test_a_finished_model_says_so_without_anything_that_makes_models(finished):
    before = {file: file.stat().st_mtime_ns for file in (finished / "out").iterdir()}
    done = build(finished, python=sys.executable)           # an interpreter without torch
    assert done.returncode == 0 and "finished before" in done.stdout, done.stderr
    assert {file: file.stat().st_mtime_ns for file in (finished / "out").iterdir()} == before
    assert subprocess.run([sys.executable, "-c", "import torch"], capture_output=True).returncode != 0


def test_other_sampling_is_written_without_making_the_weights_again(copied):
    (copied / "made.toml").write_text(SPEC.replace("[sampling]", "[sampling]\ntemperature = 0.5"))
    before = {name: (copied / "out" / name).stat().st_ino for name in files(copied / "out") if name != "model.json"}
    done = build(copied)
    assert done.returncode == 0 and "model.json alone" in done.stdout, done.stdout + done.stderr
    assert ModelBundle.load(copied / "out").sampling.temperature == 0.5
    assert {name: (copied / "out" / name).stat().st_ino for name in before} == before
    assert manifest.faults(copied / "out") == []
    assert "finished before" in build(copied, python=sys.executable).stdout


@pytest.mark.parametrize("after, known", [("calibrate the", 0), ("quantize the", 1), ("verify", 2)])
def test_a_build_killed_in_a_stage_goes_on_with_that_stage(tmp_path, sources, finished, after, known):
    folder = begin(tmp_path / "killed", sources)
    with subprocess.Popen(command(folder), cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True) as process:
        for line in process.stdout:
            if line.startswith(after):
                os.killpg(process.pid, signal.SIGKILL)
                break
    assert not (folder / "out").exists() and (folder / "out.work").exists()
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("done before") == known, done.stdout
    assert files(folder / "out") == files(finished / "out")


def test_what_does_not_pass_its_verification_is_not_put_in_place(tmp_path, sources):
    folder = begin(tmp_path / "strict", sources, spec=SPEC.replace("kl_answer = 0.5", "kl_answer = 0.0"))
    done = build(folder)
    assert done.returncode == 1 and not (folder / "out").exists()
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("build.py model")]
    assert "kl_answer" in line and "0.0 at most" in line
    (folder / "made.toml").write_text(SPEC)
    done = build(folder)
    assert done.returncode == 0 and done.stdout.count("done before") == 2, done.stdout + done.stderr


def test_scales_that_are_wrong_are_seen_in_the_logits(finished, sources, tmp_path):
    """What an uncalibrated FP8 cache does: every tensor is as it must be, and the model is not."""
    wrong = shutil.copytree(finished / "out", tmp_path / "wrong")
    code = """
import sys, torch
from pathlib import Path
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer
from kernel.prompts import KIT_PACK
from models import texts, verify
from models.spec import load_spec
made, source, spec = Path(sys.argv[1]), Path(sys.argv[2]), load_spec(Path(sys.argv[3]))
file = made / "kv_scales.safetensors"
save_file({name: torch.full_like(scale, 1e-4) for name, scale in load_file(file).items()}, file)
print(verify.check_tensors(made, source, spec))
chosen = texts.drawn(AutoTokenizer.from_pretrained(made), KIT_PACK, count=1, tokens_min=1, tokens_max=2500, seed=0,
                     answered=True)
logits = verify.measure_logits(made, source, chosen, generated_tokens=4, memory_bytes=1 << 30, aside=made)
try:
    verify.judge(logits, spec.limits)
except verify.VerifyError as error:
    print("refused", error)
"""
    done = subprocess.run([made.quantize_python(), "-c", code, wrong, finished / "source", finished / "made.toml"],
                          cwd=ROOT, text=True, capture_output=True, timeout=TIMEOUT_S,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "kv_scales" in done.stdout, done.stderr
    assert "refused" in done.stdout and "nats" in done.stdout, done.stdout


def test_a_made_model_whose_scales_are_gone_is_refused(copied):
    (copied / "out" / "kv_scales.safetensors").unlink()
    index = copied / "out" / "model.safetensors.index.json"
    told = json.loads(index.read_text())
    told["weight_map"] = {name: file for name, file in told["weight_map"].items() if file != "kv_scales.safetensors"}
    index.write_text(json.dumps(told))
    with pytest.raises(VerifyError, match="k_scale: missing"):
        check_tensors(copied / "out", copied / "source", load_spec(copied / "made.toml"))


def test_a_dry_run_fetches_and_makes_nothing(tmp_path, sources):
    folder = begin(tmp_path / "dry", sources)
    done = build(folder, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "writes" in done.stdout and "memory" in done.stdout and "time:" in done.stdout
    assert sorted(file.name for file in folder.iterdir()) == ["made.toml", "source"]


@pytest.mark.parametrize("change, says", [
    (lambda folder: (folder / "made.toml").write_text(SPEC.replace("layers = 2", "layers = 3")), "num_hidden_layers"),
    (lambda folder: (folder / "made.toml").write_text(SPEC + "extra = 1\n"), "unknown key"),
    (lambda folder: (folder / "source" / "config.json").unlink(), "config.json"),
    (lambda folder: (folder / "out").mkdir() or (folder / "out" / "mine").write_text("x"), "something else is there"),
])
def test_what_cannot_be_made_is_refused_in_one_line(tmp_path, sources, change, says):
    folder = begin(tmp_path / "refused", sources)
    change(folder)
    done = build(folder)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("build.py model: ") and says in line
    assert not (folder / "out" / "model.json").exists()


def test_a_source_on_the_hub_is_taken_at_one_commit_and_recorded(tmp_path, sources, finished):
    folder = begin(tmp_path / "hub", sources)
    with hub.serving(folder / "source", "some/random") as served:
        away = {"HF_ENDPOINT": served.url, "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "0"}
        asked = ("--source", "some/random", "--revision", "main")
        done = build(folder, *asked, **away)
        assert done.returncode == 0, done.stderr
        assert f"is commit {hub.COMMIT}" in done.stdout
        times = len(served.asked)
        again = build(folder, *asked, **away)
        assert "finished before" in again.stdout and len(served.asked) == times
    recorded = manifest.read(folder / "out")["made_from"]["source"]
    assert recorded == {"hub": "some/random", "commit": hub.COMMIT}
    assert files(folder / "out") == files(finished / "out")
    gone = build(folder, *asked, "--force", **away)          # nobody answers there any more
    assert gone.returncode == 1 and gone.stderr.splitlines()[-1].startswith("build.py model: some/random")
    assert manifest.faults(folder / "out") == []


def test_a_fetch_whose_connection_breaks_goes_on_where_it_was(tmp_path):
    served, size = tmp_path / "served", 24 << 20             # the client keeps what it got in pieces of 10 MiB
    served.mkdir()
    (served / "config.json").write_text("{}")
    (served / "model.safetensors").write_bytes(os.urandom(size))
    code = ("import sys; from pathlib import Path; from models import source\n"
            "print(source.obtain(source.Source(hub='some/random', revision=sys.argv[1]), None, {}, Path('.'), print))")
    with hub.serving(served, "some/random") as there:
        there.breaks_after = 11 << 20
        done = subprocess.run([made.quantize_python(), "-c", code, hub.COMMIT], cwd=ROOT, text=True,
                              capture_output=True, timeout=TIMEOUT_S, env={
                                  **os.environ, "PYTHONPATH": str(ROOT), "HF_ENDPOINT": there.url,
                                  "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "0"})
        assert done.returncode == 0, done.stderr
    (fetched,) = (tmp_path / "cache").rglob("snapshots/*/model.safetensors")
    assert fetched.read_bytes() == (served / "model.safetensors").read_bytes()
    assert any("bytes=" in line for line in there.asked)
